"""How a table is to be read: its head, what each column holds, its side-by-side blocks.

Columns are judged by their heads' words (``tables.toml``) and by what stands under them. A block
is a run of columns with its own row labels: 收入 | 支出, or code, name and amount three times. A
head over both the labels and the figures of a block names the block ("支出"), not a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from corpus.model import Cell
from corpus.tables.matrix import Matrix, as_integer, is_integer, is_number
from corpus.tables.words import word
from corpus.text import normalize

ColumnRole = Literal["label", "code", "line_number", "attribute", "figure"]

MOST_HEAD_ROWS = 8
"""A head is never higher than this; what looks so is a table of words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: its role, its head from the outside in, its printed number (栏次)."""

    index: int
    role: ColumnRole
    head: tuple[Cell, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that share row labels; ``head`` names the block ("收入"), from the outside in."""

    columns: tuple[Column, ...]
    head: tuple[Cell, ...]

    def of(self, *roles: ColumnRole) -> list[int]:
        """Indexes of the block's columns with one of the roles."""
        return [column.index for column in self.columns if column.role in roles]


@dataclass(frozen=True)
class Layout:
    """How the table is to be read; ``header_rows`` rows are its head."""

    matrix: Matrix
    header_rows: int
    columns: tuple[Column, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The side-by-side blocks from left to right."""
        return tuple(_blocks(self.columns))


def read_layout(matrix: Matrix, header_rows: int | None = None) -> Layout:
    """The layout of a table; ``header_rows`` where it is known already."""
    rows = count_header_rows(matrix) if header_rows is None else header_rows
    numbers = _column_numbers(matrix, rows)
    columns = tuple(
        Column(
            index=column,
            role=_column_role(matrix, rows, column),
            head=_head_of(matrix, rows, column),
            number=numbers.get(column),
        )
        for column in range(matrix.column_count)
    )
    return Layout(matrix, rows, columns)


def count_header_rows(matrix: Matrix) -> int:
    """How many rows at the top name the columns."""
    first = _first_data_row(matrix)
    if first == 0 or is_column_number_row(matrix, first - 1):
        return first
    figures = _figure_columns(matrix, first)
    while first > 1 and _leaves_empty(matrix, first - 1, figures):
        first -= 1
    return first


def _first_data_row(matrix: Matrix) -> int:
    """The first row with a figure, a code or a line number, or right after the 栏次 row.

    Without any: the first row that leaves every column of figures empty.
    """
    limit = min(matrix.row_count, MOST_HEAD_ROWS + 1)
    for row in range(limit):
        if is_column_number_row(matrix, row):
            return row + 1
        starting = [cell for cell in matrix.row(row) if cell.row == row]
        if any(is_number(cell.text) for cell in starting):
            return row
    unfilled = (row for row in range(1, limit) if _leaves_empty(matrix, row, set()))
    return next(unfilled, min(1, matrix.row_count))


def _leaves_empty(matrix: Matrix, row: int, figures: set[int]) -> bool:
    """Whether a row has words for its labels at most, and nothing under the figures' heads.

    Where no column is known to have figures, those count that no head calls labels or codes.
    """
    columns = figures or {
        column for column in range(matrix.column_count) if not _heads_labels(matrix, row, column)
    }
    cells = [matrix.at(row, column) for column in columns]
    return bool(cells) and not any(cell is not None and cell.text for cell in cells)


def _heads_labels(matrix: Matrix, row: int, column: int) -> bool:
    """Whether a head above ``row`` says that the column holds labels, codes or line numbers."""
    return any(
        word("heads", name).search(normalize(cell.text))
        for cell in matrix.column(column, range(row))
        for name in ("label", "code", "line_number")
    )


def is_column_number_row(matrix: Matrix, row: int) -> bool:
    """Whether the row numbers the columns: "栏次 1 2 3", or 1, 2, 3 … under every head."""
    cells = [cell for cell in matrix.row(row) if cell.row == row and cell.text]
    digits = [as_integer(cell.text) for cell in cells if is_integer(cell.text)]
    if any(word("heads", "column_numbers").search(normalize(cell.text)) for cell in cells):
        return bool(digits)
    counting = len(digits) >= 3 and digits == list(range(1, len(digits) + 1))
    return row > 0 and counting and len(digits) >= len(cells) - 1


def is_caption_row(matrix: Matrix, row: int) -> bool:
    """Whether a row of the grid prints what should stand above it: title, code, unit, entity."""
    cells = [cell for cell in matrix.row(row) if cell.text]
    return bool(cells) and all(_is_caption_cell(matrix, cell) for cell in cells)


def _is_caption_cell(matrix: Matrix, cell: Cell) -> bool:
    text = normalize(cell.text)
    if word("caption", "code").fullmatch(text):
        return True
    across = cell.column_span == matrix.column_count > 2
    names = ("unit", "entity", "date", "title") if across else ("unit", "entity", "date")
    return any(word("caption", name).search(text) for name in names)


def _column_numbers(matrix: Matrix, rows: int) -> dict[int, int]:
    """The number that the 栏次 row gives each column."""
    if rows == 0 or not is_column_number_row(matrix, rows - 1):
        return {}
    return {
        cell.column: as_integer(cell.text) for cell in matrix.row(rows - 1) if is_integer(cell.text)
    }


def _figure_columns(matrix: Matrix, first: int) -> set[int]:
    """Columns with figures below; codes and line numbers are none."""
    found: set[int] = set()
    for column in range(matrix.column_count):
        heads = [normalize(cell.text) for cell in matrix.column(column, range(first))]
        body = matrix.column(column, range(first, matrix.row_count))
        numbers = [cell for cell in body if is_number(cell.text)]
        named = any(
            word("heads", name).search(head) for head in heads for name in ("code", "line_number")
        )
        if numbers and not named and not _are_codes(numbers):
            found.add(column)
    return found


def _head_of(matrix: Matrix, rows: int, column: int) -> tuple[Cell, ...]:
    """The printed heads over a column, the 栏次 row left out."""
    last = rows - 1 if rows and is_column_number_row(matrix, rows - 1) else rows
    named = (row for row in range(last) if not is_caption_row(matrix, row))
    cells = matrix.column(column, named)
    if rows != last and (number := matrix.at(rows - 1, column)) is not None:
        cells = [cell for cell in cells if cell is not number]
    return tuple(cell for cell in cells if cell.text)


def _column_role(matrix: Matrix, rows: int, column: int) -> ColumnRole:
    heads = [normalize(cell.text) for cell in _head_of(matrix, rows, column)]
    # 类, 款 and 项 stand in the line of column numbers (栏次) or in the first row below the head.
    beside = (
        matrix.at(row, column) for row in range(max(rows - 1, 0), min(rows + 1, matrix.row_count))
    )
    if any(cell and word("heads", "code_part").search(normalize(cell.text)) for cell in beside):
        return "code"
    # A 合计 printed across the label columns in the head's last row names no column.
    naming = [head for head in heads if not word("heads", "plain_total").search(head)]
    inner = (naming or heads or [""])[-1]
    below = matrix.column(column, range(rows, matrix.row_count))
    body = [c for c in below if any(map(str.isalnum, c.text))]  # a dash says "none"
    own = [cell for cell in body if cell.column_span == 1] or body
    figures = sum(is_number(cell.text) for cell in own)
    for name in ("line_number", "code", "attribute", "label"):
        if word("heads", name).search(inner):
            wordy = name != "label" or figures * 2 <= len(own) or not own
            if wordy:
                return name
    if _is_code_part(heads):
        return "code"
    if own and figures * 2 < len(own):
        return "label"
    if _are_codes(own):
        return "code"
    return "figure"


def _is_code_part(heads: Sequence[str]) -> bool:
    """类, 款 and 项 may be left out under 科目编码, or printed in the first data row."""
    return bool(heads) and word("heads", "code").search(heads[-1]) is not None


def _are_codes(cells: Sequence[Cell]) -> bool:
    """Whole numbers of 3, 5 and 7 digits one below the other are codes of the classification."""
    texts = [normalize(cell.text).replace(" ", "") for cell in cells]
    return len(texts) > 2 and all(text.isdecimal() and len(text) in (3, 5, 7) for text in texts)


def _blocks(columns: Sequence[Column]) -> Iterable[Block]:
    starts = [0]
    for before, after in pairwise(columns):
        begins = before.role == "figure" and after.role in ("label", "code", "line_number")
        if begins and any(column.role == "figure" for column in columns[after.index :]):
            starts.append(after.index)
    for start, end in pairwise([*starts, len(columns)]):
        part = tuple(columns[start:end])
        yield Block(part, _block_head(part))


def _block_head(columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Heads over labels and figures alike, from the outside in."""
    labels = [column for column in columns if column.role != "figure"]
    figures = [column for column in columns if column.role == "figure"]
    if not labels or not figures:
        return ()
    over_labels = {id(cell) for column in labels for cell in column.head}
    return tuple(cell for cell in figures[0].head if id(cell) in over_labels)
