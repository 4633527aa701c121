"""Several figures made into one: sums, differences, multiples, and who has more."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from service.answering.asks import Ask
from service.answering.derived import comparable, gap, operand
from service.answering.draft import Draft, label_of
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import plain, with_unit
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.values import answer_values
from service.answering.wording import subject


def answer_combined(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """The combination that the question's words ask for, None when they ask for none."""
    query = inquiry.query
    readings = _readings(inquiry, asks)
    if len(readings) < 2:
        return None
    distinct = len({ask.mention for ask in asks}) > 1
    if query.asks("sum") and distinct and not _whole_question(inquiry, asks):
        return _sum(asks, _of_one_report(readings, asks), draft)
    if query.asks("sum") and _over_bodies(inquiry, readings):
        return _sum(asks, readings, draft)
    if query.asks("ratio"):
        return _multiple(asks, readings, draft)
    apart = len({_year(reading) for reading in readings}) > 1
    held_against = query.base is not None and not distinct and not apart
    if not held_against and (
        query.asks("difference")
        or query.asks("compare")
        or _more_than(inquiry, asks)
        or _less(inquiry, asks)
    ):
        if len(readings) > 2:
            return _ordered(inquiry, asks, draft)
        found = _difference(asks, _as_asked(inquiry, readings), draft)
        return found[0] if found else None
    return None


def answer_difference(
    inquiry: Inquiry, asks: list[Ask], draft: Draft
) -> tuple[Outcome, int] | None:
    """The first of two items less the second, with its sign; None unless there are just two."""
    readings = _readings(inquiry, asks)
    return _difference(asks, readings, draft) if len(readings) == 2 else None


def _of_one_report(readings: list[Reading], asks: list[Ask]) -> list[Reading]:
    """Of two documents for one year, the first that prints every item; else what there is."""
    by_report: dict[str, list[Reading]] = {}
    for reading in readings:
        by_report.setdefault(reading.main.record.id, []).append(reading)
    bodies = {(r.main.record.entity, _year(r), r.main.record.kind) for r in readings}
    whole = [own for own in by_report.values() if len(own) == len({a.mention for a in asks})]
    return whole[0] if whole and len(bodies) == 1 else readings


_TOGETHER = re.compile(r"加|合|总和|之和")


def _over_bodies(inquiry: Inquiry, readings: list[Reading]) -> bool:
    """ "两家的工会经费加起来": one item over the departments named, each of them once."""
    bodies = [(r.main.record.entity, _year(r)) for r in readings]
    asked = _TOGETHER.search(inquiry.query.plain) or len(inquiry.query.entities) > 1
    return bool(asked) and 1 < len(bodies) == len(set(bodies))


def _as_asked(inquiry: Inquiry, readings: list[Reading]) -> list[Reading]:
    """ "2025年……比2024年": the years in the order of the question."""
    order = {year: n for n, year in enumerate(inquiry.query.years)}
    return sorted(readings, key=lambda r: order.get(_year(r) or 0, 0))


def _readings(inquiry: Inquiry, asks: list[Ask]) -> list[Reading]:
    """One reading per ask and report, in the order asked; changes stand for their operands."""
    found: list[Reading] = []
    for ask in asks:
        measure = ask.measure if ask.measure and "change" not in ask.measure.kind else None
        seen: set[str] = set()
        plain_ask = replace(ask, measure=measure, base=None)
        chosen = inquiry.select(plain_ask).readings
        if {r.main.record.id for r in chosen} < set(inquiry.desk.scope.ids):
            # Another department, or another year's report, may print it under another name.
            other = replace(plain_ask, mention=inquiry.equivalents(ask.mention))
            known = {r.main.record.id for r in chosen}
            more = inquiry.select(other).readings
            chosen = (*chosen, *(r for r in more if r.main.record.id not in known))
        for reading in chosen:
            if reading.main.record.id not in seen:
                seen.add(reading.main.record.id)
                found.append(reading)
    return list({(r.main.record.id, r.main.fact.number): r for r in found}.values())


