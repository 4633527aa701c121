"""Columns of tables without rules: what the white between the cells of all lines leaves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.model import Line
from corpus.tables.grids.alignment import Cells, Region, column_numbers
from corpus.tables.grids.wrapped_heads import CENTRED, Column, overlap, whole_heads
from corpus.tables.matrix import is_integer, is_number
from corpus.tables.words import word
from corpus.text import normalize

ALONE = 80.0
"""Points of white between a head and its figures that weigh as much as one without the other."""

MOST_ACROSS = 2
"""Lines of words, one in ten at most, that may stand across two columns."""


def columns_of(regions: Sequence[Region]) -> list[Column]:
    """(left, right) of every column that the pieces of one table share, from left to right.

    A total centred over several columns of labels is only one line among many: words part two
    columns unless some lines cross the white; figures always count.
    """
    rows = [row for region in regions for row in region.body]
    allowed = min(len(rows) // 10, MOST_ACROSS)
    spans = [
        (cell.box.x0, cell.box.x1, allowed + 1 if is_number(cell.text) else 1)
        for row in rows
        for cell in row
        if any(map(str.isalnum, cell.text))  # a dash may stand anywhere in its column
    ]
    columns = _with_numbers(_covered(spans, allowed), regions)
    headed = next((region for region in regions if region.heads), None)
    if headed is None:
        return columns
    split = any(map(_splits_code, rows))
    return _with_heads(columns, [_naming(row, split) for row in headed.rows[: headed.heads]])


def _splits_code(row: Cells) -> bool:
    """Whether a line starts with the parts of a code: 201 | 03."""
    parts = [normalize(cell.text) for cell in row[:2]]
    return len(parts) == 2 and all(part.isdecimal() and len(part) < 4 for part in parts)


def _naming(row: Cells, split: bool) -> Cells:
    """The cells of a line that name columns: the column numbers (栏次) do not.

    In their line 类, 款 and 项 do where codes are ``split``.
    """
    if not any(is_integer(cell.text) for cell in row):
        return row
    parts = (c for c in row if split and word("heads", "code_part").search(normalize(c.text)))
    return tuple(parts)


def _with_numbers(columns: list[Column], regions: Sequence[Region]) -> list[Column]:
    """The columns, widened to their printed numbers where each column of amounts has one."""
    amounts = [cell for region in regions for cell in region.amounts]
    counted = [
        index
        for index, column in enumerate(columns)
        if any(overlap(cell, column) > 0 for cell in amounts)
    ]
    for region in regions:
        for row in region.rows[: region.heads]:
            numbers = column_numbers(row)
            if len(numbers) == len(counted):
                for index, number in zip(counted, numbers, strict=True):
                    _widen(columns, index, number)
    return columns


def _with_heads(columns: list[Column], rows: Sequence[Cells]) -> list[Column]:
    """The columns, widened to their heads, and those that only a head shows.

    Heads and columns are paired from left to right, because a head set left and figures set right
    in one column need not overlap.
    """
    leaves = _leaves(whole_heads(rows), columns)
    paired = _paired(leaves, columns)
    result = list(columns)
    for head, index in zip(leaves, paired, strict=True):
        if index is not None:
            result[index] = _union(head, result[index])
    alone = [
        (head.box.x0, head.box.x1)
        for head, index in zip(leaves, paired, strict=True)
        if index is None and not any(overlap(head, column) > 0 for column in result)
    ]
    return sorted([*result, *alone])


def _leaves(rows: Sequence[Sequence[Line]], columns: Sequence[Column]) -> list[Line]:
    """The innermost heads from left to right: those with no head below them.

    A head is not one when it stands over a lower head or in the middle of several.
    """
    leaves: list[Line] = []
    top = min((head.box.center[1] for row in rows for head in row), default=0.0)
    for row in reversed(rows):
        leaves += [head for head in row if _is_leaf(head, leaves, columns, top)]
    return sorted(leaves, key=lambda head: head.box.x0)


def _is_leaf(head: Line, leaves: Sequence[Line], columns: Sequence[Column], top: float) -> bool:
    """Whether no head stands below ``head``; those set at its own height stand beside it."""
    lower = [leaf for leaf in leaves if leaf.box.center[1] - head.box.center[1] > 0.3 * head.size]
    below = sorted((leaf.box.x0, leaf.box.x1) for leaf in lower)
    if _stands_over(head, below):
        return False
    return _stands_over(head, columns) or not (
        _between_several(head, below, columns) or _tops_both_sides(head, top, lower)
    )


def _paired(heads: Sequence[Line], columns: Sequence[Column]) -> list[int | None]:
    """For each head the index of its column, or None: the pairs in order with the least white."""
    cost = [[(len(heads) + len(columns) - i - j) * ALONE for j in range(len(columns) + 1)]
            for i in range(len(heads) + 1)]  # fmt: skip
    for i in reversed(range(len(heads))):
        for j in reversed(range(len(columns))):
            white = max(0.0, -overlap(heads[i], columns[j]))
            alone = ALONE + min(cost[i + 1][j], cost[i][j + 1])
            cost[i][j] = min(white + cost[i + 1][j + 1], alone)
    result: list[int | None] = []
    j = 0
    for i, head in enumerate(heads):
        while j < len(columns) and cost[i][j] == ALONE + cost[i][j + 1]:
            j += 1
        white = max(0.0, -overlap(head, columns[j])) if j < len(columns) else 0.0
        if j < len(columns) and cost[i][j] == white + cost[i + 1][j + 1]:
            result.append(j)
            j += 1
        else:
            result.append(None)
    return result


def _union(line: Line, column: Column) -> Column:
    return min(line.box.x0, column[0]), max(line.box.x1, column[1])


def _widen(columns: list[Column], index: int, line: Line) -> None:
    """Make a column as wide as ``line`` unless that reaches into its neighbour."""
    wide = _union(line, columns[index])
    before = columns[index - 1][1] if index else float("-inf")
    after = columns[index + 1][0] if index + 1 < len(columns) else float("inf")
    if before < wide[0] and wide[1] < after:
        columns[index] = wide


def _stands_over(head: Line, columns: Sequence[Column]) -> bool:
    return any(overlap(head, column) > 0 for column in columns)


def _tops_both_sides(head: Line, top: float, leaves: Sequence[Line]) -> bool:
    """Whether a head in the white is of the topmost row and has lower heads on both sides.

    One as high as several rows would be set lower, in the middle of its height.
    """
    lower = [leaf for leaf in leaves if leaf.box.center[1] - top > 0.9 * head.size]
    return (
        head.box.center[1] - top < 0.3 * head.size
        and any(leaf.box.x1 < head.box.x0 for leaf in lower)
        and any(leaf.box.x0 > head.box.x1 for leaf in lower)
    )


def _between_several(head: Line, below: Sequence[Column], columns: Sequence[Column]) -> bool:
    centred = _centred_over_several(head, below) or _centred_over_several(head, columns)
    return bool(below) and centred


def _centred_over_several(head: Line, columns: Sequence[Column]) -> bool:
    """Whether a head in the white stands in the middle of the columns on both of its sides."""
    middle = head.box.center[0]
    after = next((i for i, column in enumerate(columns) if column[0] > middle), len(columns))
    return any(
        abs((columns[first][0] + columns[last][1]) / 2 - middle) <= CENTRED
        for first in range(after)
        for last in range(after, len(columns))
    )


def _covered(spans: Sequence[tuple[float, float, int]], allowed: int) -> list[Column]:
    """Stretches of x that more than ``allowed`` of the weighted spans cover."""
    edges = sorted([(x0, weight) for x0, _, weight in spans] + [(x1, -w) for _, x1, w in spans])
    columns: list[Column] = []
    depth, start = 0, 0.0
    for x, change in edges:
        before, depth = depth, depth + change
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before:
            columns.append((start, x))
    return columns


def borders(columns: Sequence[Column]) -> tuple[float, ...]:
    """Grid lines in the middle of the white between columns."""
    # A head that was paired with a column may reach far over its neighbours.
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return tuple(sorted((columns[0][0] - 1.0, *between, columns[-1][1] + 1.0)))
