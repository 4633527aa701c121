"""What can be said where the item is held and what is asked of it is not printed.

The refusal names what the reports do print of the item, so that nobody takes it for a gap of the
search: "列有办公费的决算数，但没有列出年初预算数", "列有决算数，但没有说明变动原因".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.understanding.query import Mention

MOST = 3
"""Reports and measures that are named; with more, "等"."""


def unprinted_measure(inquiry: Inquiry, asks: Sequence[Ask]) -> Outcome | None:
    """None where an item of the question is not held, or neither measure nor scope was asked for."""
    missing = [ask for ask in asks if ask.measure is not None or ask.scope is not None]
    if not missing or inquiry.query.residual:
        return None
    names = list(dict.fromkeys(_asked(ask) for ask in missing))
    return _refused(inquiry, [ask.mention for ask in missing], f"没有列出{'、'.join(names)}")


def only_budget_held(inquiry: Inquiry) -> Outcome | None:
    """决算 is asked for by that word, and what is held is the budget: its figures are no answer."""
    query, records = inquiry.query, inquiry.desk.scope.reports
    said = any(t.roles.measure == "决算数" and "决算" in t.text for t in query.tokens)
    if not said or not records or not all("预算" in record.kind for record in records):
        return None
    mentions = query.mentions or query.inherited_mentions
    if any(c.fact.measure == "决算数" for m in mentions for c in inquiry.candidates(m)):
        return None
    held = _some([f"{r.entity}{r.year or ''}年{r.kind}" for r in records])
    return Outcome("not_found", f"只收录了{held}，没有收录决算报告，无法回答决算数。")


def _asked(ask: Ask) -> str:
    return f"{ask.scope or ''}{ask.measure.name if ask.measure else ''}"


NEAREST = 2
"""Passages about the item that are cited where its reason is not printed."""


def unprinted_reason(inquiry: Inquiry, mentions: Sequence[Mention], draft: Draft) -> Outcome | None:
    """The figure is printed, the reason is not; what the text says of the item is cited."""
    if inquiry.query.residual:
        return None
    refused = _refused(inquiry, mentions, "没有说明原因")
    told = {
        (c.record.id, c.fact.passage): c
        for m in mentions
        for c in inquiry.candidates(m)
        if c.fact.passage is not None
    }
    if refused is None or not told:
        return refused
    marks = "".join(f"[{draft.cite(one)}]" for one in list(told.values())[:NEAREST])
    return replace(refused, text=f"{refused.text}文字说明提到它的地方见{marks}。")


def unexplained_term(mentions: Sequence[Mention]) -> Outcome:
    """An item of the accounts that no glossary entry explains: its amount is not its meaning."""
    name = mentions[0].text
    return Outcome(
        "not_found", f"报告的名词解释没有单独解释“{name}”，其他文字也没有说明其含义。", name
    )


def _refused(inquiry: Inquiry, mentions: Sequence[Mention], what: str) -> Outcome | None:
    printed = [c for m in mentions for c in inquiry.candidates(m) if c.fact.value is not None]
    if not printed or any(not inquiry.candidates(m) for m in mentions):
        return None
    item = printed[0].fact.item
    measures = _some([c.fact.measure for c in printed])
    text = f"{_reports(printed)}列有“{item}”的{measures}，但{what}，无法据此回答。"
    return Outcome("not_found", text, item=item)


def _reports(printed: Sequence[Candidate]) -> str:
    return _some([f"{c.record.entity}{c.record.year or ''}年{c.record.kind}" for c in printed])


def _some(names: Sequence[str]) -> str:
    different = list(dict.fromkeys(names))
    return "、".join(different[:MOST]) + ("等" if len(different) > MOST else "")
