"""A table as printed text: a few rows at a time under its title and head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.model import Cell, Line, Place, Table
from corpus.passages.placed_text import LONGEST, PlacedText, cell_text, joined, packed, placed_text
from corpus.text import fold

LONGEST_HEAD = 160
"""Characters of title and head over each passage's rows."""


def table_rows(table: Table) -> Iterator[PlacedText]:
    """Rows in batches of passage size; each begins with the title and, if short, the head.

    At the start of a batch the cells that reach down from rows above are repeated, since they name
    the rows.
    """
    head = _head(table)
    rows = _rows(table)
    batch: list[PlacedText] = []
    for number in sorted(rows):
        row = joined(map(cell_text, rows[number]), " ")
        if batch and _length(head, *batch, row) > LONGEST:
            yield joined([*head, *batch], "\n")
            batch = []
        if not batch:
            row = joined(map(cell_text, (*_reaching(table, number), *rows[number])), " ")
        if _length(row) > LONGEST:
            yield from (joined([*head, part], "\n") for part in _cut(row))
        else:
            batch.append(row)
    if batch:
        yield joined([*head, *batch], "\n")


def _length(*pieces: PlacedText | Sequence[PlacedText]) -> int:
    total = 0
    for piece in pieces:
        total += len(piece.text) + 1 if isinstance(piece, PlacedText) else _length(*piece)
    return total


def _head(table: Table) -> list[PlacedText]:
    """Title and header rows; of a form the caption's lines."""
    lines = [_line_piece(line) for line in _titles(table)]
    headers: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.row < table.header_rows and cell.role == "header" and cell.text:
            headers[cell.row].append(cell)
    rows = [joined(map(cell_text, headers[row]), " ") for row in sorted(headers)]
    return [*lines, *rows] if _length(lines, rows) <= LONGEST_HEAD else lines


def _titles(table: Table) -> list[Line]:
    """The caption lines that say what the table is; of a form all of them."""
    if table.kind == "form":
        return list(table.caption)
    parts = [line for line in table.caption if fold(line.text) and fold(line.text) in table.title]
    return parts or list(table.caption[:1])


def _line_piece(line: Line) -> PlacedText:
    places = [Place(line.page, glyph.box) for glyph in line.glyphs for _ in glyph.text]
    return placed_text(line.text, places)


def _rows(table: Table) -> dict[int, list[Cell]]:
    """The printed cells of each row below the head."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.text and cell.row >= table.header_rows:
            rows[cell.row].append(cell)
    return rows


def _reaching(table: Table, row: int) -> list[Cell]:
    """Cells that begin above ``row`` and reach down to it."""
    return [
        cell
        for cell in table.cells
        if cell.text and table.header_rows <= cell.row < row < cell.row + cell.row_span
    ]


def _cut(row: PlacedText) -> Iterator[PlacedText]:
    """A row of long texts, in pieces."""
    for start, end in packed(row.text):
        spans = [span for span in row.spans if span.start < end and start < span.end]
        moved = tuple(
            type(span)(
                max(span.start, start) - start, min(span.end, end) - start, span.page, span.box
            )
            for span in spans
        )
        yield PlacedText(row.text[start:end], moved)
