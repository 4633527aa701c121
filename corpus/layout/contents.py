"""The table of contents: recognised so that its lines are neither headings nor passages.

It starts at a line that says 目录 and goes on over short lines in one size. It ends where its first
entry is printed again, at a line that runs as a sentence does, or on a new page that starts in a
larger type. What this assumes: contents stand in the first part of a report, one entry a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.layout.printed_lines import PrintedLine
from corpus.text import normalize, read_numbering

WORDS = frozenset({"目录", "目次", "内容目录", "目录表"})

FARTHEST_PAGE = 8
"""Contents start on one of the first pages."""

_LEADER = re.compile(r"[.·…⋯_\-—]{2,}\d*$|(?<=\D)\d{1,3}$")


def find_contents(lines: Sequence[PrintedLine]) -> range:
    """Indexes into ``lines`` (running text of a report) of the table of contents; may be empty."""
    start = next((i for i, line in enumerate(lines) if _opens(line)), None)
    if start is None:
        return range(0)
    end = start + 1
    while end < len(lines) and _continues(lines, start, end):
        end += 1
    return range(start, end)


def entry_title(text: str) -> str:
    """Normalized title of a contents line, without dots and page number."""
    return _LEADER.sub("", normalize(text)).strip()


def _opens(line: PrintedLine) -> bool:
    return line.line.page <= FARTHEST_PAGE and normalize(line.line.text) in WORDS


def _continues(lines: Sequence[PrintedLine], start: int, index: int) -> bool:
    line = lines[index]
    title = entry_title(line.line.text)
    if index == start + 1:
        return True
    first = entry_title(lines[start + 1].line.text)
    if title == first or line.line.text[-1] in "。；：，":
        return False
    if line.line.page == lines[index - 1].line.page:
        return True
    return _same_make(line, lines[index - 1]) and _is_entry(line)


def _same_make(line: PrintedLine, before: PrintedLine) -> bool:
    return 0.85 < line.line.size / before.line.size < 1.15


def _is_entry(line: PrintedLine) -> bool:
    return bool(read_numbering(line.line.text) or _LEADER.search(normalize(line.line.text)))
