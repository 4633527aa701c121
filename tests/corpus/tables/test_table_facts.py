"""Facts of the tables of whole reports: nothing is lost, nothing is misplaced."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from corpus import NotAReport
from corpus.model import Fact, Identity, Page, Table
from corpus.pdf import read_pages
from corpus.tables import find_tables, table_facts
from corpus.tables.facts.row_paths import line_number
from corpus.tables.heads import Layout, read_layout
from corpus.tables.matrix import Matrix
from corpus.text import normalize
from tests.corpus.read_once import read_once

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
EXPLAINED = {"line_number", "column_number", "code", "header", "label"}
"""Numbers in cells of these roles name something: a line, a code, a heading's points."""

ROUNDING = Decimal("0.05")


def read(path: Path) -> tuple[tuple[Page, ...], tuple[Table, ...], tuple[Fact, ...]]:
    """Pages, tables and table facts of a report."""
    try:
        report = read_once(path)
    except NotAReport:  # a template with its blanks has tables too
        pages, _ = read_pages(path)
        tables = find_tables(pages)
        identity = Identity("", None, "部门决算", "")
        return pages, tables, tuple(f for t in tables for f in table_facts(t, identity, 1))
    facts = tuple(fact for fact in report.facts if fact.source == "table")
    return report.pages, report.tables, facts


def of(table: Table, facts: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in facts if fact.table == table.number]


def layout_of(table: Table) -> Layout:
    matrix = Matrix(table.cells, table.row_count, table.column_count)
    return read_layout(matrix, table.header_rows)


def lost_figures(table: Table, facts: list[Fact]) -> Counter[Decimal]:
    """Numbers printed in cells that must be figures, without those that are facts."""
    printed: Counter[Decimal] = Counter()
    for cell in table.cells:
        if cell.role not in EXPLAINED:
            numbers = NUMBER.findall(normalize(cell.text))
            listed = re.findall(r"(?:^|(?<=[;；。]))\s*(\d)[.、]", normalize(cell.text))
            printed.update(Decimal(number.replace(",", "")) for number in numbers)
            printed.subtract(Decimal(number) for number in listed)
    printed.subtract(abs(fact.value) for fact in facts if fact.value is not None)
    return +printed


def check_codes(facts: list[Fact]) -> list[str]:
    """Codes whose children do not add up to what is printed for them."""
    columns: dict[int | None, dict[str, Decimal]] = defaultdict(dict)
    for fact in facts:
        if fact.code is not None and fact.value is not None:
            columns[fact.column_index][fact.code] = fact.value
    wrong = []
    for values in columns.values():
        for code, value in values.items():
            parts = [v for c, v in values.items() if c[:-2] == code]
            if parts and abs(sum(parts) - value) > ROUNDING:
                wrong.append(f"{code}: {value} is printed, its parts are {sum(parts)}")
    return wrong


def test_the_sample_has_its_tables(sample_pdf: Path) -> None:
    _, tables, _ = read(sample_pdf)
    assert [table.code for table in tables[:9]] == [f"公开0{n}表" for n in range(1, 10)]
    assert Counter(table.kind for table in tables) == {"standard": 9, "form": 8, "work": 1}
    assert {table.unit for table in tables if table.kind != "work"} == {"万元"}
    assert sum(len(table.places) > 1 for table in tables) == 6
    assert all(table.entity for table in tables if table.kind == "standard")


def test_no_figure_of_the_sample_is_lost(sample_pdf: Path) -> None:
    _, tables, facts = read(sample_pdf)
    for table in tables:
        assert not lost_figures(table, of(table, facts)), table.title


