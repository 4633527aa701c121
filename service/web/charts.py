"""What people would rather look at than read: three charts, each from figures that a report prints.

A chart is there only where its figures are. What is computed (a share, last year's amount) is
computed in decimals from figures in sight and says so; everything else links to its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from service.answering.money import grouped, percent
from service.links import box_tuple, page_url

if TYPE_CHECKING:
    from corpus.model import Fact
    from index.protocol import Shelf
    from index.records import TableHead

CLASS_TABLES = (
    "支出决算表",
    "支出预算总表",
    "财政拨款支出预算表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算支出预算表",
)
"""Tables (keys of corpus/tables/tables.toml) that list expenditure by code, the widest first."""

CLASS_DIGITS = 3
BUDGETS = ("年初预算数", "全年预算数", "预算数")
OUTTURN = "决算数"
CHANGE, RATE = "增减额", "增减率"
LAST_YEAR = "上年"
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a chart: ``address`` shows where it is printed, None where it is computed."""

    value: Decimal
    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a chart: ``bars`` are drawn, the shares are of the longest bar of the chart."""

    label: str
    code: str | None
    bars: tuple[Amount, ...]
    more: tuple[Amount, ...]
    widths: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """``kind`` is "classes", "budget" or "last_year"; ``source`` the table, None for sentences."""

    kind: str
    unit: str
    rows: tuple[Row, ...]
    source: TableHead | None = None


def charts_of(shelf: Shelf, report: str) -> tuple[Chart, ...]:
    """The charts that the report's figures allow."""
    facts = [stored.fact for stored in shelf.facts([report], limit=None).facts]
    heads = shelf.tables(report)
    found = (
        _by_class(report, facts, heads),
        _chart("budget", _budget_rows(report, facts)),
        _chart("last_year", _last_year_rows(report, facts)),
    )
    return tuple(chart for chart in found if chart is not None)


def _by_class(report: str, facts: Sequence[Fact], heads: Sequence[TableHead]) -> Chart | None:
    """Expenditure by functional class, out of the widest table that lists it."""
    for standard in CLASS_TABLES:
        for head in heads:
            if head.standard == standard:
                rows = list(_class_rows(report, facts, head.number))
                if len(rows) > 1:
                    return _chart("classes", rows, head)
    return None


def _class_rows(report: str, facts: Sequence[Fact], table: int) -> Iterator[tuple[str, Row]]:
    """One row a class, by the table's first column: the one over the whole."""
    printed = [
        fact
        for fact in facts
        if fact.table == table and fact.code and len(fact.code) == CLASS_DIGITS
    ]
    first = min((fact.column_index or 0 for fact in printed), default=0)
    classes = [fact for fact in printed if fact.column_index == first and fact.value]
    total = sum((fact.value for fact in classes if fact.value), Decimal(0))
    for fact in sorted(classes, key=lambda fact: fact.value or Decimal(0), reverse=True):
        amount = _printed(report, fact)
        share = percent(amount.value, total) if total else Decimal(0)
        yield fact.unit or "", Row(fact.item, fact.code, (amount,), (Amount(share, f"{share}%"),))


def _budget_rows(report: str, facts: Sequence[Fact]) -> Iterator[tuple[str, Row]]:
    """A budget and the outturn that stands beside it, with their difference."""
    for label, budget, outturn in (*_told_pairs(facts), *_listed_pairs(facts)):
        planned, spent = _printed(report, budget), _printed(report, outturn)
        more = [_signed(spent.value - planned.value)]
        if planned.value:
            share = percent(spent.value, planned.value)
            more.append(Amount(share, f"{share}%"))
        yield budget.unit or "", Row(label, None, (planned, spent), tuple(more))


