"""Glyphs become lines in the order in which a reader reads them.

Only geometry decides. Digits and quotation marks out of another font often stand on a baseline of
their own, up to half a character off, so baselines do not make lines. Instead the longest rows of
glyphs found lines, and every run of another row joins the line that it overlaps most in height,
provided that its place there is free. What this assumes: two lines of running text overlap each
other by less than 40 % of their height, parts of one line by more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.model import Box, Glyph, Line
from corpus.pdf import is_unmapped
from corpus.text import is_cjk

SAME_ROW = 0.08
"""Glyphs whose middles differ by less than this, in font sizes, share a baseline."""

SAME_LINE = 0.4
"""A run belongs to a line that it overlaps by this part of the smaller height."""

RUN_GAP = 0.5
"""Within a row a gap of this many font sizes may be filled by glyphs of another row."""

DOUBLE_STRIKE = 0.15
"""The same glyph again within this many font sizes is bold type made by striking twice."""

WORD_GAP = 0.15
"""White of this many font sizes beside Latin letters or digits is a printed space."""

WIDE_GAP = 0.2
"""White of this many font sizes between Chinese characters, beyond their usual distance in the
line, separates words."""

_WIDE_PUNCTUATION = frozenset("，。、；：？！（）《》〈〉“”‘’【】〔〕「」『』…—·")


@dataclass(slots=True)
class _Row:
    """A line being built: its height is that of the row which founded it."""

    top: float
    bottom: float
    glyphs: list[Glyph] = field(default_factory=list)

    def overlap(self, top: float, bottom: float) -> float:
        """Shared height as a part of the smaller of the two heights."""
        smaller = min(self.bottom - self.top, bottom - top)
        return (min(self.bottom, bottom) - max(self.top, top)) / smaller if smaller > 0 else 0.0

    def has_room(self, run: Sequence[Glyph]) -> bool:
        """Whether no glyph of the run would stand on one that is there already."""
        return not any(_collide(old.box, new.box) for old in self.glyphs for new in run)


def group_lines(glyphs: Iterable[Glyph], page_number: int) -> tuple[Line, ...]:
    """The lines that ``glyphs`` make, from the top down.

    Each line's ``text`` is its glyphs' texts joined: white space is one space, as a glyph of its
    own over the gap, where the report prints one; an unmapped glyph shows as U+FFFD. The printed
    blanks themselves are dropped before, because they are as often padding as spaces. Columns are
    not looked for: give one column's glyphs at a time.
    """
    rows: list[_Row] = []
    printed = without_double_strikes(_legible(g) for g in glyphs if g.text.strip())
    for candidate in sorted(_rows(printed), key=_ink, reverse=True):
        leftover: list[Glyph] = []
        for run in _runs(candidate):
            home = _home(run, rows)
            if home is None:
                leftover.extend(run)
            else:
                home.glyphs.extend(run)
        if leftover:
            top = median(glyph.box.top for glyph in leftover)
            rows.append(_Row(top, median(glyph.box.bottom for glyph in leftover), leftover))
    rows.sort(key=lambda row: (row.top + row.bottom, min(g.box.x0 for g in row.glyphs)))
    return tuple(_line(row.glyphs, page_number) for row in rows)


def _legible(glyph: Glyph) -> Glyph:
    """The digits in "(cid:12)" must never be taken for a figure."""
    return replace(glyph, text="\ufffd") if is_unmapped(glyph) else glyph


def without_double_strikes(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without those printed a second time in almost the same place for boldness."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        near = max(glyph.size * DOUBLE_STRIKE, 0.01)
        x, y = int(glyph.box.x0 // 8), int(glyph.box.top // 8)
        around = [(glyph.text, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        if not any(_same_place(glyph, old, near) for key in around for old in seen.get(key, ())):
            kept.append(glyph)
            seen.setdefault((glyph.text, x, y), []).append(glyph)
    return kept


def _same_place(glyph: Glyph, other: Glyph, near: float) -> bool:
    return abs(glyph.box.x0 - other.box.x0) < near and abs(glyph.box.top - other.box.top) < near


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one baseline and in about one size, left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.center[1]):
        middle = glyph.box.center[1]
        if rows and middle - rows[-1][0].box.center[1] <= SAME_ROW * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=_middle)
    return rows


def _middle(glyph: Glyph) -> float:
    """Where the glyph stands in its line: closed-up punctuation may begin before its neighbour."""
    return glyph.box.x0 + glyph.box.x1


def _ink(row: Sequence[Glyph]) -> float:
    return sum(glyph.box.x1 - glyph.box.x0 for glyph in row)


def _runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The row cut at its gaps."""
    runs = [[row[0]]]
    for glyph in row[1:]:
        if glyph.box.x0 - runs[-1][-1].box.x1 > RUN_GAP * glyph.size:
            runs.append([])
        runs[-1].append(glyph)
    return runs


def _home(run: Sequence[Glyph], rows: Sequence[_Row]) -> _Row | None:
    """The line that the run overlaps most, if it fits there."""
    top, bottom = (min(g.box.top for g in run), max(g.box.bottom for g in run))
    near = [(row.overlap(top, bottom), row) for row in rows]
    near = [(share, row) for share, row in near if share >= SAME_LINE and row.has_room(run)]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _collide(a: Box, b: Box) -> bool:
    """More than a third of the narrower glyph lies over the other one."""
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return shared > 0.34 * min(a.x1 - a.x0, b.x1 - b.x0) and shared > 0


def _line(glyphs: list[Glyph], page_number: int) -> Line:
    ordered = sorted(glyphs, key=_middle)
    spaced = _with_spaces(ordered)
    box = ordered[0].box
    for glyph in ordered[1:]:
        box = box.union(glyph.box)
    text = "".join(glyph.text for glyph in spaced)
    return Line(page_number, text, box, tuple(spaced), median(g.size for g in ordered))


def _with_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a line with a blank put in wherever the gap is a printed space."""
    usual = _usual_gap(glyphs)
    result = [glyphs[0]]
    for before, after in pairwise(glyphs):
        if _is_space(before, after, usual):
            box = Box(before.box.x1, before.box.top, after.box.x0, before.box.bottom)
            result.append(Glyph(" ", box, before.size, before.font))
        result.append(after)
    return result


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The usual white between Chinese characters of this line, in font sizes."""
    gaps = [
        (after.box.x0 - before.box.x1) / before.size
        for before, after in pairwise(glyphs)
        if is_cjk(before.text[-1]) and is_cjk(after.text[0])
    ]
    return max(median(gaps), 0.0) if gaps else 0.0


def _is_space(before: Glyph, after: Glyph, usual: float) -> bool:
    gap = (after.box.x0 - before.box.x1) / max(before.size, after.size)
    if not (is_cjk(before.text[-1]) and is_cjk(after.text[0])):
        return gap > WORD_GAP + min(usual, WIDE_GAP)
    beside = before.text[-1] in _WIDE_PUNCTUATION or after.text[0] in _WIDE_PUNCTUATION
    return gap > usual + (1.0 if beside else WIDE_GAP)
