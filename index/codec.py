"""The parts of a report as JSON and back; bulky ones compressed.

JSON rather than pickle: a data folder may come from elsewhere, and reading it must not run it.
Coordinates are kept to the hundredth of a point, as they are read.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.model import (
    Box,
    Cell,
    Formula,
    Line,
    Passage,
    Place,
    ReadingWarning,
    Section,
    Span,
    Table,
)
from index.records import TableHead


def to_json(value: Any) -> str:
    """Compact JSON that any database takes."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def storable(text: str) -> str:
    """The text with lone surrogates, which broken fonts give, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def compress(value: Any) -> bytes:
    """Compact JSON under zlib."""
    return zlib.compress(to_json(value).encode("utf-8"), 6)


def decompress(blob: bytes) -> Any:
    """What ``compress`` was given, tuples as lists."""
    return json.loads(zlib.decompress(blob))


def strings(text: str) -> tuple[str, ...]:
    """A JSON list of strings."""
    return tuple(json.loads(text))


def pack_box(box: Box) -> list[float]:
    """[x0, top, x1, bottom], to the hundredth of a point."""
    return [round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)]


def unpack_box(values: Sequence[float]) -> Box:
    """The other way."""
    x0, top, x1, bottom = values
    return Box(x0, top, x1, bottom)


def _pack_place(place: Place) -> list[Any]:
    return [place.page, *pack_box(place.box)]


def _unpack_place(values: Sequence[Any]) -> Place:
    return Place(values[0], unpack_box(values[1:]))


def pack_sections(sections: Iterable[Section]) -> str:
    """The outline as JSON."""
    return to_json([[s.title, s.level, s.path, s.page, *pack_box(s.box)] for s in sections])


def unpack_sections(text: str) -> tuple[Section, ...]:
    """The other way."""
    return tuple(
        Section(title, level, tuple(path), page, unpack_box(box))
        for title, level, path, page, *box in json.loads(text)
    )


def pack_warnings(warnings: Iterable[ReadingWarning]) -> str:
    """The ingest report as JSON."""
    return to_json([[w.kind, w.message, w.page] for w in warnings])


def unpack_warnings(text: str) -> tuple[ReadingWarning, ...]:
    """The other way."""
    return tuple(ReadingWarning(*values) for values in json.loads(text))


def pack_spans(spans: Iterable[Span]) -> bytes:
    """Where a passage's lines are printed."""
    return compress([[s.start, s.end, s.page, *pack_box(s.box)] for s in spans])


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    """The other way."""
    return tuple(
        Span(start, end, page, unpack_box(box)) for start, end, page, *box in decompress(blob)
    )


def unpack_passage(row: Sequence[Any]) -> Passage:
    """From the columns number, kind, text, section, spans, table, confidence."""
    number, kind, text, section, spans, table, confidence = row
    return Passage(number, kind, text, strings(section), unpack_spans(spans), table, confidence)


_HEAD = (
    "number", "code", "title", "unit", "kind", "standard", "subject", "entity",
    "row_count", "column_count", "notes",
)  # fmt: skip


def pack_table(table: Table) -> tuple[str, bytes]:
    """A table as (head, body): what a listing shows, and the cells.

    Not kept: each character's place within a cell or caption line. Facts have boxes of their
    own, and every glyph is stored with its page.
    """
    head = {name: getattr(table, name) for name in _HEAD}
    head["places"] = [_pack_place(place) for place in table.places]
    head["section"] = table.section
    formulas = [
        [f.axis, f.total, f.parts, f.printed, f.page, pack_box(f.box)] for f in table.formulas
    ]
    cells = [_pack_cell(cell) for cell in table.cells]
    caption = [[line.page, line.text, pack_box(line.box), line.size] for line in table.caption]
    body = {
        "header_rows": table.header_rows,
        "formulas": formulas,
        "cells": cells,
        "caption": caption,
        "repaired": table.repaired,
    }
    return to_json(head), compress(body)


def unpack_head(text: str) -> TableHead:
    """A table without its cells."""
    head = json.loads(text)
    head["notes"] = tuple(head["notes"])
    head["places"] = tuple(_unpack_place(place) for place in head["places"])
    head["section"] = tuple(head["section"])
    return TableHead(**head)


def unpack_table(head_text: str, blob: bytes) -> Table:
    """A whole table."""
    head, body = unpack_head(head_text), decompress(blob)
    return Table(
        **{name: getattr(head, name) for name in _HEAD},
        places=head.places,
        section=head.section,
        header_rows=body["header_rows"],
        cells=tuple(_unpack_cell(values) for values in body["cells"]),
        formulas=tuple(_unpack_formula(values) for values in body["formulas"]),
        caption=tuple(
            Line(page, text, unpack_box(box), (), size) for page, text, box, size in body["caption"]
        ),
        repaired=tuple(body["repaired"]),
    )


def _pack_cell(cell: Cell) -> list[Any]:
    ink = None if cell.ink is None else pack_box(cell.ink)
    return [
        cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.role, cell.page,
        pack_box(cell.box), ink,
    ]  # fmt: skip


def _unpack_cell(values: Sequence[Any]) -> Cell:
    row, column, row_span, column_span, text, role, page, box, ink = values
    area, printed = unpack_box(box), None if ink is None else unpack_box(ink)
    return Cell(row, column, row_span, column_span, text, role, page, area, printed)


def _unpack_formula(values: Sequence[Any]) -> Formula:
    axis, total, parts, printed, page, box = values
    signed = tuple((sign, number) for sign, number in parts)
    return Formula(axis, total, signed, printed, page, unpack_box(box))
