"""Looking facts up: by label, code, value, place. Every query sees live reports only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from corpus.model import FactSource
from index.amounts import YUAN_PER_UNIT, in_yuan, plain
from index.codec import to_json
from index.factrows import COLUMNS, fact_of
from index.records import FactPage, StoredFact

_FROM = "FROM facts f JOIN reports r ON r.key = f.report AND r.state = 'live'"
_ORDER = "ORDER BY r.key, f.number"
_IN = "IN (SELECT value FROM json_each(?))"


class Filter:
    """Conditions that all hold, with their parameters in order."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    def where(self, condition: str, *parameters: Any) -> Filter:
        """Add one condition; its parameters stand for its question marks."""
        self.conditions.append(condition)
        self.parameters += parameters
        return self

    def among(self, column: str, values: Iterable[Any] | None) -> Filter:
        """Keep rows whose ``column`` is one of ``values``; None keeps all."""
        return self if values is None else self.where(f"{column} {_IN}", to_json(list(values)))

    def equal(self, column: str, value: Any) -> Filter:
        """Keep rows whose ``column`` is ``value``; None keeps all."""
        return self if value is None else self.where(f"{column} = ?", value)

    @property
    def sql(self) -> str:
        """The WHERE clause, empty without a condition."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def _select(
    connection: sqlite3.Connection, filter_: Filter, tail: str = _ORDER
) -> tuple[StoredFact, ...]:
    rows = connection.execute(
        f"SELECT r.id, {COLUMNS} {_FROM} {filter_.sql} {tail}",
        filter_.parameters,
    )
    return tuple(StoredFact(report, fact_of(row)) for report, *row in rows)


def by_label(
    connection: sqlite3.Connection, label_ids: Iterable[int], reports: Iterable[str] | None
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_by_label``."""
    return _select(connection, Filter().among("f.label", label_ids).among("r.id", reports))


def reports_with(
    connection: sqlite3.Connection, label_ids: Iterable[int], code: str | None
) -> frozenset[str]:
    """See ``Shelf.reports_with``."""
    item = Filter().equal("code", code) if code else Filter().among("label", label_ids)
    rows = connection.execute(
        "SELECT id FROM reports WHERE state = 'live' AND key IN "  # noqa: S608
        f"(SELECT report FROM report_labels {item.sql})",
        item.parameters,
    )
    return frozenset(row[0] for row in rows)


def by_code(
    connection: sqlite3.Connection, code: str, reports: Iterable[str] | None
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_by_code``."""
    return _select(connection, Filter().equal("f.code", code).among("r.id", reports))


def by_value(
    connection: sqlite3.Connection,
    value: Decimal,
    unit: str | None,
    reports: Iterable[str] | None,
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_by_value``."""
    if unit is None:
        # Whatever unit the numeral is printed in, the same amount in others as well.
        amounts = {plain(in_yuan(value, money) or value) for money in YUAN_PER_UNIT}
        printed = {
            row[0]
            for row in connection.execute(
                f"SELECT DISTINCT f.yuan {_FROM} WHERE f.plain = ? AND f.yuan IS NOT NULL",
                [plain(value)],
            )
        }
        return _select(
            connection,
            Filter()
            .where(
                f"(f.plain = ? OR f.yuan {_IN})", plain(value), to_json(sorted(amounts & printed))
            )
            .among("r.id", reports),
        )
    if (amount := in_yuan(value, unit)) is not None:
        return by_amount(connection, [amount], reports)
    same = Filter().equal("f.plain", plain(value)).equal("f.unit", unit)
    return _select(connection, same.among("r.id", reports))


def by_amount(
    connection: sqlite3.Connection, amounts_yuan: Iterable[Decimal], reports: Iterable[str] | None
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_by_amount``."""
    wanted = Filter().among("f.yuan", map(plain, amounts_yuan))
    return _select(connection, wanted.among("r.id", reports))


def listing(
    connection: sqlite3.Connection,
    reports: Iterable[str] | None,
    *,
    table: int | None,
    labels: Iterable[int] | None,
    code: str | None,
    year: int | None,
    source: FactSource | None,
    limit: int | None,
    offset: int,
) -> FactPage:
    """See ``Shelf.facts``."""
    wanted = (
        Filter()
        .among("r.id", reports)
        .among("f.label", labels)
        .equal('f."table"', table)
        .equal("f.code", code)
        .equal("f.year", year)
        .equal("f.source", source)
    )
    total = connection.execute(
        f"SELECT count(*) {_FROM} {wanted.sql}",
        wanted.parameters,
    ).fetchone()[0]
    # A negative LIMIT is none at all.
    cut = (
        f"{_ORDER} LIMIT {-1 if limit is None else max(0, int(limit))} OFFSET {max(0, int(offset))}"
    )
    return FactPage(total, _select(connection, wanted, cut))


def of_passage(connection: sqlite3.Connection, report: str, number: int) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_of_passage``."""
    return _select(connection, Filter().equal("r.id", report).equal("f.passage", number))


def of_row(
    connection: sqlite3.Connection, report: str, table: int, row_index: int
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_of_row``."""
    row = Filter().equal("r.id", report).equal('f."table"', table)
    return _select(connection, row.equal("f.row_index", row_index))


def by_number(
    connection: sqlite3.Connection, report: str, numbers: Iterable[int]
) -> tuple[StoredFact, ...]:
    """See ``Shelf.facts_by_number``."""
    return _select(connection, Filter().equal("r.id", report).among("f.number", numbers))
