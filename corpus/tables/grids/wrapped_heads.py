"""Heads that are printed in several lines, made whole before anyone asks what stands below what."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Line

CENTRED = 3.0
"""Points by which a head may miss the middle of its columns, or their left edge."""

WRAPPED = 0.5
"""Heads over the same columns with less white between them, in font sizes, are one head."""

Column = tuple[float, float]
"""(left, right) of a column in points."""


def whole_heads(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The rows of a head with each wrapped head whole, in the row of its last line."""
    result = [list(row) for row in rows]
    for index in range(len(result) - 2, -1, -1):
        for upper in list(result[index]):
            below = [
                (row, lower)
                for row in result[index + 1 :]
                for lower in row
                if _is_upper_line(upper, lower)
            ]
            if len(below) == 1 and _wraps(upper, below[0][1], result[index]):
                row, lower = below[0]
                row[row.index(lower)] = _wrapped(upper, lower)
                result[index].remove(upper)
    return result


def _wraps(upper: Line, lower: Line, beside: Sequence[Line]) -> bool:
    """Whether ``lower`` goes on with ``upper`` alone, in the middle or at the left below it."""
    middles = abs(upper.box.center[0] - lower.box.center[0])
    edges = abs(upper.box.x0 - lower.box.x0)
    alone = sum(_is_upper_line(other, lower) for other in beside) == 1
    return alone and min(middles, edges) <= CENTRED


def _wrapped(upper: Line, lower: Line) -> Line:
    return Line(
        upper.page,
        upper.text + lower.text,
        upper.box.union(lower.box),
        (*upper.glyphs, *lower.glyphs),
        upper.size,
    )


def _is_upper_line(head: Line, lower: Line) -> bool:
    white = lower.box.top - head.box.bottom
    return abs(white) < WRAPPED * lower.size and overlap(head, (lower.box.x0, lower.box.x1)) > 0


def overlap(cell: Line, column: Column) -> float:
    """How many points of a column the cell covers; negative or zero when none."""
    return min(cell.box.x1, column[1]) - max(cell.box.x0, column[0])
