"""The exact box of some characters of a printed line, found among the page's glyphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from corpus.model import Box, Glyph, Page, Passage, Place, Span
from corpus.text.tight import tighten

_SLACK = 0.5
"""Points by which a glyph's middle may lie outside its line's rounded box."""


_REACH = 30.0
"""Points: no glyph of running text is higher than twice this."""


@dataclass(frozen=True, slots=True)
class _PageInk:
    """A page's inked glyphs, ordered by the height of their middle."""

    middles: tuple[float, ...]
    glyphs: tuple[Glyph, ...]

    def within(self, box: Box) -> list[Glyph]:
        """Glyphs whose middle is in the box, from left to right."""
        inside = self._between(box.top, box.bottom)
        left, right = box.x0 - _SLACK, box.x1 + _SLACK
        kept = [glyph for glyph in inside if left <= glyph.box.center[0] <= right]
        return sorted(kept, key=lambda glyph: glyph.box.x0)

    def cleared(self, chosen: list[Glyph]) -> Box:
        """The box around ``chosen`` without the strips that other glyphs reach into.

        Where lines or punctuation are set closer than their glyphs are wide, a figure's box would
        else hold pieces of its neighbours.
        """
        box = reduce(Box.union, (glyph.box for glyph in chosen))
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        for glyph in self._between(box.top - _REACH, box.bottom + _REACH):
            x, y = glyph.box.center
            if _apart(glyph.box, box) or glyph in chosen:
                continue
            if y < box.top:
                top = max(top, glyph.box.bottom)
            elif y > box.bottom:
                bottom = min(bottom, glyph.box.top)
            elif x < chosen[0].box.center[0]:
                x0 = max(x0, glyph.box.x1)
            elif x > chosen[-1].box.center[0]:
                x1 = min(x1, glyph.box.x0)
        left, right = chosen[0].box.center[0], chosen[-1].box.center[0]
        middle = box.center[1]
        return Box(min(x0, left), min(top, middle), max(x1, right), max(bottom, middle))

    def _between(self, top: float, bottom: float) -> tuple[Glyph, ...]:
        first = bisect_left(self.middles, top - _SLACK)
        return self.glyphs[first : bisect_left(self.middles, bottom + _SLACK)]


class InkFinder:
    """Finds characters of passages on their pages; reads each page's glyphs once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = {page.number: page for page in pages}
        self._inks: dict[int, _PageInk] = {}

    def place(self, passage: Passage, start: int, end: int, unit_end: int) -> Place | None:
        """Where the characters ``start:unit_end`` stand, of which ``start:end`` are the numeral.

        A unit on the next line is left out, and of a numeral broken in two the longer piece is
        taken. None when no line holds any of it.
        """
        pieces = [
            (span, max(start, span.start), min(unit_end, span.end))
            for span in passage.spans
            if span.start < end and start < span.end
        ]
        if not pieces:
            return None
        span, first, last = max(pieces, key=lambda piece: min(piece[2], end) - piece[1])
        return Place(span.page, self._box(passage.text, span, first, last))

    def _box(self, text: str, span: Span, start: int, end: int) -> Box:
        page = self._pages.get(span.page)
        if page is not None:
            glyphs = self._ink(page).within(span.box)
            line = text[span.start : span.end]
            chosen = _matched(line, start - span.start, end - span.start, glyphs)
            if chosen:
                return self._ink(page).cleared(chosen)
        return _interpolated(text, span, start, end)

    def _ink(self, page: Page) -> _PageInk:
        if page.number not in self._inks:
            inked = [glyph for glyph in page.glyphs if glyph.text.strip()]
            inked.sort(key=lambda glyph: glyph.box.center[1])
            middles = tuple(glyph.box.center[1] for glyph in inked)
            self._inks[page.number] = _PageInk(middles, tuple(inked))
        return self._inks[page.number]


def _apart(one: Box, other: Box) -> bool:
    across = one.x1 <= other.x0 or one.x0 >= other.x1
    return across or one.bottom <= other.top or one.top >= other.bottom


def _matched(line: str, start: int, end: int, glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs that print ``line[start:end]``; blanks aside, both are read in order."""
    wanted = tighten(line)
    printed = "".join(tighten(glyph.text).text for glyph in glyphs)
    owners = [glyph for glyph in glyphs for _ in tighten(glyph.text).text]
    first, last = wanted.position(start), wanted.position(end)
    if printed == wanted.text:
        return owners[first:last]
    blocks = SequenceMatcher(None, wanted.text, printed, autojunk=False).get_matching_blocks()
    places = {a + i: b + i for a, b, size in blocks for i in range(size)}
    found = [owners[places[at]] for at in range(first, last) if at in places]
    return found if len(found) == last - first else []


def _interpolated(text: str, span: Span, start: int, end: int) -> Box:
    """Without glyphs: half width for what is ASCII, full width for the rest."""
    widths = [1 if char.isascii() else 2 for char in text[span.start : span.end]]
    scale = (span.box.x1 - span.box.x0) / max(sum(widths), 1)
    before = sum(widths[: start - span.start])
    upto = sum(widths[: end - span.start])
    x0 = span.box.x0 + scale * before
    return Box(round(x0, 2), span.box.top, round(span.box.x0 + scale * upto, 2), span.box.bottom)
