"""What a row is called: its code, and its name under the names that it belongs to.

Rows hang together by code (201 → 20103 → 2010301), by numbering (一、 → 1.), by 其中, by a sum
printed under the table whose parts follow their total, by merged cells on their left, and by how
far in their labels start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Cell, Formula
from corpus.tables.facts.nesting import Filler, Nesting
from corpus.tables.heads import Block, Layout
from corpus.tables.labels import item_name, printed_name
from corpus.tables.matrix import as_integer, is_integer, is_number
from corpus.tables.words import word
from corpus.text import normalize

_CODE_IN_LABEL = re.compile(r"^[\[(]?(\d{3}|\d{5}|\d{7})[\])]?[\s.、\-]*(?=[^\d\s.,%])")
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


def row_names(layout: Layout, block: Block, formulas: Sequence[Formula]) -> dict[int, RowName]:
    """The name of every row of a block that has one."""
    names = code_names(layout)
    heads = block.head if len(layout.blocks) > 1 else ()
    rows = list(_coded_rows(layout, block))
    uncoded = [labels[-1] for _, code, labels in rows if code is None]
    nesting = Nesting(formulas, uncoded if len(block.of("label")) == 1 else ())
    filler = Filler()
    result: dict[int, RowName] = {}
    for row, code, labels in rows:
        line = line_number(layout, block, row)
        if code is not None:
            above = [
                names[code[:n]] for n in _PARENT_LENGTHS if n < len(code) and code[:n] in names
            ]
            path = (*above, *(_bare_name(cell) for cell in labels))
        else:
            path = filler.path(labels) if len(block.of("label")) > 1 else (labels[-1].text,)
            path = nesting.path(path, line, labels[-1])
        head = tuple(cell.text for cell in heads if cell.column <= labels[0].column)
        result[row] = RowName((*head, *path), code, line)
    return result


def _coded_rows(layout: Layout, block: Block) -> Iterator[tuple[int, str | None, list[Cell]]]:
    """(row, its code, its labels) for every row of a block that has a label."""
    named = {
        row: labels
        for row in range(layout.header_rows, layout.matrix.row_count)
        if (labels := row_labels(layout, block, row))
    }
    # A single name that starts with digits ("12345热线") has no code where the others have none.
    inside = [_code_in_label(labels[-1]) for labels in named.values()]
    in_labels = 2 * sum(map(bool, inside)) >= len(inside)
    parts: list[str] = []
    for row in range(layout.header_rows, layout.matrix.row_count):
        parts = code_parts(layout, block, row, parts)
        if row in named:
            code = join_code(parts) or (_code_in_label(named[row][-1]) if in_labels else None)
            yield row, code, named[row]


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
            return as_integer(cell.text)
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
    text = normalize(cell.text)
    return not any(word("heads", name).search(text) for name in ("code_part", "no_label"))
