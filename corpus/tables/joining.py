"""Pieces of one table on several pages become one grid of cells.

A piece goes on where the last one stopped when nothing is printed between them but page headers
and numbers, it has no title of its own (or repeats the last one's together with its head), and
its columns are those of the last one: at the same places, or as many of them where the page was
turned. Grid lines of all pieces are united, because a piece may lack the divisions of the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Cell, Line, Place
from corpus.tables.captions import Caption
from corpus.tables.cells import join_cells, printed_cell
from corpus.tables.grids.grid import Grid
from corpus.tables.grids.segments import SNAP, clusters, nearest
from corpus.tables.words import word
from corpus.text import normalize
from corpus.text.numbers import parse_decimal

SAME_COLUMN = 4.0
"""Points between the same grid line on two pages."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A grid on one page with its caption and the lines below it that belong to it."""

    grid: Grid
    caption: Caption
    notes: tuple[Line, ...]
    opens_page: bool
    """Nothing but a caption is printed above it on its page."""
    closes_page: bool
    """Nothing at all is printed below it on its page."""


@dataclass(slots=True)
class Joined:
    """A whole table: its pieces in order and its cells, counted over all of them."""

    pieces: list[Piece]
    xs: list[float] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    row_count: int = 0

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its pieces are."""
        return tuple(Place(piece.grid.page, piece.grid.box) for piece in self.pieces)


def join_pieces(pieces: Sequence[Piece]) -> list[Joined]:
    """Whole tables out of the pieces of a report, in reading order."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and continues(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_assembled(group) for group in groups]


def continues(group: Sequence[Piece], piece: Piece) -> bool:
    """Whether ``piece`` goes on with the table that ``group`` began."""
    last, first = group[-1], group[0]
    next_page = piece.grid.page == last.grid.page + 1
    if not (next_page and piece.opens_page and last.closes_page):
        return False
    title = normalize(piece.caption.title)
    bare = word("caption", "continued").sub("", title)
    if title and bare != normalize(first.caption.title):
        return False
    if title and title == bare and not _repeated_rows(first, piece):
        return False
    return _mapped_lines(first.grid.xs, piece.grid.xs) is not None


def _mapped_lines(xs: Sequence[float], other: Sequence[float]) -> list[float] | None:
    """The lines ``other`` in the coordinates of ``xs``; None when they are another table's."""
    if len(xs) == len(other):
        return list(xs)
    scale = (xs[-1] - xs[0]) / (other[-1] - other[0])
    placed = [xs[0] + (x - other[0]) * scale for x in other]
    fewer, more = sorted((list(xs), placed), key=len)
    fits = all(abs(more[nearest(more, x)] - x) <= SAME_COLUMN for x in fewer)
    return (
        [xs[i] if abs(xs[i := nearest(xs, x)] - x) <= SAME_COLUMN else x for x in placed]
        if (fits)
        else None
    )


def _repeated_rows(first: Piece, piece: Piece) -> int:
    """How many rows at the top of ``piece`` repeat the head of ``first``."""
    head = _row_texts(first.grid)
    count = 0
    for row, texts in enumerate(_row_texts(piece.grid)):
        if row >= len(head) or texts != head[row] or any(_is_amount(text) for text in texts):
            break
        if any(texts) or not texts:  # a row of empty cells is a head's only among its others
            count = row + 1
    return count


def _is_amount(text: str) -> bool:
    return parse_decimal(text) is not None and ("." in text or "," in text)


def _row_texts(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(len(grid.ys) - 1)]
    for cell in grid.cells:
        rows[cell.row].append(normalize("".join(glyph.text for glyph in cell.glyphs)))
    return rows


def _assembled(pieces: list[Piece]) -> Joined:
    first = pieces[0]
    mapped = [list(first.grid.xs)]
    for piece in pieces[1:]:
        lines = _mapped_lines(first.grid.xs, piece.grid.xs)
        mapped.append(lines or list(piece.grid.xs))
    joined = Joined(pieces, _united_lines(mapped))
    for index, (piece, xs) in enumerate(zip(pieces, mapped, strict=True)):
        _append(joined, piece, xs, 0 if index == 0 else _repeated_rows(first, piece))
    return joined


def _united_lines(pieces: Sequence[Sequence[float]]) -> list[float]:
    """The grid lines of all pieces; no two lines of one piece become one."""
    lines = [x for xs in pieces for x in xs]
    united = clusters(lines, SNAP)
    if all(len({nearest(united, x) for x in xs}) == len(xs) for xs in pieces):
        return united
    return sorted(set(lines))


def _append(joined: Joined, piece: Piece, xs: Sequence[float], skipped: int) -> None:
    """Add the rows of a piece below those that are there."""
    columns = [nearest(joined.xs, x) for x in xs]
    fresh: list[Cell] = []
    for cell in piece.grid.cells:
        if cell.row < skipped:
            continue
        column = columns[cell.column]
        width = columns[cell.column + cell.column_span] - column
        row = joined.row_count + cell.row - skipped
        fresh.append(
            printed_cell(
                cell.glyphs,
                row=row,
                column=column,
                row_span=cell.row_span,
                column_span=width,
                page=piece.grid.page,
                box=cell.box,
            )
        )
    rows = len(piece.grid.ys) - 1 - skipped
    if joined.cells and not skipped and _is_rest_of_row(joined, fresh):
        fresh = _merged_first_row(joined, fresh)
        rows -= 1
    joined.cells.extend(fresh)
    joined.row_count += rows


def _is_rest_of_row(joined: Joined, fresh: Sequence[Cell]) -> bool:
    """Whether the first new row is the lower part of the last row, cut by the page break.

    It is when it prints words only, and lacks what every other row of the table prints: its line
    number or its code.
    """
    start = joined.row_count
    row = [cell for cell in fresh if cell.row == start]
    printed = [cell for cell in row if cell.text]
    if not printed or any(any(c.isdigit() for c in cell.text) and parse_decimal(cell.text)
                          is not None for cell in printed):  # fmt: skip
        return False
    above = {cell.column: cell for cell in joined.cells if cell.row == start - 1}
    if any(cell.column not in above or not above[cell.column].text for cell in printed):
        return False
    return any(not cell.text and _always_numbered(joined, cell.column) for cell in row)


def _always_numbered(joined: Joined, column: int) -> bool:
    """Whether the column prints a whole number in nearly every row."""
    body = [cell for cell in joined.cells if cell.column == column and cell.column_span == 1]
    numbered = sum(cell.text.strip().isdecimal() for cell in body)
    return numbered >= 2 and all(cell.text.strip().isdecimal() for cell in body[-2:])


def _merged_first_row(joined: Joined, fresh: list[Cell]) -> list[Cell]:
    """Put the rest of a cut row where it belongs; returns the new rows, moved up by one."""
    start = joined.row_count
    rest = {cell.column: cell for cell in fresh if cell.row == start}
    joined.cells = [
        join_cells(cell, rest[cell.column])
        if cell.row == start - 1 and cell.column in rest and rest[cell.column].text
        else cell
        for cell in joined.cells
    ]
    return [replace(cell, row=cell.row - 1) for cell in fresh if cell.row > start]
