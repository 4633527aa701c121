"""Heads of a table without rules: over which columns each stands, and how many rows it is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Line
from corpus.tables.captions import cut_line
from corpus.tables.grids.aligned_columns import CENTRED, WRAPPED, Column, overlap
from corpus.tables.grids.alignment import Cells
from corpus.tables.matrix import is_integer
from corpus.tables.words import word
from corpus.text import normalize

NEARLY_TOUCHING = 0.5
"""White of so many font sizes parts two heads if they stand over different columns."""

Row = list[Line]
Span = tuple[int, int]


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
    heads = [
        Head(index, index, *_head_span(line, index, rows, columns, amounts), [line])
        for index, row in enumerate(rows)
        for line in row
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


def stands_over(line: Line, columns: Sequence[Column]) -> Span:
    """The (first, last) column that words reach, or the nearest."""
    under = [i for i, column in enumerate(columns) if overlap(line, column) > 1.0]
    if not under:
        middle = line.box.center[0]
        under = [min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))]
    return under[0], under[-1]


def _head_span(
    line: Line, index: int, rows: Sequence[Row], columns: Sequence[Column], amounts: set[int]
) -> Span:
    """The columns over which a head is centred, or at whose left edge it stands.

    It can only reach over columns that have heads of their own below, and not past a neighbour.
    """
    own = stands_over(line, columns)
    others = [stands_over(other, columns) for other in _beside(line, index, rows)]
    left = max((last + 1 for _, last in others if last < own[0]), default=0)
    right = min((first - 1 for first, _ in others if first > own[1]), default=len(columns) - 1)
    headed = _headed(rows[index + 1 :], line, columns)
    if word("heads", "label").search(normalize(line.text)):
        # 项目 is over codes and names, never over their figures.
        headed -= amounts
    runs = [
        (first, last)
        for first in range(left, own[0] + 1)
        for last in range(own[1], right + 1)
        if all(column in headed for column in range(first, last + 1))
    ]
    if all(_stands_left(head, columns) for head in rows[index]):
        leftmost = [run for run in runs if run[0] == own[0]]
        return max(leftmost, key=lambda run: run[1], default=own)
    centred = min(runs, key=lambda run: _off_centre(line, run, columns), default=own)
    return centred if _off_centre(line, centred, columns) <= CENTRED else own


def _stands_left(head: Line, columns: Sequence[Column]) -> bool:
    """Whether a head starts where its column starts: then its whole row is set left."""
    return abs(head.box.x0 - columns[stands_over(head, columns)[0]][0]) <= CENTRED


def _beside(line: Line, index: int, rows: Sequence[Row]) -> Row:
    """Other heads at the height of ``line``, those set in the middle of two rows included."""
    near = [other for row in rows[max(index - 1, 0) : index + 2] for other in row]
    return [
        other
        for other in near
        if other is not line
        and min(other.box.bottom, line.box.bottom) > max(other.box.top, line.box.top) + 0.5
    ]


def _headed(lower: Sequence[Row], line: Line, columns: Sequence[Column]) -> set[int]:
    """Columns with a head of their own below ``line``."""
    found: set[int] = set()
    for row in lower:
        for head in row:
            if not is_integer(head.text) and head.box.top >= line.box.bottom - 1.0:
                first, last = stands_over(head, columns)
                found |= set(range(first, last + 1))
    return found


def _off_centre(line: Line, span: Span, columns: Sequence[Column]) -> float:
    middle = (columns[span[0]][0] + columns[span[1]][1]) / 2
    return abs(line.box.center[0] - middle)


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
