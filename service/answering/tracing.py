"""From a figure back to every place that prints it (追溯)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import groupby
from operator import attrgetter

from index.records import StoredFact
from service.answering.candidates import candidate
from service.answering.differences import where
from service.answering.draft import Draft, label_of, to_figure
from service.answering.inquiry import Inquiry
from service.answering.money import YUAN, with_unit
from service.answering.outcome import Outcome
from service.answering.verify import reads_back
from service.checks import checks_of
from service.types import Figure
from service.understanding.query import Query

_NUMBER = re.compile(r"^\s*(-?[\d,]+(?:\.\d+)?)\s*(亿元|万元|元|亿|万|%)?\s*$")
_UNITS = {"亿": "亿元", "万": "万元"}
MAX_SAID = 6
MIN_DIGITS = 4
ROUNDED = "rounded"
"""The flag of a place that prints the figure traced to fewer digits."""


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
    exact = desk.shelf.facts_by_value(value, unit, desk.scope.ids)
    round_ones = _rounded(inquiry, value, unit, exact)
    rounded = {(s.report, s.fact.number) for s in round_ones}
    by_report = attrgetter("report")
    for report, stored in groupby(sorted((*exact, *round_ones), key=by_report), key=by_report):
        facts = [each.fact for each in stored]
        record, heads = desk.scope.record(report), desk.tables(report)
        checks = checks_of(desk.shelf, report, [fact.number for fact in facts])
        for fact in facts:
            one = candidate(record, fact, heads.get(fact.table or 0), 0, "")
            figure = to_figure(one, "answer")
            flags = figure.flags + ((ROUNDED,) if (report, fact.number) in rounded else ())
            figures.append(replace(figure, flags=flags, checks=checks.get(fact.number, ())))
    return tuple(figure for figure in figures if reads_back(figure, desk.shelf))


def _rounded(
    inquiry: Inquiry, value: Decimal, unit: str | None, exact: tuple[StoredFact, ...]
) -> tuple[StoredFact, ...]:
    """Places that print the amount to fewer digits (1,234.6 or 1235 for 1234.57 万元).

    Only money, only four digits and more, and only numerals printed to just that precision:
    fewer would match by chance. Without a unit, the units of the exact places are taken.
    """
    units = {unit} if unit else {stored.fact.unit or "" for stored in exact}
    forms = {
        (form, shown)
        for own in units & YUAN.keys()
        for shown in YUAN
        for form in _shorter(value * YUAN[own] / YUAN[shown])
    }
    amounts = {form * YUAN[shown] for form, shown in forms}
    found = inquiry.desk.shelf.facts_by_amount(amounts, inquiry.desk.scope.ids) if forms else ()
    known = {(s.report, s.fact.number) for s in exact}
    return tuple(
        s
        for s in found
        if (s.report, s.fact.number) not in known
        and s.fact.value is not None
        and any(
            s.fact.unit == shown and s.fact.value.as_tuple() == form.as_tuple()
            for form, shown in forms
        )
    )


def _shorter(value: Decimal) -> Iterator[Decimal]:
    """The value rounded half up to two, one and no decimals, where that drops digits."""
    for places in (Decimal("0.01"), Decimal("0.1"), Decimal(1)):
        form = value.quantize(places, ROUND_HALF_UP)
        if form != value and len(form.as_tuple().digits) >= MIN_DIGITS:
            yield form


_AMOUNT = re.compile(r"\d\.\d|[万亿元]")
_ASKS_WHAT = re.compile(r"什么|啥|哪|何|谁|what|which")
_HOLDS_AGAINST = re.compile(r"[超高低多少大小]于|超过|超出|不[到足止]|以[上下内]|左右")


def names_amount(query: Query) -> bool:
    """ "12.30是什么", "12.30万元指的是哪项", "130万元": an amount, and nothing else but what it is."""
    numbers = [token for token in query.tokens if token.kind == "number"]
    if len(numbers) != 1 or not _AMOUNT.search(numbers[0].text):
        return False
    if query.mentions or query.residual or query.measures or query.base:
        return False
    if _HOLDS_AGAINST.search(query.plain):
        return False
    bare = all(token is numbers[0] or token.roles.function for token in query.tokens)
    return bare or _ASKS_WHAT.search(query.plain) is not None


def answer_trace(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "1234.56 是什么钱": what each place that prints it calls it."""
    for number in inquiry.query.numbers:
        parsed = parse_value(number)
        if parsed is None:
            continue
        desk = inquiry.desk
        exact = desk.shelf.facts_by_value(*parsed, desk.scope.ids)
        round_ones = _rounded(inquiry, *parsed, exact)
        found = (*exact, *round_ones)
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
            about = f"（印为 {stored.fact.printed}）" if stored in round_ones else ""
            texts.append(f"{where(one)}：{label_of(one)}{one.fact.measure}{about}[{cited}]")
        first = f"，前 {MAX_SAID} 处" if len(found) > MAX_SAID else ""
        more = f"共 {len(found)} 处{first}"
        text = f"{with_unit(*parsed)} 在已收录报告中{more}：" + "；".join(texts) + "。"
        return Outcome("answered", text, operation="trace")
    return None
