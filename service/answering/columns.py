"""Words beside an item that name a column of its row: "行政运行年末结转" is the item's own carry-over,
not the whole report's, and "住房公积金全年支出合计" the item's own total.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.candidates import is_total
from service.answering.inquiry import Inquiry
from service.understanding.keys import key
from service.understanding.query import Mention

_LINK = re.compile(r"(?:科目|项目)?(?:在?全年|当年|本年)?(?:中|里|里面|其中)?的?")
_APART = re.compile(r"分别|各|占|比|和|与|及|加|减")
"""Words of a question that sets items side by side or holds one against the other."""

_CARRIED = re.compile(r"(?:年[初末]|上年|结转)(?:财政拨款)?(?:结转|结余|和)*")
_PURSES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_SPENT = re.compile(r"(?:本年|全年|当年)?支出(?:合计|总计|总额)?")


def with_columns(inquiry: Inquiry) -> Inquiry:
    """The inquiry in which a column named after an item narrows it, and the item's own total is none."""
    query = inquiry.query
    if _APART.search(query.plain):
        return inquiry
    kept: list[Mention] = []
    for mention in query.mentions:
        host = kept[-1] if kept else None
        if host is None or mention.scope is not None or not _beside(inquiry, host, mention):
            kept.append(mention)
            continue
        column = _column(inquiry, host, mention)
        if column is not None:
            kept.append(replace(mention, scope=column))
        elif not _own_total(mention):
            kept.append(mention)
    if tuple(kept) == query.mentions:
        return inquiry
    return Inquiry(replace(query, mentions=tuple(kept)), inquiry.context, inquiry.desk)


def _beside(inquiry: Inquiry, host: Mention, mention: Mention) -> bool:
    """Whether the mention follows, with nothing but a part of the money between, a row with columns."""
    query = inquiry.query
    between = query.between(host, mention)
    if between is None or host.scope is not None or is_total(host.text):
        return False
    for token in query.tokens:
        inner = (
            token.clause == host.clause and host.end <= token.start and token.end <= mention.start
        )
        if inner and token.roles.scope:
            between = between.replace(token.text, "", 1)
    return _LINK.fullmatch(between) is not None and any(
        c.fact.source == "table" and c.fact.basis and len(c.fact.row) > 1
        for c in inquiry.candidates(host)
    )


def _column(inquiry: Inquiry, host: Mention, mention: Mention) -> str | None:
    """The column that the mention names, also one that is not printed of this row."""
    purse = re.sub(r"(?:支出|小计|合计)+$", "", mention.text)
    if purse in _PURSES:
        return purse
    if not _CARRIED.fullmatch(mention.text):
        return None
    lexicon = inquiry.desk.lexicon
    names = {key(mention.text), *(lexicon.label_key.get(label, "") for label in mention.labels)}
    printed = [c.fact.basis for c in inquiry.candidates(host) if c.fact.source == "table"]
    found = next((basis for basis in printed if basis and key(basis) in names), None)
    return found or mention.text


def _own_total(mention: Mention) -> bool:
    return _SPENT.fullmatch(mention.text) is not None
