"""Equations that the report itself prints under its tables."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Cell, Fact, Formula, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import steady, sum_outcome
from corpus.reconcile.view import View

ROW_RULE, COLUMN_RULE = "row-formula", "column-formula"


def row_formulas(view: View) -> Iterator[Outcome]:
    """ "31行=(27+28+29)行": line numbers name the rows."""
    for table in view.report.tables:
        lines = _lines(table)
        for formula in table.formulas:
            if formula.axis == "row":
                yield from _row(view, table, formula, lines)


def _lines(table: Table) -> dict[int, tuple[Cell, int]]:
    """Line number to its cell and the column where the next block begins."""
    cells = [cell for cell in table.cells if cell.role == "line_number" and cell.text.isdecimal()]
    columns = sorted({cell.column for cell in cells})
    found: dict[int, tuple[Cell, int]] = {}
    for cell in cells:
        ends = [column for column in columns if column > cell.column]
        found[int(cell.text)] = cell, ends[0] if ends else table.column_count
    return found


def _row(
    view: View, table: Table, formula: Formula, lines: dict[int, tuple[Cell, int]]
) -> Iterator[Outcome]:
    numbers = [formula.total, *(number for _, number in formula.parts)]
    if missing := [number for number in numbers if number not in lines]:
        reason = f"《{table.title}》{formula.printed}：未找到第 {missing[0]} 行"
        yield Outcome(ROW_RULE, "skipped", message=reason)
        return
    how = f"按表下公式“{formula.printed}”计算"
    cell, end = lines[formula.total]
    for offset in range(1, end - cell.column):
        total = view.cells.get((table.number, cell.row, cell.column + offset))
        parts = [(sign, _beside(view, table, lines[n][0], offset)) for sign, n in formula.parts]
        found = [(sign, part) for sign, part in parts if part is not None]
        if total is not None and len(found) == len(parts):
            outcome = sum_outcome(view, ROW_RULE, total, found, how)
            if outcome is not None:
                yield outcome


def _beside(view: View, table: Table, line: Cell, offset: int) -> Fact | None:
    return view.cells.get((table.number, line.row, line.column + offset))


def column_formulas(view: View) -> Iterator[Outcome]:
    """ "7栏=(8+9+12)栏": column numbers name the columns, in every row."""
    for table in view.report.tables:
        columns = {
            int(cell.text): cell.column
            for cell in table.cells
            if cell.role == "column_number" and cell.text.isdecimal()
        }
        for formula in table.formulas:
            if formula.axis == "column":
                yield from _column(view, table, formula, columns)


def _column(
    view: View, table: Table, formula: Formula, columns: dict[int, int]
) -> Iterator[Outcome]:
    numbers = [formula.total, *(number for _, number in formula.parts)]
    if missing := [number for number in numbers if number not in columns]:
        reason = f"《{table.title}》{formula.printed}：未找到第 {missing[0]} 栏"
        yield Outcome(COLUMN_RULE, "skipped", message=reason)
        return
    how = f"按表下公式“{formula.printed}”计算"
    found = []
    for row in range(table.header_rows, table.row_count):
        total = view.cells.get((table.number, row, columns[formula.total]))
        parts = [(s, view.cells.get((table.number, row, columns[n]))) for s, n in formula.parts]
        shown = [(sign, part) for sign, part in parts if part is not None]
        if total is not None and len(shown) == len(parts):
            found.append(sum_outcome(view, COLUMN_RULE, total, shown, how))
    yield from steady(found, COLUMN_RULE, f"《{table.title}》{formula.printed}")
