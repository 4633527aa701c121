"""A fact as a row of the table ``facts`` and back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from corpus.model import Box, Fact
from index.amounts import in_yuan, plain
from index.codec import strings, to_json

_READ = (
    "number", "source", "item", "row", "code", "column", "measure", "basis", "base", "direction",
    "subject", "value", "printed", "unit", "year", "page", "x0", "top", "x1", "bottom", "table",
    "row_index", "column_index", "passage", "start", "end", "flags", "confidence",
)  # fmt: skip
_WRITTEN = ("report", "label", *_READ, "plain", "yuan")

COLUMNS = ", ".join(f'f."{name}"' for name in _READ)
"""What ``fact_of`` reads, of the table ``facts`` under the name ``f``."""

INSERT = (
    "INSERT INTO facts ("  # noqa: S608 - the names above
    + ", ".join(f'"{name}"' for name in _WRITTEN)
    + f") VALUES ({', '.join('?' * len(_WRITTEN))})"
)
"""Takes the report's key, the label's id and then ``row_of``."""


def row_of(fact: Fact) -> tuple[Any, ...]:
    """Everything of a fact but the report and the label."""
    value = fact.value
    amount = None if value is None else in_yuan(value, fact.unit)
    box = fact.box
    return (
        fact.number, fact.source, fact.item, to_json(fact.row), fact.code, to_json(fact.column),
        fact.measure, fact.basis, fact.base, fact.direction, fact.subject,
        None if value is None else f"{value:f}", fact.printed, fact.unit, fact.year, fact.page,
        box.x0, box.top, box.x1, box.bottom, fact.table, fact.row_index, fact.column_index,
        fact.passage, fact.start, fact.end, to_json(fact.flags), fact.confidence,
        None if value is None else plain(value), None if amount is None else plain(amount),
    )  # fmt: skip


def fact_of(row: Sequence[Any]) -> Fact:
    """From the ``COLUMNS``."""
    (
        number, source, item, path, code, column, measure, basis, base, direction, subject, value,
        printed, unit, year, page, x0, top, x1, bottom, table,
        row_index, column_index, passage, start, end, flags, confidence,
    ) = row  # fmt: skip
    return Fact(
        number,
        source,
        item,
        strings(path),
        code,
        strings(column),
        measure,
        basis,
        base,
        direction,
        subject,
        None if value is None else Decimal(value),
        printed,
        unit,
        year,
        page,
        Box(x0, top, x1, bottom),
        table,
        row_index,
        column_index,
        passage,
        start,
        end,
        strings(flags),
        confidence,
    )
