"""Do all places say the same: every place that prints an item's figure, and what parts them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.contradictions import contradictions
from service.answering.differences import title_of, where
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.selection import BASIC, WHOLE
from service.answering.wording import joined, said_measure, subject

_ONE = ({"决算数", "执行数", "金额"}, {"预算数", "年初预算数", "金额"})
"""Measures under which one amount is printed in different places."""

ROUNDING = Decimal(60)
"""Yuan by which a figure in 万元 with two decimals may differ from the same one in 元."""


def answer_agreement(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """The figure of each place, with a verdict; None where agreement was not asked for."""
    if not asks or not _asks_agreement(inquiry):
        return None
    readings = _first_of_each_report(inquiry, asks[0])
    parts = [_compared(inquiry, asks[0], reading, draft) for reading in readings]
    if not parts:
        return None
    return Outcome("answered", joined(parts) + "。", asks[0].mention.text, operation="agree")


_AGREE = re.compile(r"一致|一样|对得上|对不对得上|相符|吻合|不一")
_PLACES = re.compile(r"说明|文字|表|各处|处|前后|分项|明细|加起来|合起来|页")


def _asks_agreement(inquiry: Inquiry) -> bool:
    """ "前后各处相符吗", "与分项合起来吻合吗"; "与预算一样吗" is held against the budget."""
    query = inquiry.query
    if query.asks("agree"):
        return True
    said = _AGREE.search(query.plain) is not None and _PLACES.search(query.plain) is not None
    return said and query.base is None and len(query.mentions) < 2


def _first_of_each_report(inquiry: Inquiry, ask: Ask) -> list[Reading]:
    found: dict[str, Reading] = {}
    for reading in inquiry.select(ask).readings:
        found.setdefault(reading.main.record.id, reading)
    return list(found.values())


def _compared(inquiry: Inquiry, ask: Ask, reading: Reading, draft: Draft) -> str:
    main = reading.main
    places = _places(inquiry, ask, main)
    groups: list[list[Candidate]] = []
    for one in places:
        same = next((g for g in groups if _equal(g[0], one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    found = contradictions(inquiry.desk, places)
    groups += [[one.place] for one in found if one.place and not _among(one.place, groups)]
    said = [_said(group, draft) for group in groups]
    sums = [one.message for one in found if one.place is None]
    name = f"{subject(main)}{main.fact.item}{said_measure(main)}"
    if len(groups) == 1:
        count = f"{len(places)} 处一致" if len(places) > 1 else "只有一处列出"
        return "；但".join((f"{name}{count}：{said[0]}", *sums))
    values = [g[0].amount[1] for g in groups if g[0].amount is not None]
    unit = main.amount[0] if main.amount else ""
    apart = with_unit(max(values) - min(values), unit)
    if unit == "元" and main.fact.unit == "万元":
        apart = with_unit((max(values) - min(values)) / 10000, "万元")
    return "；".join((f"{name}各处不一致：{'；'.join(said)}；最多相差 {apart}", *sums))


def _among(place: Candidate, groups: list[list[Candidate]]) -> bool:
    return any(_equal(group[0], place) for group in groups)


def _said(group: list[Candidate], draft: Draft) -> str:
    index = draft.figure(group[0], "answer")
    number = draft.figures[index].citation or 0
    fact = group[0].fact
    spots = "、".join(dict.fromkeys(where(one) for one in group))
    value = with_unit(fact.value if fact.value is not None else Decimal(0), fact.unit)
    return f"{value}[{number}]，见{spots}"


def _places(inquiry: Inquiry, ask: Ask, main: Candidate) -> list[Candidate]:
    """Cells and sentences of the same quantity, the one first that would be shown."""
    mention = inquiry.equivalents(ask.mention)
    kinds = next((k for k in _ONE if main.fact.measure in k), {main.fact.measure})
    found = [main]
    for one in (*inquiry.candidates(ask.mention), *inquiry.candidates(mention)):
        if one.fact.number in {f.fact.number for f in found} or one.amount is None:
            continue
        if _same(main, one) and one.fact.measure in kinds:
            found.append(replace(one, tier=main.tier))
    return found


def _same(main: Candidate, one: Candidate) -> bool:
    a, b = main.fact, one.fact
    return (
        main.record.id == one.record.id
        and main.amount is not None
        and one.amount is not None
        and main.amount[0] == one.amount[0]
        and one.impurity <= main.impurity + (one.fact.source == "narrative")
        and _of_basic(one) == _of_basic(main)
        and (a.basis == b.basis or "narrative" in {a.source, b.source})
        and one.scope in {main.scope, *WHOLE, BASIC}
        and (a.year or main.record.year) == (b.year or one.record.year)
        and not (one.table is not None and one.table.kind == "form")
    )


def _of_basic(one: Candidate) -> bool:
    """Whether a table or sentence speaks of the 基本支出 alone."""
    about = title_of(one) if one.fact.source == "table" else "".join(one.fact.row[:-1])
    return BASIC in {one.scope, one.fact.basis} or BASIC in about


def _equal(first: Candidate, second: Candidate) -> bool:
    if first.amount is None or second.amount is None:
        return False
    gap = abs(first.amount[1] - second.amount[1])
    return gap <= (ROUNDING if first.fact.unit != second.fact.unit else 0)
