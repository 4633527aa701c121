"""Text that runs over the border of its cell, as spreadsheets print what is too long for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.model import Box, Glyph

ACROSS = 0.1
"""A glyph with this part of its width beyond a border runs over it."""

JOINED = 0.25
"""Glyphs with less white between them than this part of their size are one run."""


def gathered(owners: Sequence[int], glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[int]:
    """The owner (index into ``boxes``) of each glyph, runs over a border kept together.

    Such a run belongs to the cell that holds most of it. Digits and words never make one run: a
    figure may touch the label of the next block.
    """
    result = list(owners)
    for index, glyph in enumerate(glyphs):
        if _runs_over(glyph, boxes[owners[index]]):
            run = _run(index, glyphs)
            (home, _) = Counter(owners[i] for i in run).most_common(1)[0]
            for i in run:
                result[i] = home
    return result


def _runs_over(glyph: Glyph, cell: Box) -> bool:
    beyond = max(glyph.box.x1 - cell.x1, cell.x0 - glyph.box.x0)
    return beyond > ACROSS * (glyph.box.x1 - glyph.box.x0) and bool(glyph.text.strip())


def _run(index: int, glyphs: Sequence[Glyph]) -> list[int]:
    """Indexes of the glyphs that stand in one run with a glyph."""
    start = glyphs[index]
    level = [
        i
        for i, glyph in enumerate(glyphs)
        if abs(glyph.box.center[1] - start.box.center[1]) < 0.3 * start.size
        and _is_figure(glyph) == _is_figure(start)
    ]
    level.sort(key=lambda i: glyphs[i].box.x0)
    place = level.index(index)
    first = last = place
    while first > 0 and _joined(glyphs[level[first - 1]], glyphs[level[first]]):
        first -= 1
    while last + 1 < len(level) and _joined(glyphs[level[last]], glyphs[level[last + 1]]):
        last += 1
    return level[first : last + 1]


def _is_figure(glyph: Glyph) -> bool:
    return glyph.text in "0123456789.,-"


def _joined(left: Glyph, right: Glyph) -> bool:
    return right.box.x0 - left.box.x1 < JOINED * left.size
