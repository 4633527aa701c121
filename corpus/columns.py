"""Text set in two columns is read down the one, then down the other.

A gutter is white that stands at the same place in many lines in a row, with a straight left edge
on its right and mostly full lines on its left. What this assumes: lists of a label and a value,
which have such white too, do not fill their left side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.lines import group_lines
from corpus.model import Glyph, Line

GUTTER = 1.5
"""A gutter is at least this many font sizes wide."""

FEWEST_LINES = 6
"""So many lines must share a gutter."""

STRAIGHT = 0.7
"""The share of lines that must start in one place right of the gutter, and be full left of it."""


def read_lines(glyphs: Sequence[Glyph], page_number: int) -> tuple[Line, ...]:
    """Lines in reading order, columns one after the other."""
    lines = group_lines(glyphs, page_number)
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    first, last, x = gutter
    inside = [glyph for line in lines[first : last + 1] for glyph in line.glyphs]
    left = [glyph for glyph in inside if glyph.box.center[0] < x]
    right = [glyph for glyph in inside if glyph.box.center[0] >= x]
    columns = (*group_lines(left, page_number), *group_lines(right, page_number))
    return (*lines[:first], *columns, *lines[last + 1 :])


def _gutter(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """(first line, last line, x) of a gutter."""
    wide = [_widest_gap(line) for line in lines]
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and wide[last] is not None:
            last += 1
        run = [gap for gap in wide[first:last] if gap is not None]
        if len(run) >= FEWEST_LINES and _is_gutter(run, lines[first:last]):
            return first, last - 1, median((x0 + x1) / 2 for x0, x1 in run)
        first = last + 1
    return None


def _widest_gap(line: Line) -> tuple[float, float] | None:
    printed = [glyph for glyph in line.glyphs if glyph.text != " "]
    gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(printed)]
    x0, x1 = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    return (x0, x1) if x1 - x0 >= GUTTER * line.size else None


def _is_gutter(gaps: Sequence[tuple[float, float]], lines: Sequence[Line]) -> bool:
    size = median(line.size for line in lines)
    right = median(x1 for _, x1 in gaps)
    left = max(x0 for x0, _ in gaps)
    straight = sum(abs(x1 - right) < size for _, x1 in gaps)
    full = sum(left - x0 < 2.5 * size for x0, _ in gaps)
    return left < right and min(straight, full) >= STRAIGHT * len(gaps)
