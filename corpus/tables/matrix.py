"""The cells of a table by row and column, and what a single cell may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.model import Cell
from corpus.text import normalize
from corpus.text.numbers import parse_decimal, parse_percentage

DASHES = "-－–—─"
"""What stands in place of a figure that there is none of."""


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


def is_number(text: str) -> bool:
    """Whether a cell prints one number or one percentage and nothing else."""
    return parse_decimal(text) is not None or parse_percentage(text) is not None


def is_dash(text: str) -> bool:
    """Whether a cell prints a dash in place of a figure."""
    return bool(text.strip()) and not text.strip().strip(DASHES)


def is_integer(text: str) -> bool:
    """Whether a cell prints nothing but digits."""
    return _digits(text).isdecimal()


def as_integer(text: str) -> int:
    """The whole number that a cell prints. Raises ValueError when it prints anything else."""
    return int(_digits(text))


def _digits(text: str) -> str:
    return normalize(text).replace(" ", "")
