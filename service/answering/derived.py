"""Figures that are not printed but follow from printed ones: always with operands and expression.

Changes against the budget, and the year before or the budget out of a figure and its printed change
(shares and rates are ``proportions``). A printed figure outranks a computed one; this is asked only where none is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.draft import Draft, label_of
from service.answering.grand_totals import of_one_total
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import YUAN, in_unit, percent, plain, with_unit
from service.answering.readings import Reading
from service.understanding.vocabulary import Measure

OUTTURN = Measure("决算数", "outturn", ("决算数", "执行数", "金额"), None)
BUDGETS = {
    "年初预算": Measure("年初预算数", "budget", ("年初预算数", "预算数"), None),
    "全年预算": Measure("全年预算数", "budget", ("全年预算数", "预算数"), None),
    "预算": Measure("预算数", "any_budget", ("年初预算数", "全年预算数", "预算数"), None),
}
CHANGE = Measure("增减额", "change", ("增减额",), None)


@dataclass(frozen=True, slots=True)
class Derived:
    """The words for one computed figure; ``sign`` is that of the change."""

    text: str
    value: Decimal
    sign: int = 0


def change(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Outturn against budget, or this year's report against last year's where both are held."""
    if ask.base == "上年":
        return None
    budget = BUDGETS.get(ask.base or "预算")
    if budget is None:
        return None
    outturn = inquiry.single(replace(ask, measure=OUTTURN, base=None))
    planned = inquiry.single(replace(ask, measure=budget, base=None))
    if outturn is None or planned is None:
        return None
    relative = ask.measure is not None and ask.measure.kind == "change_rate"
    return gap(draft, outturn, planned, "决算数", planned.main.fact.measure, relative=relative)


def gap(
    draft: Draft, first: Reading, second: Reading, left: str, right: str, *, relative: bool = False
) -> Derived | None:
    """``first`` minus ``second`` as a derived figure, said as more or less."""
    unit = first.main.fact.unit or ""
    a = value_of(first)
    b = comparable(second, unit)
    if b is None or (relative and b == 0):
        return None
    cited = [operand(draft, reading) for reading in (first, second)]
    high, low = (a, b) if a >= b else (b, a)
    expression, value = f"{plain(high)} - {plain(low)}", high - low
    shown_unit = unit
    if relative:
        value, shown_unit = percent(high - low, b), "%"
        expression = f"({expression}) / {plain(b)}"
    draft.derived(
        first.main,
        value,
        shown_unit or None,
        expression,
        measure="增减率" if relative else "增减额",
    )
    sign = (a > b) - (a < b)
    word = {1: "前者比后者多", -1: "前者比后者少", 0: "两者相差"}[sign]
    name = label_of(first.main)
    text = (
        f"{when(first)}{name}{left} {with_unit(a, unit)}[{cited[0]}]，{right} {with_unit(b, unit)}[{cited[1]}]，"
        f"{word} {with_unit(value, shown_unit)}（{expression}，按报告数字计算）"
    )
    return Derived(text, value, sign)


def when(reading: Reading) -> str:
    """ "2023年度某市某局"."""
    year = reading.main.fact.year or reading.main.record.year
    return f"{year}年度{reading.main.record.entity}"


def comparable(reading: Reading, unit: str) -> Decimal | None:
    """The reading's value in ``unit``; None when that makes no sense."""
    own = reading.main.fact.unit or ""
    if own == unit:
        return value_of(reading)
    if own in YUAN and unit in YUAN:
        return in_unit(value_of(reading), own, unit)
    return None


def operand(draft: Draft, reading: Reading) -> int:
    """The citation of a reading that a computed figure rests on."""
    index = draft.figure(reading.main, "operand")
    return draft.figures[index].citation or 0


def year_before(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Last year's figure: this year's, less the printed change."""
    scope = replace(inquiry.desk.scope, before=False, years=())
    current = inquiry.within(scope)
    measure = ask.measure if ask.measure and ask.measure.kind in {"outturn", "budget"} else None
    standing = replace(ask, measure=measure or _of_kind(current))
    now = current.single(standing) or current.single(
        replace(standing, mention=current.equivalents(ask.mention))
    )
    moving = replace(ask, measure=CHANGE, base="上年")
    moved = current.single(moving) or current.single(
        replace(moving, mention=current.equivalents(ask.mention))
    )
    if now is None or moved is None or not of_one_total(current, now, moved):
        return None
    value, unit = value_of(now), now.main.fact.unit or ""
    step = comparable(moved, unit)
    if step is None or (moved.main.fact.direction == 0 and step != 0):
        return None
    earlier = value - moved.main.fact.direction * step
    sign = "+" if moved.main.fact.direction < 0 else "-"
    expression = f"{plain(value)} {sign} {plain(step)}"
    cited = [operand(draft, reading) for reading in (now, moved)]
    report_year = now.main.record.year or 0
    name = label_of(now.main)
    draft.derived(now.main, earlier, unit, expression, year=str(report_year - 1))
    word = "减少" if moved.main.fact.direction < 0 else "增加"
    text = (
        f"{report_year - 1}年度{now.main.record.entity}{name} {with_unit(earlier, unit)}：报告未直接列出，"
        f"由{report_year}年度 {with_unit(value, unit)}[{cited[0]}]比上年{word} {with_unit(step, unit)}[{cited[1]}]"
        f"推算（{expression}）"
    )
    draft.note("derived", f"{report_year - 1}年度数为推算数，未收录该年度报告")
    return Derived(text, earlier)


def _of_kind(inquiry: Inquiry) -> Measure:
    """The amount that a report of its kind stands for: the budget's or the accounts'."""
    budget = all("预算" in record.kind for record in inquiry.desk.scope.reports)
    return BUDGETS["预算"] if budget else OUTTURN


def budget_before(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """The budget out of the outturn and its printed distance from the budget."""
    outturn = inquiry.single(replace(ask, measure=OUTTURN, base=None))
    moved = inquiry.single(replace(ask, measure=CHANGE, base="年初预算"))
    if outturn is None or moved is None:
        return None
    unit = outturn.main.fact.unit or ""
    step, direction = comparable(moved, unit), moved.main.fact.direction
    if step is None or (direction == 0 and step != 0):
        return None
    value = value_of(outturn) - direction * step
    expression = f"{plain(value_of(outturn))} {'+' if direction < 0 else '-'} {plain(step)}"
    cited = [operand(draft, reading) for reading in (outturn, moved)]
    draft.derived(outturn.main, value, unit, expression, measure="年初预算数")
    word = "减少" if direction < 0 else "增加"
    text = (
        f"{when(outturn)}{label_of(outturn.main)}年初预算数 {with_unit(value, unit)}：报告未直接列出，"
        f"由决算数 {with_unit(value_of(outturn), unit)}[{cited[0]}]"
        f"比年初预算{word} {with_unit(step, unit)}[{cited[1]}]推算（{expression}）"
    )
    return Derived(text, value)
