"""Text set in two columns is read down the one, then down the other.

A gutter is a strip of white in the middle of the page that hardly anything crosses, with a straight
edge of text on its right and mostly full lines on its left. What does cross it (a title over both
columns) parts the page into bands, read one after the other. What this assumes: lists of a label
and a value, which have such white too, do not fill their left side.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from statistics import median, mode
from typing import Literal

from corpus.layout.lines import group_lines
from corpus.model import Glyph, Line

STEP = 2.0
"""Points: the page is looked at in strips of this width."""

GUTTER = 1.0
"""A gutter is at least this many font sizes wide."""

CROSSED = 0.08
"""A strip is white if no more than this part of a full column of glyphs stands on it."""

FEWEST_LINES = 8
"""So many lines must stand on either side of a gutter."""

STRAIGHT = 0.6
"""The part of the lines that must start in one place right of the gutter, or end at it."""


Side = Literal["whole", "left", "right"]
SIDES: tuple[Side, ...] = ("whole", "left", "right")


def read_lines(
    glyphs: Sequence[Glyph], page_number: int
) -> tuple[tuple[Line, ...], tuple[Side, ...]]:
    """Lines in reading order, columns one after the other, and the column each stands in."""
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    gutter = _white_strip(printed)
    if gutter is not None:
        left, right = (group_lines(side, page_number) for side in _sides(printed, gutter))
        if _are_columns(left, right, gutter):
            return _by_bands(printed, gutter, page_number)
    lines = group_lines(printed, page_number)
    whole: Side = "whole"
    return lines, (whole,) * len(lines)


def _white_strip(glyphs: Sequence[Glyph]) -> tuple[float, float] | None:
    """(x0, x1) of the widest white strip in the middle half of the text."""
    low = min((glyph.box.x0 for glyph in glyphs), default=0.0)
    high = max((glyph.box.x1 for glyph in glyphs), default=0.0)
    if len(glyphs) < 2 * FEWEST_LINES or high - low < STEP:
        return None
    counts = [0] * ceil((high - low) / STEP)
    for glyph in glyphs:
        for step in range(int((glyph.box.x0 - low) / STEP), ceil((glyph.box.x1 - low) / STEP)):
            counts[step] += 1
    allowed = max(1.0, CROSSED * sorted(counts)[int(0.9 * (len(counts) - 1))])
    best = (0, 0)
    start = first = len(counts) // 4
    for step in range(first, 3 * len(counts) // 4):
        if counts[step] > allowed:
            start = step + 1
        elif step + 1 - start > best[1] - best[0]:
            best = (start, step + 1)
    strip = low + best[0] * STEP, low + best[1] * STEP
    return strip if strip[1] - strip[0] >= GUTTER * median(g.size for g in glyphs) else None


def _sides(glyphs: Sequence[Glyph], gutter: tuple[float, float]) -> tuple[list[Glyph], list[Glyph]]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [glyph for glyph in glyphs if glyph.box.center[0] < middle]
    return left, [glyph for glyph in glyphs if glyph.box.center[0] >= middle]


def _are_columns(left: Sequence[Line], right: Sequence[Line], gutter: tuple[float, float]) -> bool:
    """Whether both sides are running text: full lines left, a straight margin right."""
    if min(len(left), len(right)) < FEWEST_LINES:
        return False
    full = sum(gutter[0] - line.box.x1 < 2 * line.size for line in left)
    margin = mode(round(line.box.x0 / 4) for line in right) * 4
    straight = sum(abs(line.box.x0 - margin) < line.size / 2 for line in right)
    return full >= STRAIGHT * len(left) and straight >= STRAIGHT * len(right)


def _by_bands(
    glyphs: Sequence[Glyph], gutter: tuple[float, float], page_number: int
) -> tuple[tuple[Line, ...], tuple[Side, ...]]:
    """The columns between those lines that cross the gutter."""
    middle = (gutter[0] + gutter[1]) / 2
    crossing = [glyph for glyph in glyphs if glyph.box.x0 < middle < glyph.box.x1]
    edges = sorted((line.box.top, line.box.bottom) for line in group_lines(crossing, page_number))
    lines: list[Line] = []
    sides: list[Side] = []
    rest = list(glyphs)
    for top, bottom in [*edges, (float("inf"), float("inf"))]:
        left, right = _sides([g for g in rest if g.box.center[1] < top], gutter)
        across = [g for g in rest if top <= g.box.center[1] <= bottom]
        rest = [g for g in rest if g.box.center[1] > bottom]
        parts: tuple[tuple[Side, list[Glyph]], ...]
        parts = (("left", left), ("right", right), ("whole", across))
        for side, part in parts:
            found = group_lines(part, page_number)
            lines += found
            sides += [side] * len(found)
    return tuple(lines), tuple(sides)