def _whole_question(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """ "养老保险总共多少，基本支出多少": 总共 belongs to one item, nothing is to be added up."""
    clauses = {ask.mention.clause for ask in asks}
    return len(clauses) > 1 and not any(
        word in inquiry.query.clauses[-1] for word in ("加", "和", "合", "共")
    )


def _more_than(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """ "A 比 B 多多少": two items (or two reports) with a change between them and no base."""
    changing = any(ask.measure and ask.measure.kind == "change" for ask in asks)
    years = len(inquiry.desk.scope.years) > 1
    return changing and (years or not any(ask.base for ask in asks)) and "比" in inquiry.asked


def _less(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """ "A 减 B 等于多少": the word stands between two items."""
    first, *others = dict.fromkeys(ask.mention for ask in asks)
    return len(others) == 1 and inquiry.query.between(first, others[0]) in _MINUS


_MINUS = ("减", "减去", "减掉", "扣除", "扣掉")


def _sum(asks: list[Ask], readings: list[Reading], draft: Draft) -> Outcome | None:
    unit = readings[0].main.fact.unit or ""
    values = [comparable(reading, unit) for reading in readings]
    known = [value for value in values if value is not None]
    bodies = {r.main.record.id for r in readings}
    if len(known) != len(values) or 1 < len(bodies) < len(readings):
        return None
    total = sum(known, Decimal(0))
    expression = " + ".join(plain(value) for value in known)
    cited = [operand(draft, reading) for reading in readings]
    draft.derived(readings[0].main, total, unit or None, expression, label=_names(readings))
    one_body = len(bodies) == 1
    parts = "、".join(
        f"{'' if one_body else subject(r.main)}{label_of(r.main)} {with_unit(value_of(r), r.main.fact.unit)}[{n}]"
        for r, n in zip(readings, cited, strict=True)
    )
    lead = subject(readings[0].main) if one_body else ""
    text = f"{lead}{parts}，合计 {with_unit(total, unit)}（{expression}，按报告数字计算）。"
    return _outcome(asks, text, "sum")


def _multiple(asks: list[Ask], readings: list[Reading], draft: Draft) -> Outcome | None:
    first, second = readings[0], readings[1]
    divisor = comparable(second, first.main.fact.unit or "")
    if not divisor:
        return None
    value = (value_of(first) / divisor).quantize(Decimal("0.01"), ROUND_HALF_UP)
    expression = f"{plain(value_of(first))} / {plain(divisor)}"
    cited = [operand(draft, reading) for reading in (first, second)]
    draft.derived(first.main, value, "倍", expression, measure="倍数")
    text = (
        f"{subject(first.main)}{label_of(first.main)} {with_unit(value_of(first), first.main.fact.unit)}[{cited[0]}]，"
        f"是{label_of(second.main)} {with_unit(value_of(second), second.main.fact.unit)}[{cited[1]}]的 {value} 倍"
        f"（{expression}，按报告数字计算）。"
    )
    return _outcome(asks, text, "ratio")


def _difference(
    asks: list[Ask], readings: list[Reading], draft: Draft
) -> tuple[Outcome, int] | None:
    first, second = readings
    names = [_name(reading, readings) for reading in readings]
    found = gap(draft, first, second, "", "另一项")
    if found is None:
        return None
    index = len(draft.figures) - 1
    cited = [operand(draft, reading) for reading in readings]
    values = "，".join(
        f"{name} {with_unit(value_of(r), r.main.fact.unit)}[{n}]"
        for name, r, n in zip(names, readings, cited, strict=True)
    )
    figure = draft.figures[index]
    unit = first.main.fact.unit
    draft.figures[index] = replace(figure, label=f"{names[0]}与{names[1]}之差")
    apart = with_unit(found.value, unit)
    relation = {1: f"比{names[1]}多 {apart}", -1: f"比{names[1]}少 {apart}"}
    said = relation.get(found.sign, f"与{names[1]}相同，相差 {apart}")
    text = f"{values}；{names[0]}{said}（{figure.expression}，按报告数字计算）。"
    for position, known in enumerate(draft.figures):
        if known.role == "operand":
            draft.figures[position] = replace(known, role="answer")
    return _outcome(asks, text, "difference"), found.sign


def _ordered(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """More than two: each is said."""
    outcome = answer_values(inquiry, asks, draft)
    return None if outcome is None else replace(outcome, operation="compare")


def _name(reading: Reading, readings: list[Reading]) -> str:
    """The part of the name in which the readings differ: entity, year or item."""
    others = [r for r in readings if r is not reading]
    label = label_of(reading.main)
    if any(r.main.record.entity != reading.main.record.entity for r in others):
        return f"{subject(reading.main)}{label}"
    if any(_year(r) != _year(reading) for r in others):
        return f"{_year(reading)}年度{label}"
    measure = reading.main.fact.measure
    return f"{label}{measure}" if all(label_of(r.main) == label for r in others) else label


def _year(reading: Reading) -> int | None:
    return reading.main.fact.year or reading.main.record.year


def _names(readings: list[Reading]) -> str:
    return "、".join(dict.fromkeys(label_of(reading.main) for reading in readings)) + "合计"


def _outcome(asks: list[Ask], text: str, operation: str) -> Outcome:
    names = dict.fromkeys(ask.mention.text for ask in asks)
    measure = asks[0].measure.name if asks[0].measure else None
    return Outcome(
        "answered", text, "、".join(names), measure, asks[0].scope, asks[0].base, operation
    )
