"""Facts of a table of the year's work: targets and how far they were met, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Cell, Fact, Identity, Table
from corpus.tables.facts.cell_figures import Figure, fact_of, figures_among_words, whole_figure
from corpus.tables.heads import Column, read_layout
from corpus.tables.labels import item_name
from corpus.tables.matrix import Matrix
from corpus.tables.words import measure_of


def work_facts(table: Table, identity: Identity) -> Iterator[Fact]:
    """Every number to the right of the words that name a row, and every empty figure cell."""
    matrix = Matrix(table.cells, table.row_count, table.column_count)
    layout = read_layout(matrix, table.header_rows)
    for row in range(layout.header_rows, matrix.row_count):
        cells = matrix.row(row)
        name = next((cell for cell in cells if cell.role == "label"), None)
        if name is None:
            continue
        for cell in cells[cells.index(name) + 1 :]:
            if cell.row == row:
                yield from _cell_facts(table, identity, cell, name, layout.columns[cell.column])


def _cell_facts(
    table: Table, identity: Identity, cell: Cell, name: Cell, column: Column
) -> Iterator[Fact]:
    path = tuple(head.text for head in column.head)
    measure = next(filter(None, map(measure_of, reversed(path))), None) or "目标值"
    for figure in _figures(cell, column):
        yield fact_of(
            table,
            cell,
            figure,
            item=item_name(name.text),
            row=(name.text,),
            column=path,
            measure=measure,
            unit=figure.unit if figure else None,
            year=identity.year,
        )


def _figures(cell: Cell, column: Column) -> list[Figure | None]:
    whole = whole_figure(cell)
    if whole is not None:
        return [whole]
    if not cell.text:
        return [None] if column.role == "figure" else []
    return [*figures_among_words(cell)]
