"""A long passage cut to the sentences that answer, so that a list can be read at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 160
"""Characters; a phone shows that much in six lines."""

LEAD = 20
TITLE_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; ``marked`` where it is what answers."""

    text: str
    marked: bool


def excerpt(text: str, marks: Sequence[Sequence[int]], width: int = WIDTH) -> tuple[Piece, ...]:
    """The part of ``text`` with most of what is marked, in pieces; whole when it is short.

    A marked sentence is never cut, however long. ``marks`` are [start, end) in order.
    """
    start, end = 0, len(text)
    if end > width:
        first = _fullest(marks, width) if marks else (0, 0)
        start = max(0, min(first[0] - LEAD, end - width))
        end = min(end, max(first[1], start + width))
    pieces = [Piece("…", False)] if start else []
    position = start
    for mark_start, mark_end in marks:
        if start <= mark_start and mark_end <= end:
            pieces += [
                Piece(text[position:mark_start], False),
                Piece(text[mark_start:mark_end], True),
            ]
            position = mark_end
    pieces.append(Piece(text[position:end], False))
    if end < len(text):
        pieces.append(Piece("…", False))
    return tuple(piece for piece in pieces if piece.text)


def _fullest(marks: Sequence[Sequence[int]], width: int) -> Sequence[int]:
    """The mark from which on most marked characters fall into the width; the first of equals."""

    def covered(first: Sequence[int]) -> int:
        end = max(first[1], first[0] + width)
        return sum(stop - start for start, stop in marks if start >= first[0] and stop <= end)

    return max(marks, key=covered)


def short_title(title: str) -> str:
    """Some reports print whole sentences as headings: enough of it to know which."""
    return title if len(title) <= TITLE_WIDTH else f"{title[: TITLE_WIDTH - 1]}…"
