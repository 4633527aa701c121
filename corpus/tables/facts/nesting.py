"""How rows without codes hang together: what goes on from above, and what is part of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.model import Cell, Formula
from corpus.tables.facts.indents import Indents
from corpus.tables.labels import is_among, item_name, printed_name
from corpus.tables.words import word
from corpus.text import normalize, read_numbering

_LEVELS = {"chinese": 1, "chinese_paren": 2, "arabic": 3, "arabic_paren": 4, "circled": 5}


class Filler:
    """Labels in several columns: an empty column on the left goes on with the last label there."""

    def __init__(self) -> None:
        self._last: dict[int, Cell] = {}

    def path(self, labels: Sequence[Cell]) -> tuple[str, ...]:
        """The labels of a row with those that it inherits from the rows above."""
        first = labels[0].column
        whole = word("heads", "plain_total").search(normalize(labels[0].text)) is not None
        if whole and len(labels) == 1 and first == min([first, *self._last]):
            self._last = {}
        kept = {column: cell for column, cell in self._last.items() if column < first}
        self._last = {**kept, **{cell.column: cell for cell in labels}}
        return tuple(self._last[column].text for column in sorted(self._last))


class Nesting:
    """Rows without codes: what hangs on what, from numbering, 其中, printed sums and indents.

    ``labels`` are those of the whole column, where there is only one.
    """

    def __init__(self, formulas: Sequence[Formula], labels: Sequence[Cell] = ()) -> None:
        self._indents = Indents(labels)
        self._numbered_names: set[str] = set()
        self._carried: tuple[str, ...] = ()
        self._parts = _parts_below_total(formulas)
        self._names: dict[int, tuple[str, ...]] = {}
        self._levels: list[tuple[int, str]] = []
        self._seen_levels: set[int] = set()
        self._before: tuple[str, ...] = ()
        self._hook: tuple[str, ...] = ()
        self._among: tuple[tuple[str, ...], float] | None = None

    def path(self, labels: tuple[str, ...], line: int | None, cell: Cell) -> tuple[str, ...]:
        """The full path of a row whose own labels are given; ``cell`` is the last of them."""
        above = self._above(labels[-1], line, cell)
        result = (*above, *(printed_name(label) for label in labels))
        if self._among is None:
            self._before = result
        if line is not None:
            self._names[line] = result
        return result

    def _above(self, label: str, line: int | None, cell: Cell) -> tuple[str, ...]:
        if line is not None and line in self._parts and self._parts[line] in self._names:
            return self._names[self._parts[line]]
        if is_among(label):
            self._among = (self._whole(), _name_start(cell))
            return self._among[0]
        numbering = read_numbering(label)
        level = _LEVELS.get(numbering.style) if numbering else None
        if numbering is None or level is None:
            if self._among is not None and _left_of(cell) >= self._among[1]:
                return self._among[0]
            self._among, self._levels, self._hook = None, [], ()
            return self._unnumbered(label, cell)
        self._among = None
        self._indents.clear()
        self._numbered_names.add(item_name(label))
        return self._numbered(level, numbering.number, label)

    def _unnumbered(self, label: str, cell: Cell) -> tuple[str, ...]:
        """The path of the row above that a row without a number is a part of.

        It is set further in than that, or repeats the name of a numbered row: under
        年初财政拨款结转和结余 the funds are printed once more.
        """
        if word("heads", "total").search(normalize(label)):
            self._indents.clear()
            self._carried = ()
            return ()
        above = self._indents.above(cell)
        if not above and item_name(label) in self._numbered_names:
            return self._carried
        self._carried = (*above, printed_name(label))
        self._indents.add(cell, self._carried)
        return above

    def _whole(self) -> tuple[str, ...]:
        """What a 其中 is part of: the row above, or what that is the total of."""
        last = self._before[-1] if self._before else ""
        total = word("heads", "plain_total").search(normalize(last)) is not None
        return self._before[:-1] if total else self._before

    def _numbered(self, level: int, number: int, label: str) -> tuple[str, ...]:
        """The names above a numbered row; a list that starts again hangs on the row before it."""
        outermost = not any(other < level for other, _ in self._levels)
        if number == 1 and outermost and level in self._seen_levels and not self._levels:
            self._hook = self._before
        self._seen_levels.add(level)
        self._levels = [(other, name) for other, name in self._levels if other < level]
        above = tuple(name for _, name in self._levels)
        self._levels.append((level, printed_name(label)))
        return (*self._hook, *above)


def _left_of(cell: Cell) -> float:
    return cell.ink.x0 if cell.ink else cell.box.x0


def _name_start(cell: Cell) -> float:
    """Where the rows below start that go on with a 其中: at least half of its own width in."""
    if cell.ink is None:
        return cell.box.x1
    character = (cell.ink.x1 - cell.ink.x0) / max(len(cell.text), 1)
    return cell.ink.x0 + 1.5 * character


def _parts_below_total(formulas: Sequence[Formula]) -> Mapping[int, int]:
    """Line → line of its total, for sums whose parts all follow their total at once."""
    result: dict[int, int] = {}
    for formula in formulas:
        numbers = [number for _, number in formula.parts]
        following = list(range(formula.total + 1, formula.total + 1 + len(numbers)))
        if formula.axis == "row" and numbers == following:
            result.update(dict.fromkeys(numbers, formula.total))
    return result
