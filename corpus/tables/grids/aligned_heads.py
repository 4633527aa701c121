"""Heads of a table without rules: over which columns each stands, and how many rows it is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Line
from corpus.tables.captions import cut_line
from corpus.tables.grids.alignment import Cells
from corpus.tables.grids.head_spans import HeadSpans, Row, stands_over
from corpus.tables.grids.wrapped_heads import WRAPPED, Column
from corpus.tables.matrix import is_integer

NEARLY_TOUCHING = 0.5
"""White of so many font sizes parts two heads if they stand over different columns."""


@dataclass(slots=True)
class Head:
    """A head: the rows and columns that it covers and the lines it is printed in."""

    top: int
    bottom: int
    first: int
    last: int
    lines: Row


def find_heads(
    lines: Sequence[Cells], columns: Sequence[Column], amounts: set[int]
) -> tuple[list[Row], list[Head]]:
    """The rows of a head and its heads, from the top down; ``amounts`` are columns of figures."""
    rows = _rows(lines, columns)
    spans = HeadSpans(rows, columns, amounts)
    heads = [
        Head(index, index, first, last, [line])
        for index, row in enumerate(rows)
        for line, (first, last) in zip(row, spans.of_row(index), strict=True)
    ]
    heads = _united(heads)
    for head in heads:
        _grow(head, heads, len(rows), [any(is_integer(line.text) for line in row) for row in rows])
    return rows, heads


def _rows(lines: Sequence[Cells], columns: Sequence[Column]) -> list[Row]:
    """The lines of the head; the second line of a wrapped head stands in the row of its first."""
    rows: list[Row] = [[part for head in line for part in _parted(head, columns)] for line in lines]
    for below in range(len(rows) - 1, 0, -1):
        for line in list(rows[below]):
            above = next((row for row in rows[:below] if _goes_on(row, line, columns)), None)
            if above is not None:
                rows[below].remove(line)
                above.append(line)
    return [row for row in rows if row]


def _parted(head: Line, columns: Sequence[Column]) -> Row:
    """A head as its parts where it is two that nearly touch, each over columns of its own."""
    parts = list(cut_line(head, NEARLY_TOUCHING))
    spans = [stands_over(part, columns) for part in parts]
    apart = all(left[1] < right[0] for left, right in pairwise(spans))
    return parts if apart else [head]


def _goes_on(row: Row, line: Line, columns: Sequence[Column]) -> bool:
    """Whether ``line`` is the next line of a head in ``row``."""
    return not is_integer(line.text) and any(
        -0.5 * line.size < line.box.top - upper.box.bottom < WRAPPED * line.size
        and stands_over(upper, columns) == stands_over(line, columns)
        for upper in row
    )


def _united(heads: Sequence[Head]) -> list[Head]:
    """Heads of one row whose columns overlap are one head."""
    result: list[Head] = []
    for head in sorted(heads, key=lambda h: (h.top, h.first)):
        last = result[-1] if result else None
        if last is not None and last.top == head.top and head.first <= last.last:
            last.last = max(last.last, head.last)
            last.lines += head.lines
        else:
            result.append(head)
    return result


def _grow(head: Head, heads: Sequence[Head], rows: int, numbered: Sequence[bool]) -> None:
    """Make a head as high as the empty places below and above it, as if its cell were merged."""

    def vacant(row: int) -> bool:
        return not numbered[row] and not any(
            other.top <= row <= other.bottom
            and other.first <= head.last
            and head.first <= other.last
            for other in heads
        )

    if numbered[head.top]:
        return
    while head.bottom + 1 < rows and vacant(head.bottom + 1):
        head.bottom += 1
    while head.top > 0 and vacant(head.top - 1):
        head.top -= 1
