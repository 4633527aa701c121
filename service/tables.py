"""One table as JSON, CSV and HTML, as printed: a merged cell's text stands in its first field."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from service.links import box_tuple, page_url

if TYPE_CHECKING:
    from corpus.model import Box, Cell, Table

BYTE_ORDER_MARK = "\ufeff"
"""Excel takes CSV for the system's legacy encoding without it."""

NARROW = 2
"""Characters of a head over a code's 类, 款 and 项, or over a column's number."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def grid(table: Table) -> list[list[str]]:
    """``row_count`` × ``column_count`` texts."""
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell as HTML wants it: ``scope`` is None for a td, else that of its th.

    ``kind`` is what is set apart in looks: "narrow" is a head of a character or two. ``address``
    shows where a figure is printed, None for everything else.
    """

    text: str
    scope: Literal["col", "colgroup", "row"] | None
    row_span: int
    column_span: int
    kind: Literal["number", "code", "narrow"] | None
    address: str | None


def html_rows(table: Table, report: str) -> tuple[list[list[HtmlCell]], list[list[HtmlCell]]]:
    """(head rows, body rows), each cell once, where its span begins."""
    rows: list[list[HtmlCell]] = [[] for _ in range(table.row_count)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(_html_cell(cell, cell.row < table.header_rows, report))
    return rows[: table.header_rows], rows[table.header_rows :]


def _html_cell(cell: Cell, in_head: bool, report: str) -> HtmlCell:
    scope: Literal["col", "colgroup", "row"] | None = None
    if in_head:
        scope = "colgroup" if cell.column_span > 1 else "col"
    elif cell.role == "label":
        scope = "row"
    kind = _kind(cell, in_head)
    figure = cell.ink if kind == "number" else None
    address = page_url(report, cell.page, [box_tuple(figure)]) if figure else None
    return HtmlCell(cell.text, scope, cell.row_span, cell.column_span, kind, address)


def _kind(cell: Cell, in_head: bool) -> Literal["number", "code", "narrow"] | None:
    if cell.role == "figure":
        return "number"
    if cell.role == "code":
        return "code"
    return "narrow" if in_head and len(cell.text) <= NARROW else None


def table_to_json(report: str, table: Table) -> dict[str, Any]:
    """Everything that is known of a table, cells with their places included."""
    rows = grid(table)
    return {
        "report": report,
        "number": table.number,
        "code": table.code,
        "title": table.title,
        "unit": table.unit,
        "kind": table.kind,
        "subject": table.subject,
        "entity": table.entity,
        "section": list(table.section),
        "pages": list(dict.fromkeys(place.page for place in table.places)),
        "places": [{"page": place.page, "box": box_to_json(place.box)} for place in table.places],
        "header_rows": rows[: table.header_rows],
        "rows": rows[table.header_rows :],
        "cells": [_cell_to_json(cell) for cell in table.cells],
        "notes": list(table.notes),
        "formulas": [formula.printed for formula in table.formulas],
    }


def _cell_to_json(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "role": cell.role,
        "page": cell.page,
        "box": box_to_json(cell.box),
        "ink": box_to_json(cell.ink) if cell.ink else None,
    }


def box_to_json(box: Box) -> list[float]:
    """``[x0, top, x1, bottom]``."""
    return [box.x0, box.top, box.x1, box.bottom]


def table_to_csv(table: Table) -> str:
    """Head and rows, for Excel: with a byte order mark, and no text that would be a formula."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    csv.writer(buffer).writerows([_inert(text) for text in row] for row in grid(table))
    return buffer.getvalue()


def _inert(text: str) -> str:
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(",", "").replace(".", "", 1).rstrip("%").isdecimal()
