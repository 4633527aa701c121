"""Reading one report's parts: records, outline, tables, passages, pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from corpus.model import ReadingWarning, Section, Table
from index import codec
from index.errors import UnknownPage, UnknownPassage, UnknownReport, UnknownTable
from index.records import Label, PageSize, ReportRecord, StoredPassage, TableHead

_RECORD = (
    "id, sha256, file_name, title, entity, short_names, place, year, kind, published, "
    "pages, tables, facts, passages, warning_count"
)
PASSAGE = 'p.number, p.kind, p.text, p.section, p.spans, p."table", p.confidence'
"""What ``codec.unpack_passage`` reads, of the table ``passages`` under the name ``p``."""


def read_reports(connection: sqlite3.Connection) -> dict[str, tuple[int, ReportRecord]]:
    """id → (key, record) of every live report, by entity, year and kind."""
    rows = connection.execute(
        f"SELECT key, {_RECORD} FROM reports WHERE state = 'live' "  # noqa: S608
        "ORDER BY entity, year, kind, key"
    )
    return {row[1]: (row[0], _record(row[1:])) for row in rows}


def _record(row: Sequence[Any]) -> ReportRecord:
    id_, sha256, file_name, title, entity, short_names, place, *rest = row
    names, places = codec.strings(short_names), codec.strings(place)
    return ReportRecord(id_, sha256, file_name, title, entity, names, places, *rest)


def read_labels(connection: sqlite3.Connection) -> tuple[Label, ...]:
    """Every label that a live report has a fact of."""
    rows = connection.execute(
        "SELECT id, text, fact_count, codes FROM labels WHERE fact_count > 0 ORDER BY id"
    )
    return tuple(
        Label(id_, text, count, codec.strings(codes) if codes != "[]" else ())
        for id_, text, count, codes in rows
    )


def read_standards(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """id → the standard tables (keys of ``tables.toml``) that the report holds."""
    rows = connection.execute(
        "SELECT r.id, json_group_array(t.standard) FROM tables t JOIN reports r "
        "ON r.key = t.report AND r.state = 'live' WHERE t.standard IS NOT NULL GROUP BY r.id"
    )
    return {id_: frozenset(codec.strings(names)) for id_, names in rows}


def read_ranges(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """id → first and last key of the report's passages, which nothing else stands between."""
    rows = connection.execute(
        "SELECT r.id, min(p.key), max(p.key) FROM reports r JOIN passages p ON p.report = r.key "
        "WHERE r.state = 'live' GROUP BY r.key HAVING max(p.key) - min(p.key) + 1 = count(*)"
    )
    return {id_: (first, last) for id_, first, last in rows}


def sections(connection: sqlite3.Connection, key: int) -> tuple[Section, ...]:
    """See ``Shelf.sections``."""
    row = connection.execute("SELECT sections FROM reports WHERE key = ?", [key]).fetchone()
    return codec.unpack_sections(row[0])


def warnings(connection: sqlite3.Connection, key: int) -> tuple[ReadingWarning, ...]:
    """What reading the report gave warning of."""
    row = connection.execute("SELECT warnings FROM reports WHERE key = ?", [key]).fetchone()
    return codec.unpack_warnings(row[0])


def tables(connection: sqlite3.Connection, key: int) -> tuple[TableHead, ...]:
    """See ``Shelf.tables``."""
    rows = connection.execute("SELECT head FROM tables WHERE report = ? ORDER BY number", [key])
    return tuple(codec.unpack_head(row[0]) for row in rows)


def table(connection: sqlite3.Connection, key: int, report_id: str, number: int) -> Table:
    """See ``Shelf.table``."""
    row = connection.execute(
        "SELECT head, body FROM tables WHERE report = ? AND number = ?", [key, number]
    ).fetchone()
    if row is None:
        raise UnknownTable(f"报告 {report_id} 没有第 {number} 张表")
    return codec.unpack_table(*row)


def passages(connection: sqlite3.Connection, key: int, report_id: str) -> tuple[StoredPassage, ...]:
    """See ``Shelf.passages``."""
    rows = connection.execute(
        f"SELECT {PASSAGE} FROM passages p WHERE report = ? ORDER BY number",  # noqa: S608
        [key],
    )
    return tuple(StoredPassage(report_id, codec.unpack_passage(row)) for row in rows)


def passage(connection: sqlite3.Connection, key: int, report_id: str, number: int) -> StoredPassage:
    """See ``Shelf.passage``."""
    row = connection.execute(
        f"SELECT {PASSAGE} FROM passages p WHERE report = ? AND number = ?",  # noqa: S608
        [key, number],
    ).fetchone()
    if row is None:
        raise UnknownPassage(f"报告 {report_id} 没有编号为 {number} 的段落")
    return StoredPassage(report_id, codec.unpack_passage(row))


def page(connection: sqlite3.Connection, key: int, report_id: str, number: int) -> PageSize:
    """See ``Shelf.page``."""
    row = connection.execute(
        "SELECT number, width, height, rotation FROM pages WHERE report = ? AND number = ?",
        [key, number],
    ).fetchone()
    if row is None:
        raise UnknownPage(f"报告 {report_id} 没有第 {number} 页")
    return PageSize(*row)


def glyphs(connection: sqlite3.Connection, key: int, report_id: str, number: int) -> bytes:
    """The packed glyphs of a page (``index.pagetext``)."""
    row = connection.execute(
        "SELECT glyphs FROM pages WHERE report = ? AND number = ?", [key, number]
    ).fetchone()
    if row is None:
        raise UnknownPage(f"报告 {report_id} 没有第 {number} 页")
    return bytes(row[0])


def unknown_report(report_id: str) -> UnknownReport:
    """The error for an id that is not held."""
    return UnknownReport(f"没有收录编号为 {report_id} 的报告")
