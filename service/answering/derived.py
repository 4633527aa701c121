"""Figures that are not printed but follow from printed ones: always with operands and expression.

Changes against the budget, the year before out of this year's figure and its printed change,
shares of a whole. A printed figure outranks a computed one; this is asked only where none is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.candidates import is_generic
from service.answering.draft import Draft, label_of
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import YUAN, in_unit, percent, plain, with_unit
from service.answering.selection import Reading
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import Measure

_OUTTURN = Measure("决算数", "outturn", ("决算数", "执行数", "金额"), None)
_BUDGETS = {
    "年初预算": Measure("年初预算数", "budget", ("年初预算数", "预算数"), None),
    "全年预算": Measure("全年预算数", "budget", ("全年预算数", "预算数"), None),
    "预算": Measure("预算数", "any_budget", ("年初预算数", "全年预算数", "预算数"), None),
}
_CHANGE = Measure("增减额", "change", ("增减额",), None)


@dataclass(frozen=True, slots=True)
class Derived:
    """The words for one computed figure; ``sign`` is that of the change."""

    text: str
    value: Decimal
    sign: int = 0


def derive(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """The asked figure out of printed ones, or None where it does not follow."""
    if inquiry.desk.scope.before:
        return year_before(inquiry, ask, draft)
    if ask.measure is None:
        return None
    if ask.measure.kind in {"change", "change_rate"}:
        return change(inquiry, ask, draft)
    if ask.measure.kind == "share":
        return share(inquiry, ask, draft)
    if ask.measure.kind == "rate":
        return rate(inquiry, ask, draft)
    if ask.measure.name in {"年初预算数", "预算数"}:
        return budget_before(inquiry, ask, draft)
    return None


def change(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Outturn against budget, or this year's report against last year's where both are held."""
    if ask.base == "上年":
        return None
    budget = _BUDGETS.get(ask.base or "预算")
    if budget is None:
        return None
    outturn = inquiry.single(replace(ask, measure=_OUTTURN, base=None))
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
    cited = [_operand(draft, reading) for reading in (first, second)]
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
        f"{_when(first)}{name}{left} {with_unit(a, unit)}[{cited[0]}]，{right} {with_unit(b, unit)}[{cited[1]}]，"
        f"{word} {with_unit(value, shown_unit)}（{expression}，按报告数字计算）"
    )
    return Derived(text, value, sign)


def _when(reading: Reading) -> str:
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


def _operand(draft: Draft, reading: Reading) -> int:
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
    moving = replace(ask, measure=_CHANGE, base="上年")
    moved = current.single(moving) or current.single(
        replace(moving, mention=current.equivalents(ask.mention))
    )
    if now is None or moved is None:
        return None
    value, unit = value_of(now), now.main.fact.unit or ""
    step = comparable(moved, unit)
    if step is None or (moved.main.fact.direction == 0 and step != 0):
        return None
    earlier = value - moved.main.fact.direction * step
    sign = "+" if moved.main.fact.direction < 0 else "-"
    expression = f"{plain(value)} {sign} {plain(step)}"
    cited = [_operand(draft, reading) for reading in (now, moved)]
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
    return _BUDGETS["预算"] if budget else _OUTTURN


def budget_before(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """The budget out of the outturn and its printed distance from the budget."""
    outturn = inquiry.single(replace(ask, measure=_OUTTURN, base=None))
    moved = inquiry.single(replace(ask, measure=_CHANGE, base="年初预算"))
    if outturn is None or moved is None:
        return None
    unit = outturn.main.fact.unit or ""
    step, direction = comparable(moved, unit), moved.main.fact.direction
    if step is None or (direction == 0 and step != 0):
        return None
    value = value_of(outturn) - direction * step
    expression = f"{plain(value_of(outturn))} {'+' if direction < 0 else '-'} {plain(step)}"
    cited = [_operand(draft, reading) for reading in (outturn, moved)]
    draft.derived(outturn.main, value, unit, expression, measure="年初预算数")
    word = "减少" if direction < 0 else "增加"
    text = (
        f"{_when(outturn)}{label_of(outturn.main)}年初预算数 {with_unit(value, unit)}：报告未直接列出，"
        f"由决算数 {with_unit(value_of(outturn), unit)}[{cited[0]}]"
        f"比年初预算{word} {with_unit(step, unit)}[{cited[1]}]推算（{expression}）"
    )
    return Derived(text, value)


def share(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Part of a whole in percent; the whole is the one named, else the year's expenditure."""
    part = inquiry.single(replace(ask, measure=None, base=None, against=None))
    if part is None:
        return None
    whole_mention = ask.against or _told_whole(inquiry, part) or _default_whole(inquiry, ask)
    whole = inquiry.single(Ask(whole_mention, None)) if whole_mention else None
    if whole is None:
        return None
    unit = part.main.fact.unit or ""
    total = comparable(whole, unit)
    if not total:
        return None
    value = percent(value_of(part), total)
    expression = f"{plain(value_of(part))} / {plain(total)}"
    cited = [_operand(draft, reading) for reading in (part, whole)]
    draft.derived(part.main, value, "%", expression, measure="占比")
    text = (
        f"{_when(part)}{label_of(part.main)} {with_unit(value_of(part), unit)}[{cited[0]}]，占"
        f"{label_of(whole.main)} {with_unit(total, unit)}[{cited[1]}]的 {with_unit(value, '%')}"
        f"（{expression}，按报告数字计算）"
    )
    return Derived(text, value)


def _told_whole(inquiry: Inquiry, part: Reading) -> Mention | None:
    """What a sentence told the part of: "政府采购支出总额……，其中：政府采购货物支出……"."""
    fact = part.main.fact
    if fact.source != "narrative" or len(fact.row) < 2 or is_generic(fact.row[-2]):
        return None
    labels = inquiry.desk.lexicon.by_key.get(key(fact.row[-2]), ())
    return Mention(fact.row[-2], "context", labels, 1.0, 0, 0) if labels else None


def _default_whole(inquiry: Inquiry, ask: Ask) -> Mention | None:
    """The year's total expenditure or income, whichever side the item is on."""
    name = "本年收入合计" if "收入" in ask.mention.text else "本年支出合计"
    labels = inquiry.desk.lexicon.by_key.get(key(name), ())
    if not labels:
        return None
    return Mention(name, "context", labels, 1.0, ask.mention.clause, 0)


def rate(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Outturn as a percentage of the budget."""
    budget = _BUDGETS.get(ask.base or "预算", _BUDGETS["预算"])
    outturn = inquiry.single(replace(ask, measure=_OUTTURN, base=None))
    planned = inquiry.single(replace(ask, measure=budget, base=None))
    if outturn is None or planned is None:
        return None
    unit = outturn.main.fact.unit or ""
    total = comparable(planned, unit)
    if not total:
        return None
    value = percent(value_of(outturn), total)
    expression = f"{plain(value_of(outturn))} / {plain(total)}"
    cited = [_operand(draft, reading) for reading in (outturn, planned)]
    draft.derived(outturn.main, value, "%", expression, measure="完成率")
    text = (
        f"{_when(outturn)}{label_of(outturn.main)}决算数 {with_unit(value_of(outturn), unit)}[{cited[0]}]，"
        f"为{planned.main.fact.measure} {with_unit(total, unit)}[{cited[1]}]的 {with_unit(value, '%')}"
        f"（{expression}，按报告数字计算）"
    )
    return Derived(text, value)
