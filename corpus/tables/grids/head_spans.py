"""Over which columns the heads of a table without rules stand.

A head over several columns is set in their middle, and every column with a lower head belongs to
one of the heads above it, if any. So the heads of a row share the columns out among themselves,
from left to right and within the heads above them, such that all together they miss the middle of
their columns least. A head as high as several rows is set in the middle of its height; that tells
it from the lower heads of a neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from corpus.model import Box, Line
from corpus.tables.cells import around
from corpus.tables.grids.wrapped_heads import CENTRED, Column, overlap
from corpus.tables.matrix import is_integer
from corpus.tables.words import word
from corpus.text import normalize

LEFT_OUT = 6.0
"""Points that a column weighs which has a lower head and none of the heads above it."""

ASIDE = 0.25
"""What a point from the likeliest middle weighs where white leaves room for several."""

MARGIN = 8.0
"""Points of white that a table may have on its outside."""

Row = list[Line]
Span = tuple[int, int]


@dataclass
class HeadSpans:
    """The (first, last) columns of heads, found row by row from the top down.

    ``amounts`` are the columns of figures.
    """

    rows: Sequence[Row]
    columns: Sequence[Column]
    amounts: set[int]
    _borders: set[int] = field(default_factory=set)

    def of_row(self, index: int) -> list[Span]:
        """The spans of the heads in ``rows[index]``; rows above it come first.

        A head can only reach over columns that have heads of their own below, and not past a
        neighbour. Where all heads of a row start with their column, they are set left.
        """
        whole = self._whole_heads(self.rows[index])
        heads = list(whole.values())
        runs = [self._runs(head, index) for head in heads]
        set_left = all(self._stands_left(head) for head in heads)
        if set_left and (len(heads) > 1 or not self._is_centred(heads[0], runs[0])):
            spans = [self._leftmost(head, own) for head, own in zip(heads, runs, strict=True)]
        else:
            spans = self._shared_out(heads, runs, index)
        self._borders |= {border for first, last in spans for border in (first, last + 1)}
        placed = dict(zip(whole, spans, strict=True))
        return [placed[stands_over(line, self.columns)] for line in self.rows[index]]

    def _whole_heads(self, row: Row) -> dict[Span, Line]:
        """The heads of a row from left to right, each with all the lines that it wraps over.

        They are named by the columns that their lines reach, one by one.
        """
        whole: dict[Span, Line] = {}
        for line in row:
            own = stands_over(line, self.columns)
            known = whole.get(own)
            box = known.box.union(line.box) if known else line.box
            whole[own] = replace(line, box=box, text=(known.text if known else "") + line.text)
        return {own: whole[own] for own in sorted(whole)}

    def _runs(self, line: Line, index: int) -> list[Span]:
        """The runs of columns that a head may stand over, the one that its words reach first."""
        own = stands_over(line, self.columns)
        others = [stands_over(other, self.columns) for other in _beside(line, index, self.rows)]
        others = [other for other in others if other != own]
        left = max((last + 1 for _, last in others if last < own[0]), default=0)
        end = min((first for first, _ in others if first > own[1]), default=len(self.columns))
        headed = self._headed_below(line)
        if word("heads", "label").search(normalize(line.text)):
            # 项目 is over codes and names, never over their figures.
            headed -= self.amounts
        runs = [
            (first, last)
            for first in range(left, own[0] + 1)
            for last in range(own[1], end)
            if headed.issuperset(range(first, last + 1))
            and not any(first < border <= last for border in self._borders)
        ]
        return [own, *(run for run in runs if run != own)]

    def _shared_out(
        self, heads: Sequence[Line], runs: Sequence[Sequence[Span]], index: int
    ) -> list[Span]:
        """One run for each head, in order and apart, that together cost least."""
        costs = [
            {
                run: off_centre(head.box.center[0], run, self.columns, self._outline)
                + self._oddness(run, index + 1)
                for run in own
            }
            for head, own in zip(heads, runs, strict=True)
        ]
        headed = set.union(*(self._headed_below(head) for head in heads))

        @cache
        def best(head: int, start: int) -> tuple[float, tuple[Span, ...]]:
            if head == len(heads):
                return _left_out(headed, start, len(self.columns)), ()
            ways = []
            for run, cost in costs[head].items():
                if run[0] >= start:
                    rest, spans = best(head + 1, run[1] + 1)
                    left = _left_out(headed, start, run[0])
                    ways.append((left + cost + rest, (run, *spans)))
            return min(ways, default=(float("inf"), ()))

        total, spans = best(0, 0)
        if total == float("inf"):
            return [stands_over(head, self.columns) for head in heads]
        return list(spans)

    def _oddness(self, run: Span, below: int) -> float:
        """A 小计 right below comes first or last of what it sums up."""
        inner = (self._totals.get(column) == below for column in range(run[0] + 1, run[1]))
        return LEFT_OUT * len(self.columns) if any(inner) else 0.0

    def _is_centred(self, head: Line, runs: Sequence[Span]) -> bool:
        """Whether a head is in the middle of several columns, and left of one by chance."""
        middle = head.box.center[0]
        several = (run for run in runs if run[0] < run[1])
        return any(
            off_centre(middle, run, self.columns, self._outline) < CENTRED for run in several
        )

    def _leftmost(self, line: Line, runs: Sequence[Span]) -> Span:
        own = stands_over(line, self.columns)
        return max((run for run in runs if run[0] == own[0]), key=lambda run: run[1], default=own)

    def _stands_left(self, head: Line) -> bool:
        """Whether a head starts where its column starts: then its whole row is set left."""
        first, _ = stands_over(head, self.columns)
        return abs(head.box.x0 - self.columns[first][0]) <= CENTRED

    def _headed_below(self, line: Line) -> set[int]:
        """Columns with a lower head than ``line`` that may stand under it."""
        return {
            column
            for column, box in self._leaves.items()
            if box.top >= line.box.bottom - 1.0 and not self._is_as_high(box, line)
        }

    def _is_as_high(self, leaf: Box, line: Line) -> bool:
        """Whether a leaf is in the middle from the row of ``line`` down, not from below it."""
        middle, bottom = line.box.center[1], self._bottom + 0.3 * line.size
        beside = (middle - line.size + bottom) / 2
        below = (middle + line.size + bottom) / 2
        return abs(leaf.center[1] - beside) < abs(leaf.center[1] - below)

    @cached_property
    def _outline(self) -> Column:
        """How far the first and the last column may reach: their heads stand in their middle."""
        (left, _), (_, right) = self.columns[0], self.columns[-1]
        low, high = left - MARGIN, right + MARGIN
        if len(self.columns) > 1 and {0, len(self.columns) - 1} <= self._leaves.keys():
            low = min(low, 2 * self._leaves[0].center[0] - self.columns[1][0])
            high = max(
                high, 2 * self._leaves[len(self.columns) - 1].center[0] - self.columns[-2][1]
            )
        return low, high

    @cached_property
    def _bottom(self) -> float:
        return max((box.bottom for box in self._leaves.values()), default=0.0)

    @cached_property
    def _totals(self) -> Mapping[int, int]:
        """Column → the row in which a head of its own says 小计 or 合计."""
        return {
            own[0]: index
            for index, row in enumerate(self.rows)
            for head in row
            if word("heads", "plain_total").search(normalize(head.text))
            if (own := stands_over(head, self.columns))[0] == own[1]
        }

    @cached_property
    def _leaves(self) -> Mapping[int, Box]:
        """Column → the box around the lowest head that reaches it, the line of 栏次 left out."""
        found: dict[int, Box] = {}
        for row in reversed(self.rows):
            if any(is_integer(head.text) for head in row):
                continue
            boxes: dict[int, list[Box]] = {}
            for head in row:
                first, last = stands_over(head, self.columns)
                for column in range(first, last + 1):
                    boxes.setdefault(column, []).append(head.box)
            for column, own in boxes.items():
                box = around(own)
                if box is not None:
                    found.setdefault(column, box)
        return found


def stands_over(line: Line, columns: Sequence[Column]) -> Span:
    """The (first, last) column that words reach, or the nearest."""
    under = [i for i, column in enumerate(columns) if overlap(line, column) > 1.0]
    if not under:
        middle = line.box.center[0]
        under = [min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))]
    return under[0], under[-1]


def off_centre(middle: float, span: Span, columns: Sequence[Column], outline: Column) -> float:
    """By how many points ``middle`` misses the middle of the columns ``span``.

    Their outer borders lie somewhere in the white beside them, because what is printed in a
    column may stand at one side of it; ``outline`` is as far as the table may reach.
    """
    first, last = span
    left = columns[first - 1][1] if first else outline[0]
    right = columns[last + 1][0] if last + 1 < len(columns) else outline[1]
    low = (left + columns[last][1]) / 2
    high = (columns[first][0] + right) / 2
    outside = max(low - middle, middle - high, 0.0)
    return outside + ASIDE * abs(middle - (low + high) / 2)


def _left_out(headed: set[int], first: int, end: int) -> float:
    return LEFT_OUT * sum(column in headed for column in range(first, end))


def _beside(line: Line, index: int, rows: Sequence[Row]) -> Row:
    """Other heads at the height of ``line``, those set in the middle of two rows included."""
    near = [other for row in rows[max(index - 1, 0) : index + 2] for other in row]
    return [
        other
        for other in near
        if other is not line
        and min(other.box.bottom, line.box.bottom) > max(other.box.top, line.box.top) + 0.5
    ]
