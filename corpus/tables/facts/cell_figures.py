"""The figures that a cell prints: one number alone, or numbers among words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.model import Box, Cell, Fact, Line, Place, Table
from corpus.tables.cells import around
from corpus.text.numbers import Numeral, find_numerals, parse_decimal, parse_percentage

MEASURING = {"amount", "percentage", "count", "other"}
"""Numerals that say how much; the others name a year, a date or a place in a list."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell: ``unit`` is what stands beside it there, ``box`` is around both."""

    value: Decimal
    printed: str
    unit: str | None
    page: int
    box: Box
    alone: bool


def whole_figure(cell: Cell) -> Figure | None:
    """The figure of a cell that prints one number or percentage and nothing else."""
    value, unit = parse_decimal(cell.text), None
    if value is None:
        value, unit = parse_percentage(cell.text), "%"
    if value is None or cell.ink is None:
        return None
    return Figure(value, cell.text, unit, cell.page, cell.ink, alone=True)


def figures_among_words(cell: Cell) -> list[Figure]:
    """The figures of a cell of words, each with the box around itself and its unit.

    When there is only one, ``printed`` is the whole cell: "达到 1000 个" says more than "1000 个".
    """
    numerals = [n for n in find_numerals(cell.text) if n.kind in MEASURING]
    found = list(_placed(cell.text, cell.characters, numerals, cell))
    if len(found) == 1 and cell.ink is not None and len(cell.text) <= 20:
        only = found[0]
        return [Figure(only.value, cell.text, only.unit, only.page, only.box, alone=True)]
    return found


def _placed(
    text: str, places: Sequence[Place | None], numerals: Sequence[Numeral], cell: Cell
) -> Iterator[Figure]:
    for numeral in numerals:
        start = min(numeral.start, numeral.unit_start if numeral.unit_start is not None else 10**6)
        end = max(numeral.end, numeral.unit_end or 0)
        printed = [place for place in places[start:end] if place is not None]
        page = printed[0].page if printed else cell.page
        box = around(place.box for place in printed if place.page == page) or cell.ink or cell.box
        yield Figure(numeral.value, text[start:end], numeral.unit, page, box, alone=False)


def figure_in_line(line: Line) -> Figure | None:
    """The last number of a line ("评分：96.00") with the box around it."""
    characters = [(char, glyph.box) for glyph in line.glyphs for char in glyph.text]
    numerals = find_numerals("".join(char for char, _ in characters))
    if not numerals:
        return None
    last = numerals[-1]
    box = around(box for _, box in characters[last.start : last.end]) or line.box
    return Figure(last.value, last.printed, last.unit, line.page, box, alone=False)


def fact_of(
    table: Table,
    cell: Cell | None,
    figure: Figure | None,
    *,
    item: str,
    row: tuple[str, ...],
    column: tuple[str, ...],
    measure: str,
    unit: str | None,
    year: int | None,
    code: str | None = None,
    basis: str | None = None,
    subject: str | None = None,
) -> Fact:
    """A fact not yet numbered: of a figure, or of an empty cell when there is none."""
    if figure is not None:
        page, box = figure.page, figure.box
    elif cell is not None:
        page, box = cell.page, cell.box
    else:
        raise ValueError("a fact needs a figure or a cell")
    return Fact(
        number=0,
        source="table",
        item=item,
        row=row,
        code=code,
        column=column,
        measure=measure,
        basis=basis,
        base=None,
        direction=0,
        subject=subject,
        value=figure.value if figure else None,
        printed=figure.printed if figure else "",
        unit=unit,
        year=year,
        page=page,
        box=box,
        table=table.number,
        row_index=cell.row if cell else None,
        column_index=cell.column if cell else None,
    )
