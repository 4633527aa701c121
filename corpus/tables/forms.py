"""Performance forms (绩效自评表): many small heads in one grid, each for the rows below it.

A row with two or more of the genre's column heads ("指标名称", "年初目标值(A)", "得分") is a head;
it applies to the rows below until the next head or a row that is one cell across. What stands
left of the first head that names a measure is row labels, merged ones included. Where no head
applies a figure is named by the words to its left ("基本支出总额 | 873.56").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Cell, CellRole
from corpus.tables.matrix import Matrix, is_number
from corpus.tables.words import bare_title, measure_of, name_of, word
from corpus.text import normalize

_UNIT_IN_LABEL = re.compile(r"[(]\s*(?:单位[:])?\s*([百千万亿]{0,2}元)\s*[)]")


@dataclass(frozen=True, slots=True)
class FormValue:
    """A cell that says how much, with the labels and the head that say of what.

    ``labels`` from the outermost to the innermost; ``head`` is None where none applies.
    """

    cell: Cell
    labels: tuple[Cell, ...]
    head: Cell | None


def form_roles(matrix: Matrix) -> list[CellRole]:
    """The role of each cell of a form."""
    heads = {id(head) for row in range(matrix.row_count) for head in head_cells(matrix, row)}
    values = {id(value.cell) for value in form_values(matrix)}
    return [_role(cell, id(cell) in heads, id(cell) in values) for cell in matrix.cells]


def _role(cell: Cell, is_head: bool, is_value: bool) -> CellRole:
    if not cell.text:
        return "empty"
    if is_head:
        return "header"
    if is_number(cell.text):
        return "figure"
    return "text" if is_value else "label"


def head_cells(matrix: Matrix, row: int) -> list[Cell]:
    """The column heads that start in a row; none unless the row is a head."""
    found = [
        cell
        for cell in matrix.row(row)
        if cell.row == row and cell.text and word("forms", "head").search(normalize(cell.text))
    ]
    return found if len(found) > 1 and any(map(_is_value_head, found)) else []


def _is_value_head(head: Cell) -> bool:
    text = normalize(head.text)
    if word("forms", "label_head").search(text) or word("forms", "note_head").search(text):
        return False
    return measure_of(text) is not None


def form_values(matrix: Matrix) -> Iterator[FormValue]:
    """Every cell of a form that can print how much, in reading order, empty ones included."""
    heads: list[Cell] = []
    beside: list[Cell] = []
    group: tuple[Cell, ...] = ()
    for row in range(matrix.row_count):
        cells = matrix.row(row)
        if len(cells) == 1:
            group, heads, beside = ((cells[0],) if cells[0].text else ()), [], []
            continue
        if fresh := head_cells(matrix, row):
            heads, beside = fresh, _words_beside(cells, row, fresh)
            continue
        kept = [cell for cell in cells if not _covered(cell, beside)]
        yield from _row_values(kept, row, heads, group)


def _words_beside(cells: list[Cell], row: int, heads: list[Cell]) -> list[Cell]:
    """Words right of a measure's head that head something else ("评分标准"): no values either."""
    first = min(head.column for head in heads if _is_value_head(head))
    mine = {id(head) for head in heads}
    return [
        cell
        for cell in cells
        if cell.row == row and cell.column > first and cell.text and id(cell) not in mine
    ]


def _row_values(
    cells: list[Cell], row: int, heads: list[Cell], group: tuple[Cell, ...]
) -> Iterator[FormValue]:
    """The values of one row under ``heads``."""
    first = min((h.column for h in heads if _is_value_head(h)), default=None)
    labels = [cell for cell in cells if cell.text and first is not None and cell.column < first]
    for index, cell in enumerate(cells):
        if cell.row != row:
            continue
        head = next((h for h in heads if _is_value_head(h) and _under(cell, h)), None)
        if head is not None:
            yield FormValue(cell, (*group, *labels), head)
        elif index and cell.text and (first is None or not _covered(cell, heads)):
            beside = _label_beside(cells[:index])
            if beside is not None and any(map(str.isdigit, cell.text)):
                yield FormValue(cell, (*group, beside), None)


def _under(cell: Cell, head: Cell) -> bool:
    """Whether the cell lies under the head and under no other."""
    end = head.column + head.column_span
    return head.column <= cell.column and cell.column + cell.column_span <= end


def _covered(cell: Cell, heads: list[Cell]) -> bool:
    return any(_under(cell, head) for head in heads)


def _label_beside(cells: list[Cell]) -> Cell | None:
    """The nearest words to the left of a figure that has no head."""
    worded = (cell for cell in reversed(cells) if cell.text and not is_number(cell.text))
    return next(worded, None)


def form_subject(title: str, matrix: Matrix) -> str | None:
    """What a form is about: the project that it names, or the whole department."""
    for cell in matrix.cells:
        if word("forms", "subject").search(normalize(cell.text)):
            beside = matrix.at(cell.row, cell.column + cell.column_span)
            if beside is not None and beside.text:
                return beside.text
    if name_of("forms", "whole_entity") in normalize(title):
        return name_of("forms", "whole_subject")
    return word("forms", "title").sub("", bare_title(title)) or None


def form_unit(matrix: Matrix) -> str | None:
    """The unit of money that a label of the form prints: "预算执行情况(万元)"."""
    for cell in matrix.cells:
        if match := _UNIT_IN_LABEL.search(normalize(cell.text)):
            return match[1]
    return None
