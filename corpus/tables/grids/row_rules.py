"""Rules drawn between the rows of a table that has none between its columns.

What two rules enclose is one row, however many lines its labels take. What this assumes: where
rules part rows, at most one in five encloses several; a table of three rules has no such rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from corpus.model import Line
from corpus.tables.grids.segments import Segment

ACROSS = 0.6
"""A rule runs between rows when it covers at least this part of the table's width."""

PARTED = 0.8
"""Rules part the rows when this share of the lines with figures has two rules of its own."""


def rules_across(
    rows: Sequence[Sequence[Line]], horizontal: Sequence[Segment]
) -> tuple[float, ...]:
    """The heights of the rules drawn across the lines of a table, from the top down."""
    left = min(cell.box.x0 for row in rows for cell in row)
    right = max(cell.box.x1 for row in rows for cell in row)
    top = min(cell.box.top for cell in rows[0]) - rows[0][0].size
    bottom = max(cell.box.bottom for cell in rows[-1]) + rows[-1][0].size
    across = {
        rule.at
        for rule in horizontal
        if top <= rule.at <= bottom
        and min(rule.high, right) - max(rule.low, left) >= ACROSS * (right - left)
    }
    return tuple(sorted(across))


def bands(
    lines: Sequence[Sequence[Line]], figures: Sequence[bool], rules: Sequence[float]
) -> list[tuple[int, int]]:
    """(first line, one past the last) of what rules enclose; all lines where they part no rows.

    ``figures`` says of each line whether it prints figures.
    """
    heights = [bisect_right(rules, _middle(line)) for line in lines]
    starts = [0, *(i for i in range(1, len(lines)) if heights[i] != heights[i - 1]), len(lines)]
    found = list(pairwise(starts))
    alone = sum(sum(figures[start:end]) == 1 for start, end in found)
    if alone < 2 or alone < PARTED * sum(figures):
        return [(0, len(lines))]
    return found


def _middle(line: Sequence[Line]) -> float:
    return sum(cell.box.center[1] for cell in line) / len(line)
