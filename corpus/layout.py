"""What stands on the pages outside of tables: lines in reading order, each with its role."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.beside import find_beside, is_bare_caption
from corpus.columns import read_lines
from corpus.furniture import find_furniture
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
    lines = {page.number: _running_lines(page, boxes[page.number]) for page in pages}
    furniture = find_furniture(pages, lines)
    margins = _margins(pages, lines)
    result: list[PrintedLine] = []
    for number, found in lines.items():
        beside = find_beside(found, tables)
        for index, line in enumerate(found):
            role: LineRole = furniture.get((number, index)) or beside.get(index) or "text"
            if role == "text" and is_bare_caption(normalize(line.text)):
                role = "caption"
            before = bisect_right(order, (number, line.box.center[1]))
            result.append(PrintedLine(len(result), line, role, *margins[number], before))
    return tuple(result)


def _running_lines(page: Page, tables: Sequence[Box]) -> tuple[Line, ...]:
    glyphs = [
        glyph for glyph in page.glyphs if not any(box.contains(*glyph.box.center) for box in tables)
    ]
    return read_lines(glyphs, page.number)


def _margins(
    pages: Sequence[Page], lines: dict[int, tuple[Line, ...]]
) -> dict[int, tuple[float, float]]:
    """(left, right) edges of running text by page number; a page of short lines is no narrower."""
    long = {
        number: [line for line in found if len(line.text) >= LONG_LINE]
        for number, found in lines.items()
    }
    alike: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for page in pages:
        alike[_size(page)].extend(long[page.number])
    shared = {size: _edges(found) for size, found in alike.items() if found}
    result: dict[int, tuple[float, float]] = {}
    for page in pages:
        left, right = shared.get(_size(page), (0.0, page.width))
        own = long[page.number]
        if len(own) >= ENOUGH_LINES:
            left, own_right = _edges(own)
            flush = sum(own_right - line.box.x1 < line.size for line in own)
            right = own_right if flush >= FLUSH_LINES else max(own_right, right)
        result[page.number] = (left, right)
    return result


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The leftmost edge that one line in ten shares, and the right edge that few lines pass."""
    starts = Counter(round(line.box.x0 / 2) * 2 for line in lines)
    usual = [start for start, count in starts.items() if count >= len(lines) / 10]
    near = min(usual, default=min(starts))
    left = min(line.box.x0 for line in lines if abs(line.box.x0 - near) <= 2)
    ends = sorted(line.box.x1 for line in lines)
    return left, ends[int(0.97 * (len(ends) - 1))]
