"""From a figure back to every place that prints it (追溯)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import groupby
from operator import attrgetter

from service.answering.candidates import candidate
from service.answering.differences import where
from service.answering.draft import Draft, label_of, to_figure
from service.answering.inquiry import Inquiry
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.verify import reads_back
from service.auditing import checks_of
from service.types import Figure

_NUMBER = re.compile(r"^\s*(-?[\d,]+(?:\.\d+)?)\s*(亿元|万元|元|亿|万|%)?\s*$")
_UNITS = {"亿": "亿元", "万": "万元"}
MAX_SAID = 6


def parse_value(text: str, unit: str | None = None) -> tuple[Decimal, str | None] | None:
    """ "1,234.56 万元" → (1234.56, 万元); None for what is no number."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    try:
        value = Decimal(match.group(1).replace(",", ""))
    except InvalidOperation:
        return None
    said = match.group(2)
    return value, unit or _UNITS.get(said or "", said)


def occurrences(inquiry: Inquiry, value: Decimal, unit: str | None) -> tuple[Figure, ...]:
    """Every printed place of the value, money in other units included, read back.

    Each says how reconciling its report left it.
    """
    desk = inquiry.desk
    figures: list[Figure] = []
    found = desk.shelf.facts_by_value(value, unit, desk.scope.ids)
    for report, stored in groupby(found, key=attrgetter("report")):
        facts = [each.fact for each in stored]
        record, heads = desk.scope.record(report), desk.tables(report)
        checks = checks_of(desk.shelf, report, [fact.number for fact in facts])
        for fact in facts:
            one = candidate(record, fact, heads.get(fact.table or 0), 0, "")
            figure = to_figure(one, "answer")
            figures.append(replace(figure, checks=checks.get(fact.number, ())))
    return tuple(figure for figure in figures if reads_back(figure, desk.shelf))


def answer_trace(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "1234.56 是什么钱": what each place that prints it calls it."""
    for number in inquiry.query.numbers:
        parsed = parse_value(number)
        if parsed is None:
            continue
        desk = inquiry.desk
        found = desk.shelf.facts_by_value(*parsed, desk.scope.ids)
        if not found:
            continue
        texts = []
        for stored in found[:MAX_SAID]:
            heads = desk.tables(stored.report)
            one = candidate(
                desk.scope.record(stored.report),
                stored.fact,
                heads.get(stored.fact.table or 0),
                0,
                "",
            )
            index = draft.figure(one, "answer")
            cited = draft.figures[index].citation
            texts.append(f"{where(one)}：{label_of(one)}{one.fact.measure}[{cited}]")
        first = f"，前 {MAX_SAID} 处" if len(found) > MAX_SAID else ""
        more = f"共 {len(found)} 处{first}"
        text = f"{with_unit(*parsed)} 在已收录报告中{more}：" + "；".join(texts) + "。"
        return Outcome("answered", text, operation="trace")
    return None
