"""What a row is called: its code, and its name under the names that it belongs to.

Rows hang together by code (201 → 20103 → 2010301), by numbering (一、 → 1.), by 其中, by a sum
printed under the table whose parts follow their total, and by merged cells on their left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.heads import Block, Layout
from corpus.matrix import is_integer, is_number
from corpus.model import Cell, Formula
from corpus.table_words import display_form, word
from corpus.text import normalize, read_numbering, strip_numbering

_AMONG = re.compile(r"^(?:其中|其 中)\s*[:：]?\s*")
_CODE_IN_LABEL = re.compile(r"^[\[(]?(\d{3}|\d{5}|\d{7})[\])]?[\s.、\-]*(?=[^\d\s.,%])")
_CLASS_SUFFIX = re.compile(r"[(（][类款项][)）]")
_LEVELS = {"chinese": 1, "chinese_paren": 2, "arabic": 3, "arabic_paren": 4, "circled": 5}
_PARENT_LENGTHS = (3, 5)


@dataclass(frozen=True, slots=True)
class RowName:
    """A row of one block: ``path`` from the outermost name to its own, its code if it has one."""

    path: tuple[str, ...]
    code: str | None
    line: int | None = None

    @property
    def item(self) -> str:
        """The innermost name, folded, without numbering."""
        return item_name(self.path[-1]) if self.path else ""


def item_name(label: str) -> str:
    """A label as the name of an item: NFKC, without numbering, 其中 and "(类)"."""
    plain = _AMONG.sub("", display_form(label))
    bare = _CLASS_SUFFIX.sub("", _AMONG.sub("", strip_numbering(plain)))
    return bare.strip(" :") or plain


def printed_name(label: str) -> str:
    """A label as printed, without its numbering and 其中."""
    bare = _AMONG.sub("", strip_numbering(_AMONG.sub("", label)))
    return bare.strip() or label


def row_names(layout: Layout, block: Block, formulas: Sequence[Formula]) -> dict[int, RowName]:
    """The name of every row of a block that has one."""
    names = code_names(layout)
    heads = block.head if len(layout.blocks) > 1 else ()
    nesting = _Nesting(formulas)
    filler = _Filler()
    result: dict[int, RowName] = {}
    for row, code, labels in _coded_rows(layout, block):
        line = line_number(layout, block, row)
        if code is not None:
            above = [
                names[code[:n]] for n in _PARENT_LENGTHS if n < len(code) and code[:n] in names
            ]
            path = (*above, *(_bare_name(cell) for cell in labels))
        else:
            path = filler.path(labels) if len(block.of("label")) > 1 else (labels[-1].text,)
            path = nesting.path(path, line)
        head = tuple(cell.text for cell in heads if cell.column <= labels[0].column)
        result[row] = RowName((*head, *path), code, line)
    return result


def _coded_rows(layout: Layout, block: Block) -> Iterator[tuple[int, str | None, list[Cell]]]:
    """(row, its code, its labels) for every row of a block that has a label."""
    parts: list[str] = []
    for row in range(layout.header_rows, layout.matrix.row_count):
        parts = code_parts(layout, block, row, parts)
        labels = row_labels(layout, block, row)
        if labels:
            yield row, join_code(parts) or _code_in_label(labels[-1]), labels


def _code_in_label(cell: Cell) -> str | None:
    """The code of "2010301 行政运行" printed in one cell."""
    match = _CODE_IN_LABEL.match(normalize(cell.text))
    return match[1] if match else None


def _bare_name(cell: Cell) -> str:
    """The label of a coded row without its code and numbering."""
    return printed_name(_CODE_IN_LABEL.sub("", cell.text) or cell.text)


def code_names(layout: Layout) -> dict[str, str]:
    """Every code printed in the table with the name beside it, whichever block it stands in."""
    names: dict[str, str] = {}
    for block in layout.blocks:
        for _, code, labels in _coded_rows(layout, block):
            if code is not None:
                names.setdefault(code, _bare_name(labels[-1]))
    return names


def code_parts(layout: Layout, block: Block, row: int, before: Sequence[str]) -> list[str]:
    """The digits in the block's code columns; 类 and 款 that are not repeated come from above."""
    columns = _code_columns(block)
    parts = [""] * len(columns)
    seen: set[int] = set()
    for index, column in enumerate(columns):
        cell = layout.matrix.at(row, column)
        if cell is None or id(cell) in seen or not is_integer(cell.text):
            continue
        seen.add(id(cell))
        parts[index] = normalize(cell.text).replace(" ", "")
    last = max((i for i, part in enumerate(parts) if part), default=-1)
    if last > 0 and len(parts[last]) < 3 and len(before) == len(parts):
        parts[:last] = [part or old for part, old in zip(parts[:last], before, strict=False)]
    return parts


