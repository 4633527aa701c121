"""Facts of a table with one head: every figure, and every empty figure cell with a row label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Cell, Fact, Identity, Table
from corpus.tables.facts.cell_figures import Figure, fact_of, figures_among_words, whole_figure
from corpus.tables.facts.column_names import (
    ColumnName,
    column_names,
    default_measure,
    is_last_year,
    table_topic,
)
from corpus.tables.facts.row_paths import RowName, row_names
from corpus.tables.heads import read_layout
from corpus.tables.matrix import Matrix
from corpus.tables.words import measure_of, word
from corpus.text import normalize


def grid_facts(table: Table, identity: Identity) -> Iterator[Fact]:
    """The facts of a table with one head: block by block, row by row."""
    matrix = Matrix(table.cells, table.row_count, table.column_count)
    layout = read_layout(matrix, table.header_rows)
    for block in layout.blocks:
        rows = row_names(layout, block, table.formulas)
        columns = column_names(table, layout, block)
        alone = not block.of("label", "code") and table.row_count == layout.header_rows + 1
        for row in range(layout.header_rows, layout.matrix.row_count):
            for column, name in columns.items():
                cell = layout.matrix.at(row, column)
                if cell is not None and (cell.row, cell.column) == (row, column):
                    reading = _Reading(table, identity, name, rows.get(row), alone)
                    yield from reading.facts(cell)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where a cell under a figure column stands.

    ``alone``: its row needs no label, because the heads say all and no other row could be meant.
    """

    table: Table
    identity: Identity
    column: ColumnName
    row: RowName | None
    alone: bool

    def facts(self, cell: Cell) -> Iterator[Fact]:
        """One fact for a figure or an empty cell, several for figures among words."""
        figure = whole_figure(cell)
        if figure is not None:
            yield self._fact(cell, figure)
        elif any(map(str.isalnum, cell.text)):
            yield from (self._fact(cell, each) for each in figures_among_words(cell))
        elif self.row is not None or self.alone:
            yield self._fact(cell, None)

    def _fact(self, cell: Cell, figure: Figure | None) -> Fact:
        own_unit = _unit_in(self.row.path if self.row else ())
        measure = self.column.measure or _measure(self.table, self.identity, figure, own_unit)
        named = self.row
        if self.row is not None and (of_row := _measure_only(self.row)) is not None:
            # The table is turned: its columns are the items, its rows say which figure of them.
            named, measure = None, self.column.measure or of_row
        return fact_of(
            self.table,
            cell,
            figure,
            item=named.item if named else self.column.item,
            row=self.row.path if self.row else (),
            code=named.code if named else None,
            column=self.column.path,
            measure=measure,
            basis=self.column.basis if named else None,
            subject=None if named else table_topic(self.table) or None,
            unit=self._unit(measure, figure, own_unit or _unit_in(self.column.path)),
            year=_year(self.identity, self.column),
        )

    def _unit(self, measure: str, figure: Figure | None, named: str | None) -> str | None:
        """The unit beside the figure, in its row's or column's name ("金额（元）"), or the table's.

        What is counted ("公务用车保有量") has not the table's unit, which is of money.
        """
        if figure is not None and figure.unit is not None:
            return figure.unit
        if measure in ("得分", "分值"):
            return "分"
        if measure in ("执行率", "完成率", "占比", "增减率", "比率"):
            return "%"
        if named is not None:
            return named
        name = self.row.item if self.row else self.column.item
        counted = measure == "数量" or word("heads", "counted").search(name)
        return None if counted else self.table.unit


def _measure_only(row: RowName) -> str | None:
    """What a row measures whose label names no item: "预算数", "2023年决算数"."""
    label = normalize(row.item)
    return None if word("heads", "measure_words").sub("", label) else measure_of(label)


def _measure(table: Table, identity: Identity, figure: Figure | None, unit: str | None) -> str:
    if figure is not None and figure.unit == "%":
        return "比率"
    counted = unit is not None and not unit.endswith("元")
    return "数量" if counted else default_measure(table, identity)


def _unit_in(names: tuple[str, ...]) -> str | None:
    """The unit that the innermost of the names tells: "公务用车保有量（辆）"."""
    found = (word("heads", "unit").search(normalize(name)) for name in reversed(names))
    return next((match[1] for match in found if match), None)


def _year(identity: Identity, column: ColumnName) -> int | None:
    if column.year is not None:
        return column.year
    if identity.year is not None and is_last_year(column.path):
        return identity.year - 1
    return identity.year
