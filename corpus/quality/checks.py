"""The ingest report: what of a report could not be read, or should not be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.model import Block, Cell, Fact, Identity, Page, ReadingWarning, Table
from corpus.pdf import is_unmapped
from corpus.quality.reading_warnings import reading_warning
from corpus.quality.required import missing_tables
from corpus.text import is_cjk
from corpus.text.numbers import parse_decimal, parse_percentage

LONGEST_FIGURE = 20
"""Characters: a cell of more is no misprinted figure."""

SLANT = 0.5
"""Degrees: on a page turned by so much the lines of a table run into each other."""


def check_reading(
    pages: Sequence[Page],
    tables: Sequence[Table],
    facts: Sequence[Fact],
    identity: Identity,
    library_warnings: int,
    blocks: Sequence[Block] = (),
) -> tuple[ReadingWarning, ...]:
    """All warnings about pages, tables and figures, pages first, in printed order.

    ``blocks`` show which tables are printed, though they hold nothing.
    """
    return (
        *(warning for page in pages for warning in _page_warnings(page)),
        *([reading_warning("library", count=library_warnings)] if library_warnings else []),
        *_table_warnings(tables, facts),
        *missing_tables(tables, identity, blocks),
    )


def _page_warnings(page: Page) -> Iterator[ReadingWarning]:
    printed = [glyph for glyph in page.glyphs if glyph.text.strip()]
    if not printed:
        kind = "image_page" if page.images else "no_text_page" if page.rules else "blank_page"
        yield reading_warning(kind, page.number, images=page.images)
    if sure := [glyph.confidence for glyph in printed if glyph.confidence is not None]:
        mean = f"{sum(sure) / len(sure):.1%}"
        yield reading_warning("recognized_page", page.number, confidence=mean)
    if abs(page.slant) >= SLANT:
        yield reading_warning("slanted_scan", page.number, degrees=abs(page.slant))
    unmapped = sum(map(is_unmapped, printed))
    if unmapped:
        yield reading_warning("unmapped_glyphs", page.number, count=unmapped)
    if page.skewed:
        yield reading_warning("skewed_text", page.number, count=page.skewed)
    if page.rotation % 360:
        yield reading_warning("rotated_page", page.number, degrees=page.rotation)


def _table_warnings(tables: Sequence[Table], facts: Sequence[Fact]) -> Iterator[ReadingWarning]:
    counted = {fact.table for fact in facts if fact.value is not None and fact.unit is None}
    read = {(fact.table, fact.row_index, fact.column_index) for fact in facts}
    for table in tables:
        page = table.places[0].page if table.places else None
        title = table.title or f"表 {table.number}"
        if table.kind == "standard" and table.unit is None and table.number in counted:
            yield reading_warning("no_unit", page, title=title)
        for repaired in table.repaired:
            yield reading_warning("repaired_grid", repaired, title=title)
        for cell in table.cells:
            if (table.number, cell.row, cell.column) not in read and _is_unread(cell):
                yield reading_warning("unread_figure", cell.page, title=title, text=cell.text)


def _is_unread(cell: Cell) -> bool:
    """A cell that looks like a figure, has digits and no words, and is none."""
    if cell.role not in {"figure", "text"} or not any(map(str.isdigit, cell.text)):
        return False
    if len(cell.text) > LONGEST_FIGURE or any(map(is_cjk, cell.text)):
        return False
    return parse_decimal(cell.text) is None and parse_percentage(cell.text) is None
