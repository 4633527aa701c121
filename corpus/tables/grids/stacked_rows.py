"""Grids whose rows are not ruled: one tall cell prints the figures of many rows in a stack.

Such a row of cells is cut where its lines are. What this assumes: a single row never prints three
numbers below each other in one cell, nor two in several cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.layout.lines import group_lines
from corpus.model import Box, Line
from corpus.tables.cells import around
from corpus.tables.grids.aligned_grids import Row, body_rows, span_of
from corpus.tables.grids.grid import Grid, GridCell
from corpus.tables.grids.wrapped_heads import Column
from corpus.tables.matrix import is_number


def is_frame(grid: Grid) -> bool:
    """Whether the rules frame what stands in columns: heads and many figures in the same cells.

    So it is where rules part the rows alone. Such a table is read by alignment, as if it had no
    rules.
    """
    if len(grid.xs) == 2 and len(grid.ys) > 3:
        return True
    mixed = 0
    for cell in grid.cells:
        lines = group_lines(cell.glyphs, grid.page)
        numbers = sum(is_number(line.text) for line in lines)
        mixed += 2 < numbers < len(lines)
    return mixed > 1


def unstacked(grid: Grid) -> Grid:
    """The grid with a row for every line of figures; the same grid where each has one already."""
    cut = {
        row: lines
        for row in range(len(grid.ys) - 1)
        if (cells := _cells_of(grid, row)) and _is_stacked(grid.page, cells)
        if len(lines := _lines_of(grid.page, cells)) > 1 and _parts(lines, grid.ys, row)
    }
    if not cut:
        return grid
    ys = sorted({*grid.ys, *(y for lines in cut.values() for y in _between(lines))})
    moved = [_moved(cell, grid.ys, ys) for cell in grid.cells if not _is_cut(cell, cut)]
    fresh = [
        cell for row, lines in cut.items() for cell in _cut_cells(_cells_of(grid, row), lines, ys)
    ]
    cells = sorted([*moved, *fresh], key=lambda cell: (cell.row, cell.column))
    return Grid(grid.page, grid.xs, tuple(ys), tuple(cells), grid.repaired)


def _cells_of(grid: Grid, row: int) -> list[GridCell]:
    return [cell for cell in grid.cells if cell.row == row and cell.row_span == 1]


def _is_cut(cell: GridCell, cut: dict[int, list[Row]]) -> bool:
    return cell.row in cut and cell.row_span == 1


def _is_stacked(page: int, cells: Sequence[GridCell]) -> bool:
    counts = [_figure_lines(page, cell) for cell in cells]
    return max(counts) > 2 or sum(count > 1 for count in counts) > 1


def _figure_lines(page: int, cell: GridCell) -> int:
    """How many lines a cell prints, if each is a number alone."""
    if not any(glyph.text.isdigit() for glyph in cell.glyphs):
        return 0
    lines = group_lines(cell.glyphs, page)
    return len(lines) if all(is_number(line.text) for line in lines) else 0


def _lines_of(page: int, cells: Sequence[GridCell]) -> list[Row]:
    """The rows that the lines of the cells make."""
    columns = _columns(cells)
    printed = sorted(
        (line for cell in cells for line in group_lines(cell.glyphs, page)),
        key=lambda line: line.box.center[1],
    )
    lines: list[list[Line]] = []
    for line in printed:
        if lines and line.box.top < lines[-1][0].box.center[1]:
            lines[-1].append(line)
        else:
            lines.append([line])
    ordered = [tuple(sorted(line, key=lambda cell: cell.box.x0)) for line in lines]
    return body_rows(ordered, columns)


def _columns(cells: Sequence[GridCell]) -> list[Column]:
    return [(cell.box.x0, cell.box.x1) for cell in cells]


def _between(rows: Sequence[Row]) -> list[float]:
    """Grid lines in the middle of the white between rows."""
    boxes = [box for row in rows if (box := around(line.box for line in row))]
    return [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]


def _parts(rows: Sequence[Row], ys: Sequence[float], row: int) -> bool:
    """Whether the white between ``rows`` cuts the grid's row; glyphs without a size leave none."""
    cuts = (ys[row], *_between(rows), ys[row + 1])
    return len(cuts) == len(rows) + 1 and all(above < below for above, below in pairwise(cuts))


def _moved(cell: GridCell, before: Sequence[float], ys: Sequence[float]) -> GridCell:
    """A cell that is not cut, counted by the new rows."""
    top = ys.index(before[cell.row])
    bottom = ys.index(before[cell.row + cell.row_span])
    return replace(cell, row=top, row_span=bottom - top)


def _cut_cells(
    cells: Sequence[GridCell], rows: Sequence[Row], ys: Sequence[float]
) -> list[GridCell]:
    """The cells of a cut row: in each of its rows one for every old cell."""
    columns = _columns(cells)
    first = ys.index(cells[0].box.top)
    return [
        GridCell(
            first + index,
            cell.column,
            1,
            cell.column_span,
            Box(cell.box.x0, ys[first + index], cell.box.x1, ys[first + index + 1]),
            tuple(
                glyph
                for line in row
                if span_of(line, columns)[0] == place
                for glyph in line.glyphs
                if glyph.text.strip()
            ),
        )
        for index, row in enumerate(rows)
        for place, cell in enumerate(cells)
    ]