def _told_pairs(facts: Sequence[Fact]) -> Iterator[tuple[str, Fact, Fact]]:
    """ "年初预算为 x，支出决算为 y": the outturn follows its budget in the same sentence."""
    pending: Fact | None = None
    for fact in facts:
        if fact.source != "narrative" or fact.value is None:
            continue
        if fact.measure in BUDGETS:
            pending = fact
        elif fact.measure == OUTTURN and pending is not None:
            same = (pending.row, pending.passage, pending.unit) == (
                fact.row,
                fact.passage,
                fact.unit,
            )
            if same and (pending.value or fact.value):
                yield fact.item, pending, fact
            pending = None


def _listed_pairs(facts: Sequence[Fact]) -> Iterator[tuple[str, Fact, Fact]]:
    """Two columns of one table that differ in nothing but that one is of the budget."""
    budgets: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        if fact.table is None or fact.value is None or fact.measure not in {*BUDGETS, OUTTURN}:
            continue
        column = tuple(head for head in fact.column if head != fact.measure)
        place = (fact.table, fact.row_index, column, fact.unit)
        if fact.measure in BUDGETS:
            budgets.setdefault(place, fact)
        elif (budget := budgets.get(place)) is not None and (budget.value or fact.value):
            yield " ".join([fact.item, *column]).strip(), budget, fact


def _last_year_rows(report: str, facts: Sequence[Fact]) -> Iterator[tuple[str, Row]]:
    """This year's amount and the change that its sentence prints; last year's follows from them."""
    now: Fact | None = None
    for position, fact in enumerate(facts):
        if fact.source != "narrative" or fact.value is None:
            continue
        if fact.measure in {OUTTURN, "预算数"}:
            now = fact
        elif fact.measure == CHANGE and now is not None and _speaks_of_last_year(fact, now):
            assert now.value is not None
            change = fact.value * fact.direction
            before = now.value - change
            if before >= 0:
                amount = Amount(before, grouped(before))
                rates = [rate for rate in facts[position + 1 :][:1] if _rates(rate, fact)]
                told = [_changed(report, each) for each in (fact, *rates)]
                yield (
                    now.unit or "",
                    Row(now.item, None, (amount, _printed(report, now)), tuple(told)),
                )
            now = None


def _speaks_of_last_year(change: Fact, now: Fact) -> bool:
    if not (change.base or "").startswith(LAST_YEAR) or not change.value or not change.direction:
        return False
    return (change.row, change.passage, change.unit) == (now.row, now.passage, now.unit)


def _rates(rate: Fact, change: Fact) -> bool:
    """Whether it is the rate of the change before it."""
    return rate.measure == RATE and bool(rate.value) and rate.row == change.row


def _changed(report: str, change: Fact) -> Amount:
    """A printed change with the sign that its sentence says in words."""
    printed, sign = _printed(report, change), "-" if change.direction < 0 else "+"
    return Amount(printed.value * change.direction, f"{sign}{printed.text}", printed.address)


def _printed(report: str, fact: Fact) -> Amount:
    assert fact.value is not None
    text = f"{grouped(fact.value)}%" if fact.unit == "%" else grouped(fact.value)
    return Amount(fact.value, text, page_url(report, fact.page, [box_tuple(fact.box)]))


def _signed(value: Decimal) -> Amount:
    return Amount(value, f"{value:+,f}" if value else grouped(value))


def _chart(
    kind: str,
    rows: Iterator[tuple[str, Row]] | list[tuple[str, Row]],
    head: TableHead | None = None,
) -> Chart | None:
    """The rows of the commonest unit, each said once, with the widths of their bars in percent."""
    listed = list(rows)
    if not listed:
        return None
    units = [unit for unit, _ in listed]
    unit = max(units, key=units.count)
    once = dict.fromkeys(row for its, row in listed if its == unit)
    longest = max((bar.value for row in once for bar in row.bars), default=Decimal(0))
    if longest <= 0:
        return None
    widened = tuple(_widened(row, longest) for row in list(once)[:MOST_ROWS])
    return Chart(kind, unit, widened, head)


def _widened(row: Row, longest: Decimal) -> Row:
    widths = tuple(percent(max(bar.value, Decimal(0)), longest) for bar in row.bars)
    return Row(row.label, row.code, row.bars, row.more, widths)