def test_sums_of_the_sample_hold_by_codes_and_by_printed_formulas(sample_pdf: Path) -> None:
    _, tables, facts = read(sample_pdf)
    checked = 0
    for table in tables:
        assert not check_codes(of(table, facts)), table.title
        for formula in table.formulas:
            for total, parts in numbered(table, of(table, facts), formula.axis):
                if formula.total in total:
                    expected = sum(sign * parts.get(n, Decimal(0)) for sign, n in formula.parts)
                    assert abs(expected - total[formula.total]) <= ROUNDING, formula.printed
                    checked += 1
    assert checked > 80


def numbered(
    table: Table, facts: list[Fact], axis: str
) -> list[tuple[dict[int, Decimal], dict[int, Decimal]]]:
    """Values by 行次 for each amount column of a block, or by 栏次 for each row."""
    layout = layout_of(table)
    values = {(f.row_index, f.column_index): f.value for f in facts if f.value is not None}
    if axis == "column":
        number_of = {column.index: column.number for column in layout.columns if column.number}
        rows: dict[int | None, dict[int, Decimal]] = defaultdict(dict)
        for (row, column), value in values.items():
            if column in number_of:
                rows[row][number_of[column]] = value
        return [(row, row) for row in rows.values()]
    result: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for block in layout.blocks:
        for position, column in enumerate(block.of("figure")):
            for row in range(table.header_rows, table.row_count):
                line = line_number(layout, block, row)
                if line is not None and (row, column) in values:
                    result[position][line] = values[row, column]
    return [(values, values) for values in result.values()]


def test_every_box_of_the_sample_holds_what_is_printed(sample_pdf: Path) -> None:
    pages, _, facts = read(sample_pdf)
    for fact in facts:
        if fact.value is None:
            continue
        page = pages[fact.page - 1]
        inside = "".join(g.text for g in page.glyphs if fact.box.contains(*g.box.center))
        digits = re.sub(r"[^\d.]", "", normalize(inside))
        assert digits.strip(".") == re.sub(r"[^\d.]", "", normalize(fact.printed)), fact


EXAMPLES = [
    ("公开01表", ("支出", "城乡社区支出"), None, ("金额",), "1000.00"),
    (
        "公开05表",
        ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行"),
        "2010301",
        ("本年支出", "项目支出"),
        "16.02",
    ),
    ("公开04表", ("支出", "国有资本经营预算支出"), None, ("决算数", "合计"), "0.00"),
    (
        "公开06表",
        ("公用经费", "商品和服务支出", "其他商品和服务支出"),
        "30299",
        ("决算数",),
        "9.18",
    ),
    ("公开06表", ("公用经费", "公用经费合计"), None, ("决算数",), "74.50"),
    ("公开02表", ("住房保障支出", "住房改革支出", "提租补贴"), "2210202", ("其他收入",), None),
]


@pytest.mark.parametrize(("code", "row", "item_code", "column", "value"), EXAMPLES)
def test_a_figure_stands_under_its_row_and_column(
    sample_pdf: Path,
    code: str,
    row: tuple[str, ...],
    item_code: str | None,
    column: tuple[str, ...],
    value: str | None,
) -> None:
    _, tables, facts = read(sample_pdf)
    (table,) = (table for table in tables if table.code == code)
    (fact,) = (f for f in of(table, facts) if f.row == row and f.column == column)
    assert (fact.code, fact.value) == (item_code, None if value is None else Decimal(value))


def reports() -> list[str]:
    folder = Path(__file__).resolve().parents[4] / "shared" / "reports"
    return sorted(path.name for path in folder.glob("*.pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("name", reports() or [""])
def test_no_figure_of_another_report_is_lost(shared_reports: Path, name: str) -> None:
    _, tables, facts = read(shared_reports / name)
    wrong_sums = 0
    for table in tables:
        own = of(table, facts)
        assert not lost_figures(table, own), table.title
        if table.standard is not None:
            assert all(fact.unit for fact in own if fact.value is not None), table.title
        wrong_sums += len(check_codes(own))
    # Reports in whole yuan print sums of rounded parts, a few of them off by one.
    assert wrong_sums <= 10
