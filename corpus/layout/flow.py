"""Lines flow into paragraphs again, across page breaks too.

Whether a line goes on with the paragraph is decided by three signs: the line before was full (the
next word would not have fitted), this line is not set in, and both are in one size. The ends of
sentences and numbering only decide where these signs disagree. A title that is centered over
several lines is one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.layout.printed_lines import PrintedLine
from corpus.text import is_cjk, read_numbering

TERMINAL = frozenset("。！？；：!?;:")
_CLOSING = frozenset("，。、；：？！）》〉”’】〕」』%,.;:)!?")
_OPENING = frozenset("（《〈“‘【〔「『(")

SET_IN = 0.8
"""Font sizes: a line that starts further right of the margin is set in."""

SAME_SIZE = 0.12
"""Sizes that differ by a smaller part are one size."""

LOOSE = 1.6
"""A gap of so many times the usual distance between lines parts paragraphs..."""

VERY_LOOSE = 3.5
"""...unless the sentence is plainly not over: then only such a gap does."""

SLACK = 0.6
"""Font sizes by which a full line may end before the margin..."""

WIDE_SLACK = 2.5
"""...and by which it may when the sentence is plainly not over."""

Paragraph = tuple[PrintedLine, ...]


def join_lines(lines: Iterable[PrintedLine]) -> tuple[Paragraph, ...]:
    """Paragraphs out of the running lines of a whole report, in reading order."""
    ordered = list(lines)
    pitch = _usual_pitch(ordered)
    paragraphs: list[list[PrintedLine]] = []
    for line in ordered:
        if paragraphs and _goes_on(paragraphs[-1], line, pitch):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return tuple(map(tuple, paragraphs))


def _usual_pitch(lines: Sequence[PrintedLine]) -> float:
    """Usual distance from one line to the next, in font sizes."""
    steps = [_step(a, b) for a, b in pairwise(lines) if a.line.page == b.line.page]
    return median([step for step in steps if 0.5 < step < 4] or [1.5])


def _step(before: PrintedLine, after: PrintedLine) -> float:
    return (after.line.box.bottom - before.line.box.bottom) / after.line.size


def _goes_on(paragraph: Sequence[PrintedLine], line: PrintedLine, pitch: float) -> bool:
    last = paragraph[-1]
    if _is_split_title(last, line):
        return _same_size(last, line)
    if not (_same_size(last, line) and _shares_font(last, line)):
        return False
    if not (_is_full(last, line) and _is_near(last, line, pitch)) or _is_next_item(
        paragraph[0], line
    ):
        return False
    if line.indent > SET_IN:
        return not _is_over(last) and _hangs(paragraph, line)
    parted = last.tables_before != line.tables_before or read_numbering(line.line.text)
    return not (_is_over(last) and parted) and not line.indent < -SET_IN < last.indent


def _same_size(last: PrintedLine, line: PrintedLine) -> bool:
    return abs(last.line.size - line.line.size) <= SAME_SIZE * last.line.size


def _shares_font(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether any Chinese font stands in both lines; a heading and what follows share none."""
    fonts = [{g.font for g in each.line.glyphs if is_cjk(g.text[0])} for each in (last, line)]
    return not all(fonts) or bool(fonts[0] & fonts[1])


def _is_next_item(first: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line goes on with the series of numbers in which the paragraph stands."""
    own, following = read_numbering(first.line.text), read_numbering(line.line.text)
    if own is None or following is None or own.style != following.style:
        return False
    return following.number == own.number + 1


def _is_over(line: PrintedLine) -> bool:
    return line.line.text[-1] in TERMINAL


def _is_full(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the first word of ``line`` would not have fitted behind ``last``."""
    slack = (SLACK if _is_over(last) else WIDE_SLACK) * last.line.size
    return last.line.box.x1 + _first_word_width(line) >= last.right - slack


def _first_word_width(line: PrintedLine) -> float:
    """What cannot be parted at the start of a line: a word or number, and marks around it."""
    texts = [glyph.text for glyph in line.line.glyphs]
    end = 0
    while end < len(texts) - 1 and texts[end] in _OPENING:
        end += 1
    end += 1
    while end < len(texts) and not any(
        is_cjk(text) or text == " " for text in texts[end - 1 : end + 1]
    ):
        end += 1
    while end < len(texts) and texts[end] in _CLOSING:
        end += 1
    return line.line.glyphs[end - 1].box.x1 - line.line.glyphs[0].box.x0


def _is_near(last: PrintedLine, line: PrintedLine, pitch: float) -> bool:
    """Whether the gap is no larger than between lines; a page break or a table is no gap."""
    if last.line.page != line.line.page or last.tables_before != line.tables_before:
        return True
    return _step(last, line) <= pitch * (LOOSE if _is_over(last) else VERY_LOOSE)


def _hangs(paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """A line set in as the lines before it are, or behind the numbering of the first one."""
    if read_numbering(line.line.text):
        return False
    last = paragraph[-1]
    if len(paragraph) > 1:
        return abs(last.indent - line.indent) < 0.3
    if read_numbering(last.line.text):
        return 0.3 < line.indent - last.indent < 4
    first_line = 1.5 < line.indent < 2.5
    return abs(last.indent - line.indent) < 0.3 and not first_line


def _is_split_title(last: PrintedLine, line: PrintedLine) -> bool:
    """A centered line right under a centered one of the same make."""
    if last.line.page != line.line.page or not (last.centered and line.centered):
        return False
    set_in = line.indent > 2 and line.right - line.line.box.x1 > 2 * line.line.size
    close = line.line.box.top - last.line.box.bottom < 1.2 * line.line.size
    return set_in and close and read_numbering(line.line.text) is None and not _is_over(last)
