"""Drawn rules become rectangular cells: snap, cross, close missing borders, merge, fill.

The idea (edges → intersections → cells) is Anssi Nurminen's, as in pdfplumber's table finder; here
a cell is what no drawn wall divides, so that merged cells come out whole and a table whose outer
border is not drawn is closed by the reach of its other rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Box, Glyph, Page
from corpus.tables.grids.overflow import gathered
from corpus.tables.grids.segments import (
    SHORTEST,
    TOUCH,
    Segment,
    clusters,
    nearest,
    rules_to_segments,
)

COVERED = 0.6
"""A wall stands where at least this share of a cell's side is drawn."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A rectangle of the grid with the glyphs whose centres lie in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table on one page, in reading order.

    ``xs`` and ``ys`` are the grid lines in points; ``repaired`` says that some cells were not
    rectangular as drawn and were cut into rectangles.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    repaired: bool = False

    @property
    def box(self) -> Box:
        """The grid's outline."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def page_grids(page: Page) -> tuple[Grid, ...]:
    """All ruled tables of a page, from the top down."""
    horizontal, vertical = rules_to_segments(page.rules)
    grids = [
        grid_of_segments(page.number, rows, columns)
        for rows, columns in _connected(horizontal, vertical)
        if rows and columns and len(rows) + len(columns) > 2
    ]
    found = [filled(grid, page.glyphs) for grid in grids if len(grid.cells) > 1]
    return tuple(sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0])))


def _connected(
    horizontal: list[Segment], vertical: list[Segment]
) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Groups of segments that meet one another: each is one table's rules."""
    parent = list(range(len(horizontal) + len(vertical)))
    for i, row in enumerate(horizontal):
        for j, column in enumerate(vertical, start=len(horizontal)):
            if _meet(row, column):
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(horizontal):
        groups[_root(parent, i)][0].append(row)
    for j, column in enumerate(vertical, start=len(horizontal)):
        groups[_root(parent, j)][1].append(column)
    yield from groups.values()


def _meet(row: Segment, column: Segment) -> bool:
    return (
        row.low - TOUCH <= column.at <= row.high + TOUCH
        and column.low - TOUCH <= row.at <= column.high + TOUCH
    )


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def grid_of_segments(page: int, rows: list[Segment], columns: list[Segment]) -> Grid:
    """The empty grid of one table's rules; borders that are not drawn are added."""
    xs = _lines(columns, rows)
    ys = _lines(rows, columns)
    right = _walls(columns, xs, ys)
    below = _walls(rows, ys, xs)
    groups = _undivided(len(ys) - 1, len(xs) - 1, right, below)
    cells: list[GridCell] = []
    repaired = False
    for group in groups:
        rectangles = list(_rectangles(group))
        repaired |= len(rectangles) > 1
        for row, column, height, width in rectangles:
            box = Box(xs[column], ys[row], xs[column + width], ys[row + height])
            cells.append(GridCell(row, column, height, width, box))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(page, tuple(xs), tuple(ys), tuple(cells), repaired)


def _lines(along: list[Segment], across: list[Segment]) -> list[float]:
    """Coordinates of the grid lines, with the outer ones that only the crossing rules show."""
    lines = clusters({segment.at for segment in along})
    first = min(segment.low for segment in across)
    last = max(segment.high for segment in across)
    if first < lines[0] - SHORTEST:
        lines.insert(0, first)
    if last > lines[-1] + SHORTEST:
        lines.append(last)
    return lines


def _walls(segments: list[Segment], lines: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(line, step) pairs: grid line ``line`` is drawn between steps ``step`` and ``step + 1``."""
    drawn: dict[tuple[int, int], float] = defaultdict(float)
    for segment in segments:
        line = nearest(lines, segment.at)
        for step, (low, high) in enumerate(pairwise(steps)):
            overlap = min(high, segment.high) - max(low, segment.low)
            if overlap > 0:
                drawn[line, step] += overlap / (high - low)
    return {key for key, share in drawn.items() if share >= COVERED}


def _undivided(
    rows: int, columns: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> list[set[tuple[int, int]]]:
    """Elementary cells grouped by not being divided by a wall."""
    parent = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in right:
                parent[_root(parent, here)] = _root(parent, here + 1)
            if row + 1 < rows and (row + 1, column) not in below:
                parent[_root(parent, here)] = _root(parent, here + columns)
    groups: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for here in range(rows * columns):
        groups[_root(parent, here)].add(divmod(here, columns))
    return list(groups.values())


def _rectangles(group: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Cut a group into (row, column, height, width) rectangles, widest first from the top."""
    left = set(group)
    while left:
        row, column = min(left)
        width = 1
        while (row, column + width) in left:
            width += 1
        height = 1
        while all((row + height, column + i) in left for i in range(width)):
            height += 1
        left -= {(row + i, column + j) for i in range(height) for j in range(width)}
        yield row, column, height, width


def filled(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The grid with each glyph in the cell that contains its centre.

    The centre, not the baseline: some producers set digits on a baseline of their own, which may
    even touch the rule above, but never so far that the middle leaves the cell.
    """
    owner = {
        (cell.row + i, cell.column + j): index
        for index, cell in enumerate(grid.cells)
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }
    inside = [glyph for glyph in glyphs if grid.box.contains(*glyph.box.center)]
    owners = [owner[_place(grid, glyph)] for glyph in inside]
    content: list[list[Glyph]] = [[] for _ in grid.cells]
    for index, glyph in zip(
        gathered(owners, inside, [cell.box for cell in grid.cells]), inside, strict=True
    ):
        content[index].append(glyph)
    cells = tuple(
        GridCell(c.row, c.column, c.row_span, c.column_span, c.box, tuple(own))
        for c, own in zip(grid.cells, content, strict=True)
    )
    return Grid(grid.page, grid.xs, grid.ys, cells, grid.repaired)


def _place(grid: Grid, glyph: Glyph) -> tuple[int, int]:
    """(row, column) of the grid that the middle of a glyph lies in."""
    x, y = glyph.box.center
    row = min(bisect_right(grid.ys, y), len(grid.ys) - 1) - 1
    column = min(bisect_right(grid.xs, x), len(grid.xs) - 1) - 1
    return max(row, 0), max(column, 0)
