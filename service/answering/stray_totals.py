"""Words for a total that are no item of their own where they stand.

"A和B支出合计" adds up, "2010399的本年支出" is the coded row's, and in "政府采购支出总额" 支出总额 is not
the whole report's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from service.answering.inquiry import Inquiry
from service.understanding.query import Mention
from service.understanding.segmentation import Token


def without_stray_totals(inquiry: Inquiry) -> Inquiry:
    """The inquiry without totals that its words do not ask for."""
    return _with_sum(_whole_names(inquiry))


_TOTALS = re.compile(r"(?:本年)?支出(?:合计)?|合计|支出总计")


def _total(mention: Mention) -> bool:
    return _TOTALS.fullmatch(mention.text) is not None


_REPORT_TOTAL = re.compile(r"支出(?:总额|合计|总计)|收入(?:总额|合计|总计)")


def _names(token: Token) -> bool:
    """Whether the phrase says of what a total is: no body, year, measure or part of the money."""
    roles = token.roles
    own = (
        roles.names_item
        or roles.entity
        or roles.self_word
        or roles.measure
        or roles.scope
        or roles.base
    )
    return token.kind == "phrase" and len(token.text) >= 3 and not own


def _whole_names(inquiry: Inquiry) -> Inquiry:
    """ "政府采购支出总额" that no label holds: 支出总额 alone is the whole report's, not what is asked."""
    query = inquiry.query
    cut = [
        (token, mention)
        for mention in query.mentions
        if mention.kind == "alias" and _REPORT_TOTAL.fullmatch(mention.text)
        for token in query.tokens
        if token.clause == mention.clause and token.end == mention.start and _names(token)
    ]
    if not cut:
        return inquiry
    gone = {mention for _, mention in cut}
    words = tuple(token.text + mention.text for token, mention in cut)
    kept = tuple(mention for mention in query.mentions if mention not in gone)
    changed = replace(query, mentions=kept, residual=(*query.residual, *words))
    return Inquiry(changed, inquiry.context, inquiry.desk)


def _with_sum(inquiry: Inquiry) -> Inquiry:
    """ "A和B支出合计": after items side by side 合计 adds them up and is no item of its own."""
    query = inquiry.query
    if len(query.mentions) > 1 and query.mentions[0].kind == "code":
        # "2010399的本年支出、基本支出": the coded row's own total is no item beside it.
        kept = tuple(m for m in query.mentions if m.kind == "code" or m.scope or not _total(m))
        return Inquiry(replace(query, mentions=kept), inquiry.context, inquiry.desk)
    if len(query.mentions) < 3:
        return inquiry
    *items, last = query.mentions
    total = last.kind in {"alias", "exact", "stem"} and last.text.endswith(("合计", "总计", "共计"))
    before = items[-1].clause == last.clause and items[-1].end == last.start
    side_by_side = all(query.listed(a, b) for a, b in pairwise(items))
    if not (total and before and side_by_side):
        return inquiry
    changed = replace(query, mentions=tuple(items), operations=query.operations | {"sum"})
    return Inquiry(changed, inquiry.context, inquiry.desk)
