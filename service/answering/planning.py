"""What exactly is asked of the reports in scope: the asks of ``asks.plan``, with what only the
reports can tell: the totals of a question without an item, columns that stand for a scope, and the
amounts that sentences print beside a count.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.asks import Ask, plan
from service.answering.inquiry import Inquiry
from service.answering.totals import default_mentions, scope_totals
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import load


def plan_asks(inquiry: Inquiry) -> list[Ask]:
    """The asks, with the report's totals for a question that names no item."""
    query = inquiry.query
    if not query.mentions and not query.inherited_mentions:
        if query.residual:
            return []
        scopes = query.scopes
        totals = scope_totals(inquiry, scopes[0]) if scopes else default_mentions(inquiry)
        if not totals:
            return []
        query = replace(query, inherited_mentions=totals)
    asks = plan(query, inquiry.desk.vocabulary)
    scoped = [_scoped(inquiry, ask) for ask in _with_involved(inquiry, asks)]
    sided = [each for ask in scoped for each in _sided(inquiry, ask)]
    return [each for ask in sided for each in (ask, *_grand(inquiry, ask))]


def _grand(inquiry: Inquiry, ask: Ask) -> tuple[Ask, ...]:
    """ "总收入": the year's income, and with what was carried over the total, where they differ."""
    grand = load("totals.toml")["grand"]
    side = next((s for s in ("income", "expenditure") if ask.mention.text in grand[s]), None)
    usual = ask.measure is None or ask.measure.kind in {"outturn", "budget"}
    if side is None or not usual or ask.scope or ask.base or ask.against:
        return ()
    by_key = inquiry.desk.lexicon.by_key
    names = (*grand["rows"], *grand[f"{side}_rows"])
    labels = dict.fromkeys(label for name in names for label in by_key.get(key(name), ()))
    whole = replace(ask, mention=Mention(names[-1], "context", tuple(labels), 1.0, 0, 0), side=side)
    known = {c.amount for r in inquiry.select(ask).readings for c in r.candidates}
    found = inquiry.select(whole).readings if labels else ()
    one = len(inquiry.desk.scope.ids) == len(found) == 1
    return (whole,) if one and found[0].main.amount not in known else ()


_SIDES = {"收入": "income", "支出": "expenditure"}


def _sided(inquiry: Inquiry, ask: Ask) -> list[Ask]:
    """ "路灯养护的收入": the item's row in the table of income; with 和支出, both rows."""
    clause = ask.mention.clause if ask.mention.kind != "context" else -1
    said = [
        _SIDES[t.text]
        for t in inquiry.query.tokens
        if t.clause == clause and t.text in _SIDES and t.start >= ask.mention.end
    ]
    if "income" not in said or ask.against is not None:
        return [ask]
    if not any(c.side == "income" for c in inquiry.candidates(ask.mention)):
        return [ask]
    return [replace(ask, side=side) for side in dict.fromkeys(said)]


_INVOLVED = re.compile(r"涉及|资金|金额")


def _with_involved(inquiry: Inquiry, asks: list[Ask]) -> list[Ask]:
    """ "A 的项目几个、涉及多少资金": the amount has a name of its own, "A 的项目涉及……"."""
    if not _INVOLVED.search(inquiry.query.plain):
        return asks
    lexicon = inquiry.desk.lexicon
    found: list[Ask] = []
    for ask in asks:
        own = {lexicon.label_key[i] for i in ask.mention.labels if i in lexicon.label_key}
        heads = tuple(f"{name}涉及" for name in own if name.endswith("项目"))
        labels = [i for i, form in lexicon.label_key.items() if heads and form.startswith(heads)]
        if not labels or ask.measure is None or ask.measure.kind == "count":
            found.append(ask)
        if labels:
            found.append(Ask(replace(ask.mention, labels=tuple(labels))))
    return list(dict.fromkeys(found))


def of_total(inquiry: Inquiry, ask: Ask) -> Ask:
    """ "项目支出预算" where 项目支出 is no row but a column: that column of the total."""
    scope = ask.mention.scope
    if scope is None or ask.scope or ask.against or inquiry.candidates(ask.mention):
        return ask
    totals = scope_totals(inquiry, scope)
    return replace(ask, mention=totals[0], scope=scope) if totals else ask


def _scoped(inquiry: Inquiry, ask: Ask) -> Ask:
    """A scope that is said by a word that is no item ("政府性基金的……")."""
    named = {mention.scope for mention in inquiry.query.mentions}
    for scope in inquiry.query.scopes:
        if scope in named or scope == ask.mention.scope:
            continue
        separate = scope in inquiry.desk.vocabulary.separate_scopes
        if separate or inquiry.has_scope(ask.mention, scope):
            return replace(ask, scope=scope)
    return ask
