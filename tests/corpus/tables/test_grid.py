"""Rules become cells, however they are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Box, Page, Rule
from corpus.tables.grids.grid import page_grids
from tests.corpus.table_pages import outline, set_text

Rectangle = tuple[int, int, int, int]


def page_of(rules: list[Rule]) -> Page:
    return Page(1, 842.0, 595.0, 0, (), tuple(rules))


def cells_of(rules: list[Rule]) -> list[Rectangle]:
    (grid,) = page_grids(page_of(rules))
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def box_of(rectangle: Rectangle, width: float = 60.0, height: float = 20.0) -> Box:
    row, column, rows, columns = rectangle
    return Box(
        50 + width * column,
        80 + height * row,
        50 + width * (column + columns),
        80 + height * (row + rows),
    )


@st.composite
def partitions(draw: st.DrawFn) -> list[Rectangle]:
    """A table of merged cells: rectangles that cover a grid without overlap."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    result = []
    while free:
        row, column = min(free)
        width = draw(st.integers(1, 3))
        while not all((row, column + i) in free for i in range(width)):
            width -= 1
        height = draw(st.integers(1, 3))
        while not all((row + i, column + j) in free for i in range(height) for j in range(width)):
            height -= 1
        free -= {(row + i, column + j) for i in range(height) for j in range(width)}
        result.append((row, column, height, width))
    return result


def lines_used(cells: list[Rectangle]) -> list[Rectangle]:
    """The same cells counted by the lines that are really drawn."""
    ys = sorted({r for r, _, h, _ in cells} | {r + h for r, _, h, _ in cells})
    xs = sorted({c for _, c, _, w in cells} | {c + w for _, c, _, w in cells})
    return sorted(
        (
            ys.index(r),
            xs.index(c),
            ys.index(r + h) - ys.index(r),
            xs.index(c + w) - xs.index(c),
        )
        for r, c, h, w in cells
    )


@given(cells=partitions(), shift=st.floats(-0.9, 0.9))
def test_merged_cells_are_found_from_their_outlines(cells: list[Rectangle], shift: float) -> None:
    rules = []
    for index, cell in enumerate(cells):
        box = box_of(cell)
        # Every second cell is drawn a little off, as doubled borders are.
        off = shift if index % 2 else 0.0
        rules += outline(Box(box.x0 + off, box.top + off, box.x1 + off, box.bottom + off))
    if len(cells) > 1:
        assert cells_of(rules) == lines_used(cells)


@given(cells=partitions())
def test_every_place_is_in_exactly_one_cell(cells: list[Rectangle]) -> None:
    rules = [rule for cell in cells for rule in outline(box_of(cell))]
    if len(cells) < 2:
        return
    (grid,) = page_grids(page_of(rules))
    places = [
        (cell.row + i, cell.column + j)
        for cell in grid.cells
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    ]
    assert len(places) == len(set(places)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)


def dashes(rule: Rule) -> Iterator[Rule]:
    """A rule as dashes of 4 points with gaps of 2."""
    box = rule.box
    length = (box.x1 - box.x0) + (box.bottom - box.top)
    for start in range(0, int(length), 6):
        end = min(start + 4.0, length)
        if rule.horizontal:
            yield Rule(Box(box.x0 + start, box.top, box.x0 + end, box.top), 0.5)
        else:
            yield Rule(Box(box.x0, box.top + start, box.x0, box.top + end), 0.5)


def dots(rule: Rule) -> Iterator[Rule]:
    """A rule as square dots of one point with gaps of one."""
    box = rule.box
    length = (box.x1 - box.x0) + (box.bottom - box.top)
    for step in range(0, int(length) + 1, 2):
        x, y = (box.x0 + step, box.top) if rule.horizontal else (box.x0, box.top + step)
        yield Rule(Box(x, y, x + 1, y + 1), 1.0)


SIMPLE: list[Rectangle] = [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


@pytest.mark.parametrize("drawn", [dashes, dots])
def test_broken_rules_are_whole(drawn: object) -> None:
    rules = [rule for cell in SIMPLE for rule in outline(box_of(cell))]
    assert cells_of([part for rule in rules for part in drawn(rule)]) == SIMPLE  # type: ignore[operator]


def test_borders_that_are_not_drawn_are_closed() -> None:
    cells: list[Rectangle] = [(0, 0, 1, 2), (0, 2, 1, 1)]
    cells += [(row, column, 1, 1) for row in (1, 2) for column in range(3)]
    outer = box_of((0, 0, 3, 3))
    inner = [
        rule
        for cell in cells
        for rule in outline(box_of(cell))
        if outer.x0 < rule.box.center[0] < outer.x1
        and outer.top < rule.box.center[1] < outer.bottom
    ]
    assert cells_of(inner) == cells


def test_a_rule_under_words_is_no_table() -> None:
    assert page_grids(page_of([Rule(Box(50, 100, 200, 100), 0.5)])) == ()


def test_a_glyph_off_its_line_stays_in_the_cell_of_its_middle() -> None:
    rules = [rule for cell in SIMPLE for rule in outline(box_of(cell))]
    box = box_of((1, 1, 1, 1))
    # Set so high that it crosses the rule above.
    high = set_text("7", box.x0 + 5, box.top - 3)
    (grid,) = page_grids(Page(1, 842.0, 595.0, 0, tuple(high), tuple(rules)))
    (cell,) = (cell for cell in grid.cells if cell.glyphs)
    assert (cell.row, cell.column) == (1, 1)
