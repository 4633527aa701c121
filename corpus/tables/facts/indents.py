"""Rows that hang on the rows above by where their labels start, and by nothing else.

What this assumes: a part starts at least most of a character further right than its whole, and a
label set in the middle of its column says nothing; nor does one with a number of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Cell

DEEPER = 0.7
"""Characters by which a part starts further right than its whole."""

Path = tuple[str, ...]


class Indents:
    """The unnumbered labels since the last that was numbered or a total, with where they start."""

    def __init__(self, labels: Sequence[Cell]) -> None:
        self._off = not labels or 2 * sum(map(_is_centred, labels)) > len(labels)
        self._labels = labels
        self._above: list[tuple[Cell, Path]] = []

    def clear(self) -> None:
        """Nothing above is a whole any more."""
        self._above = []

    def above(self, cell: Cell) -> Path:
        """The path of the row that the row of ``cell`` is a part of; () when it is of none."""
        in_line = self._in_line(cell)
        if self._off or (_is_centred(cell) and not in_line):
            self.clear()
            return ()
        start, character = _start(cell)
        self._above = [
            each for each in self._above if _start(each[0])[0] <= start - DEEPER * character
        ]
        if not self._above or (not in_line and _share_middle(cell, self._above[-1][0])):
            return ()
        return self._above[-1][1]

    def add(self, cell: Cell, path: Path) -> None:
        """The row of ``cell`` may be a whole to the rows below."""
        self._above.append((cell, path))

    def _in_line(self, cell: Cell) -> bool:
        """Whether labels of other lengths start where this one does: none is set in the middle."""
        start, character = _start(cell)
        return any(
            abs(_start(other)[0] - start) < 0.3 * character
            and abs(_width(other) - _width(cell)) > 0.5 * character
            for other in self._labels
        )


def _start(cell: Cell) -> tuple[float, float]:
    """How far into its column a label starts, and how wide its first character is: points."""
    first = next((place.box for place in cell.characters if place), cell.ink or cell.box)
    width = first.x1 - first.x0 if cell.characters else first.bottom - first.top
    return first.x0 - cell.box.x0, max(width, 1.0)


def _is_centred(cell: Cell) -> bool:
    """Whether a label stands in the middle of its column, with white on both sides."""
    if cell.ink is None:
        return False
    left, right = cell.ink.x0 - cell.box.x0, cell.box.x1 - cell.ink.x1
    height = cell.ink.bottom - cell.ink.top
    return abs(left - right) <= 0.5 * height and min(left, right) > height


def _share_middle(cell: Cell, other: Cell) -> bool:
    middles = [_start(each)[0] + _width(each) / 2 for each in (cell, other)]
    return abs(middles[0] - middles[1]) < 0.3 * _start(cell)[1]


def _width(cell: Cell) -> float:
    return cell.ink.x1 - cell.ink.x0 if cell.ink else 0.0