def _code_columns(block: Block) -> list[int]:
    """The first run of code columns; a second one is of another classification."""
    columns = block.of("code")
    run = [i for i, column in enumerate(columns) if column == columns[0] + i]
    return columns[: len(run)]


def join_code(parts: Sequence[str]) -> str | None:
    """One code out of its parts: 201, 6, 01 is 2010601; a whole code in any column is itself."""
    printed = [part for part in parts if part]
    if not printed:
        return None
    if len(printed) == 1 or len(printed[-1]) > 3:
        return printed[-1] if len(printed[-1]) >= 3 else None
    return printed[0] + "".join(part.zfill(2) for part in printed[1:])


def line_number(layout: Layout, block: Block, row: int) -> int | None:
    """The printed number of the row (行次) in this block."""
    for column in block.of("line_number"):
        cell = layout.matrix.at(row, column)
        if cell is not None and is_integer(cell.text):
            return int(normalize(cell.text))
    return None


def row_labels(layout: Layout, block: Block, row: int) -> list[Cell]:
    """The words in the block's label columns, or in its code columns ("合计" across both)."""
    wanted = block.of("label") or block.of("code", "line_number")
    second = [column for column in block.of("code") if column not in _code_columns(block)]
    if second and min(wanted) < second[0]:
        wanted = [column for column in wanted if column < second[0]]
    cells = [cell for cell in layout.matrix.row(row, wanted) if _is_label(cell)]
    if cells:
        return cells
    return [c for c in layout.matrix.row(row, block.of("code", "line_number")) if _is_label(c)]


def _is_label(cell: Cell) -> bool:
    if is_number(cell.text) or not any(map(str.isalnum, cell.text)):
        return False
    return word("heads", "code_part").search(normalize(cell.text)) is None


class _Filler:
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


class _Nesting:
    """Rows without codes: what hangs on what, from the numbering and the printed sums."""

    def __init__(self, formulas: Sequence[Formula]) -> None:
        self._parts = _parts_below_total(formulas)
        self._names: dict[int, tuple[str, ...]] = {}
        self._levels: list[tuple[int, str]] = []
        self._seen_levels: set[int] = set()
        self._before: tuple[str, ...] = ()
        self._hook: tuple[str, ...] = ()

    def path(self, labels: tuple[str, ...], line: int | None) -> tuple[str, ...]:
        """The full path of a row whose own labels are given."""
        own = tuple(printed_name(label) for label in labels)
        result = (*self._above(labels[-1], line), *own)
        if not _AMONG.match(labels[-1]):
            self._before = result
        if line is not None:
            self._names[line] = result
        return result

    def _above(self, label: str, line: int | None) -> tuple[str, ...]:
        if line is not None and line in self._parts and self._parts[line] in self._names:
            return self._names[self._parts[line]]
        if _AMONG.match(label):
            total = self._before and word("heads", "plain_total").search(
                normalize(self._before[-1])
            )
            return self._before[:-1] if total else self._before
        numbering = read_numbering(label)
        level = _LEVELS.get(numbering.style) if numbering else None
        if numbering is None or level is None:
            self._levels, self._hook = [], ()
            return ()
        return self._numbered(level, numbering.number, label)

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


def _parts_below_total(formulas: Sequence[Formula]) -> Mapping[int, int]:
    """Line → line of its total, for sums whose parts all follow their total at once."""
    result: dict[int, int] = {}
    for formula in formulas:
        numbers = [number for _, number in formula.parts]
        following = list(range(formula.total + 1, formula.total + 1 + len(numbers)))
        if formula.axis == "row" and numbers == following:
            result.update(dict.fromkeys(numbers, formula.total))
    return result
