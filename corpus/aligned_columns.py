"""Columns of tables without rules: what the white between the cells of all lines leaves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.alignment import Region, column_numbers
from corpus.matrix import is_integer, is_number
from corpus.model import Line

CENTRED = 3.0
"""Points by which a head may miss the middle of its columns, or their left edge."""

Column = tuple[float, float]


def columns_of(regions: Sequence[Region]) -> list[Column]:
    """(left, right) of every column that the pieces of one table share, from left to right.

    A total centred over several columns of labels is only one line among many: words part two
    columns unless a tenth of the lines cross the white; figures always count.
    """
    rows = [row for region in regions for row in region.body]
    allowed = len(rows) // 10
    spans = [
        (cell.box.x0, cell.box.x1, allowed + 1 if is_number(cell.text) else 1)
        for row in rows
        for cell in row
    ]
    heads = [cell for region in regions for row in region.rows[: region.heads] for cell in row]
    columns = _with_numbers(_covered(spans, allowed), regions)
    return _with_heads(columns, heads)


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


def _with_heads(columns: list[Column], heads: Sequence[Line]) -> list[Column]:
    """The columns, widened to heads that stand beside their figures, and those of heads alone.

    A head beside a column that no head stands over is that column's; else its column is empty.
    """
    headless = [c for c in columns if not any(overlap(head, c) > 0 for head in heads)]
    for head in reversed(heads):
        # A number among the heads numbers a column, and is not set where its figures are.
        if is_integer(head.text) or any(overlap(head, column) > 0 for column in columns):
            continue
        if _centred_over_several(head, columns):
            continue
        left = [column for column in columns if column[1] <= head.box.x0][-1:]
        right = [column for column in columns if column[0] >= head.box.x1][:1]
        beside = [column for column in (*left, *right) if column in headless]
        own = (head.box.x0, head.box.x1)
        if beside:
            near = min(beside, key=lambda column: max(column[0] - own[1], own[0] - column[1]))
            headless.remove(near)
            columns.remove(near)
            own = (min(own[0], near[0]), max(own[1], near[1]))
        columns = sorted([*columns, own])
    return _widened(columns, heads)


def _widened(columns: list[Column], heads: Sequence[Line]) -> list[Column]:
    """The columns as wide as the heads that stand over one of them alone."""
    for head in heads:
        over = [index for index, column in enumerate(columns) if overlap(head, column) > 0]
        if len(over) != 1:
            continue
        _widen(columns, over[0], head)
    return columns


def _widen(columns: list[Column], index: int, line: Line) -> None:
    """Make a column as wide as ``line`` unless that reaches into its neighbour."""
    wide = (min(line.box.x0, columns[index][0]), max(line.box.x1, columns[index][1]))
    before = columns[index - 1][1] if index else float("-inf")
    after = columns[index + 1][0] if index + 1 < len(columns) else float("inf")
    if before < wide[0] and wide[1] < after:
        columns[index] = wide


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


def overlap(cell: Line, column: Column) -> float:
    """How many points of a column the cell covers; negative or zero when none."""
    return min(cell.box.x1, column[1]) - max(cell.box.x0, column[0])


def borders(columns: Sequence[Column]) -> tuple[float, ...]:
    """Grid lines in the middle of the white between columns."""
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return (columns[0][0] - 1.0, *between, columns[-1][1] + 1.0)
