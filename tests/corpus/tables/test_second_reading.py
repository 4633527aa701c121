"""Every figure of a table stands where its fact says, as a second library reads the page.

pypdfium2 shares no code with the reader. For each figure it has to find the numeral in its box, the
row's name and code in the row's band, and the column's head over the figure; the unit has to be
printed with the table. ``pytest -s`` prints the count for each report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from corpus import NotAReport, Report
from corpus.model import Box, Cell, Fact, Table
from corpus.text import normalize
from tests.corpus.read_once import read_once

LEAST = 0.995
"""The share of figures that must be right."""

CUT = 40.0
"""Points at the edge of a page on which the rest of a row may stand."""

SLACK = 3.0
"""Points by which a figure may stand outside of its head's cell."""


class SecondReading:
    """The text of a PDF's pages by boxes."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._pages: dict[int, tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]] = {}

    def text(self, page: int, box: Box) -> str:
        """What is printed in the box, normalised, without white space."""
        if page not in self._pages:
            opened = self._document[page - 1]
            self._pages[page] = opened, opened.get_textpage()
        opened, textpage = self._pages[page]
        return tight(textpage.get_text_bounded(*in_user_space(opened, box)))


def in_user_space(page: pypdfium2.PdfPage, box: Box) -> tuple[float, float, float, float]:
    """The box as (left, bottom, right, top) of the PDF, which knows of no turned pages."""
    left, bottom, right, top = page.get_cropbox()
    x0, y0, x1, y1 = box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1
    match page.get_rotation():
        case 90:
            return left + y0, bottom + x0, left + y1, bottom + x1
        case 180:
            return right - x1, bottom + y0, right - x0, bottom + y1
        case 270:
            return right - y1, top - x1, right - y0, top - x0
    return left + x0, top - y1, left + x1, top - y0


def tight(text: str) -> str:
    return re.sub(r"\s", "", normalize(text))


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\W", "", tight(text)))


def misses(fact: Fact, table: Table, second: SecondReading) -> Iterator[str]:
    """What of a figure's meaning the second reading does not find."""
    numeral = re.sub(r"[^\d.]", "", tight(fact.printed))
    if numeral not in re.sub(r"[^\d.]", "", second.text(fact.page, fact.box)):
        yield "value"
    row = [c for c in covering(table, fact) if c.page == fact.page]
    place = next((p.box for p in table.places if p.page == fact.page), None)
    if row and place and fact.row:
        band = Box(place.x0, min(c.box.top for c in row), place.x1, max(c.box.bottom for c in row))
        printed = second.text(fact.page, band)
        if letters(fact.row[-1]) - letters(printed):
            printed += "".join(beyond(fact, table, second))
        if letters(fact.row[-1]) - letters(printed):
            yield "row"
        # 类, 款 and 项 may stand in cells of their own, their zeros left out: 201 | 6 | 1.
        last = (fact.code or "")[-2:].lstrip("0")
        if fact.code and fact.code not in printed and last not in printed:
            yield "code"
    if (
        fact.column
        and fact.column_index is not None
        and not any(over(head, fact, table, second) for head in heads(table, fact))
    ):
        yield "column"
    if fact.unit in ("元", "万元", "亿元"):
        around = [line.text for line in table.caption] + [cell.text for cell in table.cells]
        if not any(fact.unit in tight(text) for text in (*around, fact.printed)):
            yield "unit"


def beyond(fact: Fact, table: Table, second: SecondReading) -> Iterator[str]:
    """What the pages beside print of a row that a page break cuts in two."""
    for place in table.places:
        box = place.box
        if place.page == fact.page + 1:
            yield second.text(place.page, Box(box.x0, box.top, box.x1, box.top + CUT))
        if place.page == fact.page - 1:
            yield second.text(place.page, Box(box.x0, box.bottom - CUT, box.x1, box.bottom))


def covering(table: Table, fact: Fact) -> list[Cell]:
    row = fact.row_index
    return [c for c in table.cells if row is not None and c.row <= row < c.row + c.row_span]


def heads(table: Table, fact: Fact) -> list[Cell]:
    """Cells over the figure that print the innermost name of its column."""
    column = fact.column_index
    return [
        cell
        for cell in table.cells
        if column is not None
        and cell.column <= column < cell.column + cell.column_span
        and tight(cell.text) == tight(fact.column[-1])
    ]


def over(head: Cell, fact: Fact, table: Table, second: SecondReading) -> bool:
    """Whether the head prints the column's name and stands over the figure."""
    middle = fact.box.center[0]
    if head.page != fact.page:
        places = {place.page: place.box for place in table.places}
        own, first = places[fact.page], places[head.page]
        share = (middle - own.x0) / (own.x1 - own.x0)
        middle = first.x0 + share * (first.x1 - first.x0)
    stands_over = head.box.x0 - SLACK <= middle <= head.box.x1 + SLACK
    return stands_over and not letters(head.text) - letters(second.text(head.page, head.box))


def counted(report: Report, path: Path) -> Counter[str]:
    """figures, right, and how often each part of a meaning is missed."""
    second = SecondReading(path)
    tables = {table.number: table for table in report.tables}
    result: Counter[str] = Counter()
    for fact in report.facts:
        if fact.table is not None and fact.value is not None:
            missed = list(misses(fact, tables[fact.table], second))
            result.update(["figures", *(missed or ["right"])])
    return result


def test_the_sample_by_a_second_library(sample: Report, sample_pdf: Path) -> None:
    count = counted(sample, sample_pdf)
    print("\n", sample.file_name, dict(count))
    assert count["figures"] > 600
    assert count["right"] >= LEAST * count["figures"], count


def reports() -> list[str]:
    folder = Path(__file__).resolve().parents[4] / "shared" / "reports"
    return sorted(path.name for path in folder.glob("*.pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("name", reports() or [""])
def test_another_report_by_a_second_library(shared_reports: Path, name: str) -> None:
    try:
        report = read_once(shared_reports / name)
    except NotAReport:
        return  # a template with its blanks
    count = counted(report, shared_reports / name)
    print("\n", name, dict(count))
    assert count["right"] >= LEAST * count["figures"], count
