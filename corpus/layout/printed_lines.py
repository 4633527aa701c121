"""What stands on the pages outside of tables: lines in reading order, each with its role."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.layout.beside import find_beside, is_bare_caption
from corpus.layout.columns import SIDES, Side, read_lines
from corpus.layout.furniture import find_furniture
from corpus.model import Box, Line, Page, Table
from corpus.text import normalize

LONG_LINE = 12
"""A line of so many characters shows where the margins are."""

ENOUGH_LINES = 8
"""With so many long lines a page has a left margin of its own; else pages of one size share it."""

FLUSH_LINES = 3
"""So many lines must end at a page's right edge to make it a margin."""

LineRole = Literal["text", "caption", "note", "header", "footer"]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with its role, and the margins between which running text stands on its page.

    ``index`` counts lines in reading order; ``tables_before`` counts the pieces of tables that the
    report prints before this line.
    """

    index: int
    line: Line
    role: LineRole
    left: float
    right: float
    tables_before: int = 0

    @property
    def indent(self) -> float:
        """How far the line is set in, in font sizes."""
        return (self.line.box.x0 - self.left) / self.line.size

    @property
    def centered(self) -> bool:
        """About as much white on its left as on its right."""
        before, behind = self.line.box.x0 - self.left, self.right - self.line.box.x1
        return abs(before - behind) < 2 * self.line.size and before > -self.line.size


def lay_out(pages: Sequence[Page], tables: Sequence[Table]) -> tuple[PrintedLine, ...]:
    """All lines outside of the tables' boxes in reading order."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for table in tables:
        for place in table.places:
            boxes[place.page].append(place.box)
    order = sorted((page, box.center[1]) for page, found in boxes.items() for box in found)
    read = {page.number: _running_lines(page, boxes[page.number]) for page in pages}
    lines = {number: found for number, (found, _) in read.items()}
    furniture = find_furniture(pages, lines)
    margins = _margins(pages, read)
    result: list[PrintedLine] = []
    for number, (found, sides) in read.items():
        beside = find_beside(found, tables)
        for index, (line, side) in enumerate(zip(found, sides, strict=True)):
            role: LineRole = furniture.get((number, index)) or beside.get(index) or "text"
            if role == "text" and is_bare_caption(normalize(line.text)):
                role = "caption"
            before = bisect_right(order, (number, line.box.center[1]))
            result.append(PrintedLine(len(result), line, role, *margins[number, side], before))
    return tuple(result)


_Read = tuple[tuple[Line, ...], tuple[Side, ...]]


def _running_lines(page: Page, tables: Sequence[Box]) -> _Read:
    glyphs = [
        glyph for glyph in page.glyphs if not any(box.contains(*glyph.box.center) for box in tables)
    ]
    return read_lines(glyphs, page.number)


def _margins(
    pages: Sequence[Page], read: Mapping[int, _Read]
) -> dict[tuple[int, Side], tuple[float, float]]:
    """(left, right) edges of running text by page number and column.

    A page of short lines is no narrower than others of its size.
    """
    own: dict[tuple[int, Side], list[Line]] = defaultdict(list)
    for number, (found, sides) in read.items():
        for line, side in zip(found, sides, strict=True):
            own[number, side].append(line)
    alike: dict[tuple[int, int, Side], list[Line]] = defaultdict(list)
    for page in pages:
        for side in SIDES:
            alike[*_size(page), side].extend(own[page.number, side])
    shared = {size: _edges(found) for size, found in alike.items() if any(map(_is_long, found))}
    result: dict[tuple[int, Side], tuple[float, float]] = {}
    for page in pages:
        for side in SIDES:
            edges = shared.get((*_size(page), side), (0.0, page.width))
            result[page.number, side] = _own_edges(own[page.number, side], edges)
    return result


def _is_long(line: Line) -> bool:
    return len(line.text) >= LONG_LINE


def _own_edges(lines: Sequence[Line], shared: tuple[float, float]) -> tuple[float, float]:
    """The edges that a page's own long lines show, as far as they show them."""
    if sum(map(_is_long, lines)) < ENOUGH_LINES:
        return shared
    left, right = _edges(lines)
    flush = sum(abs(right - line.box.x1) < line.size for line in lines)
    return left, right if flush >= FLUSH_LINES else max(right, shared[1])


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The margins: where lines start that go on with a full one, and where full lines end.

    Where too few lines show it, the left margin is the leftmost edge that one line in ten shares.
    """
    long = [line for line in lines if _is_long(line)]
    ends = sorted(line.box.x1 for line in long)
    right = ends[int(0.97 * (len(ends) - 1))]
    going_on = Counter(
        round(after.box.x0 / 2) * 2
        for before, after in pairwise(lines)
        if before.page == after.page
        and right - before.box.x1 < before.size
        and before.text[-1] not in "。；：！？"
    )
    starts = Counter(round(line.box.x0 / 2) * 2 for line in long)
    usual = [start for start, count in starts.items() if count >= len(long) / 10]
    near = min(usual, default=min(starts))
    if going_on and going_on.most_common(1)[0][1] >= FLUSH_LINES:
        near = going_on.most_common(1)[0][0]
    return min(line.box.x0 for line in lines if abs(line.box.x0 - near) <= 2), right
