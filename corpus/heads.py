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
from corpus.numbers import parse_decimal, parse_percentage
from corpus.table_words import word
from corpus.text import normalize

ColumnRole = Literal["label", "code", "line_number", "attribute", "figure"]

MOST_HEAD_ROWS = 8
"""A head is never higher than this; what looks so is a table of words."""


class Matrix:
    """The cells of a table by row and column, merged cells at each place that they cover."""

    def __init__(self, cells: Sequence[Cell], row_count: int, column_count: int) -> None:
        self.cells = cells
        self.row_count = row_count
        self.column_count = column_count
        self._at = {
            (cell.row + i, cell.column + j): cell
            for cell in cells
            for i in range(cell.row_span)
            for j in range(cell.column_span)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place."""
        return self._at.get((row, column))

    def row(self, row: int, columns: Iterable[int] | None = None) -> list[Cell]:
        """The different cells that cover a row (in these columns), from left to right."""
        found: list[Cell] = []
        for column in columns if columns is not None else range(self.column_count):
            cell = self.at(row, column)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def column(self, column: int, rows: Iterable[int]) -> list[Cell]:
        """The different cells that cover a column (in these rows), from the top down."""
        found: list[Cell] = []
        for row in rows:
            cell = self.at(row, column)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found


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


def is_number(text: str) -> bool:
    """Whether a cell prints one number or one percentage and nothing else."""
    return parse_decimal(text) is not None or parse_percentage(text) is not None


def is_integer(text: str) -> bool:
    """Whether a cell prints nothing but digits."""
    return normalize(text).replace(" ", "").isdecimal()


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
    if first == 0:
        return 0
    if is_column_number_row(matrix, first - 1):
        return first
    figures = _figure_columns(matrix, first)
    while first > 1 and not _names_columns(matrix, first - 1, figures):
        first -= 1
    return first


def _first_data_row(matrix: Matrix) -> int:
    """The first row with a figure, a code or a line number, or right after the 栏次 row."""
    limit = min(matrix.row_count, MOST_HEAD_ROWS + 1)
    for row in range(limit):
        if is_column_number_row(matrix, row):
            return row + 1
        starting = [cell for cell in matrix.row(row) if cell.row == row]
        if any(is_number(cell.text) for cell in starting):
            return row
    return _first_row_with_gaps(matrix, limit)


def _first_row_with_gaps(matrix: Matrix, limit: int) -> int:
    """Without any figure: the first row that leaves a cell under the head empty."""
    for row in range(1, limit):
        cells = matrix.row(row)
        words = [cell for cell in cells if cell.row == row and cell.text]
        if any(not cell.text for cell in cells) and not any(_is_head_word(c.text) for c in words):
            return row
    return min(1, matrix.row_count)


def _is_head_word(text: str) -> bool:
    plain = normalize(text)
    return plain not in {"合计", "总计"} and any(
        word("heads", name).search(plain)
        for name in ("label", "code", "line_number", "plain_total")
    )


def is_column_number_row(matrix: Matrix, row: int) -> bool:
    """Whether the row numbers the columns: "栏次 1 2 3", or 1, 2, 3 … under every head."""
    cells = [cell for cell in matrix.row(row) if cell.row == row and cell.text]
    digits = [int(normalize(cell.text)) for cell in cells if is_integer(cell.text)]
    if any(word("heads", "column_numbers").search(normalize(cell.text)) for cell in cells):
        return bool(digits)
    counting = len(digits) >= 3 and digits == list(range(1, len(digits) + 1))
    return row > 0 and counting and len(digits) >= len(cells) - 1


def _column_numbers(matrix: Matrix, rows: int) -> dict[int, int]:
    """The number that the 栏次 row gives each column."""
    if rows == 0 or not is_column_number_row(matrix, rows - 1):
        return {}
    return {
        cell.column: int(normalize(cell.text))
        for cell in matrix.row(rows - 1)
        if is_integer(cell.text)
    }


def _figure_columns(matrix: Matrix, first: int) -> set[int]:
    return {
        cell.column
        for row in range(first, matrix.row_count)
        for cell in matrix.row(row)
        if is_number(cell.text) and not word("heads", "line_number").search("")
    }


def _names_columns(matrix: Matrix, row: int, figures: set[int]) -> bool:
    """Whether a row above the first figure belongs to the head: words over a figure column.

    A row of labels with nothing under the figure columns is a data row without figures.
    """
    over = [matrix.at(row, column) for column in figures]
    return not over or any(cell is not None and cell.text for cell in over)


def _head_of(matrix: Matrix, rows: int, column: int) -> tuple[Cell, ...]:
    """The printed heads over a column, the 栏次 row left out."""
    last = rows - 1 if rows and is_column_number_row(matrix, rows - 1) else rows
    cells = matrix.column(column, range(last))
    if rows != last and (number := matrix.at(rows - 1, column)) is not None:
        cells = [cell for cell in cells if cell is not number]
    return tuple(cell for cell in cells if cell.text)


def _column_role(matrix: Matrix, rows: int, column: int) -> ColumnRole:
    heads = [normalize(cell.text) for cell in _head_of(matrix, rows, column)]
    parts = matrix.at(rows, column) if rows < matrix.row_count else None
    if parts is not None and word("heads", "code_part").search(normalize(parts.text)):
        return "code"
    inner = heads[-1] if heads else ""
    body = [c for c in matrix.column(column, range(rows, matrix.row_count)) if c.text]
    own = [cell for cell in body if cell.column_span == 1] or body
    figures = sum(is_number(cell.text) for cell in own)
    for name in ("line_number", "code", "attribute", "label"):
        if word("heads", name).search(inner):
            wordy = name != "label" or figures * 2 <= len(own) or not own
            if wordy:
                return name  # type: ignore[return-value]
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
        rest = columns[after.index :]
        if before.role == "figure" and after.role in ("label", "code", "line_number"):
            if any(column.role == "figure" for column in rest):
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
