"""A report becomes rows, and the rows are written as 'staged': there, but not yet seen.

``prepare`` runs where the report is parsed, in a worker process: what it returns is small and
quick to send. ``write`` runs in the one process that writes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Page, Passage, Report
from corpus.reconcile import reconcile
from corpus.text import normalize
from index import audits, codec, factrows, segment
from index.embeddings import LABEL_PROMPT, passage_text, text_hash
from index.pagetext import flatten_glyphs, pack_glyphs
from index.protocol import PROSE
from index.store import transaction

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report as rows without keys; ``labels`` holds the label of each fact, in order."""

    id: str
    sha256: str
    content: str
    report: dict[str, Any]
    pages: tuple[Row, ...]
    tables: tuple[Row, ...]
    passages: tuple[Row, ...]
    facts: tuple[Row, ...]
    labels: tuple[str, ...]
    codes: tuple[str, ...]
    audit: str
    checks: tuple[Row, ...]


def prepare(report: Report) -> Prepared:
    """Turn a report into rows: segmented, packed, its amounts in 元, checked against itself."""
    audit = reconcile(report)
    names = (report.identity.entity, *report.identity.short_names)
    raw_pages = [flatten_glyphs(page.glyphs) for page in report.pages]
    return Prepared(
        id=report.id,
        sha256=report.sha256,
        content=_content(report.pages, raw_pages),
        report={name: _storable(value) for name, value in _report_row(report).items()},
        pages=tuple(
            (page.number, page.width, page.height, page.rotation, pack_glyphs(raw))
            for page, raw in zip(report.pages, raw_pages, strict=True)
        ),
        tables=tuple((t.number, t.standard, *codec.pack_table(t)) for t in report.tables),
        passages=tuple(tuple(map(_storable, _passage_row(p, names))) for p in report.passages),
        facts=tuple(tuple(map(_storable, factrows.row_of(fact))) for fact in report.facts),
        labels=tuple(label_text(fact.item) for fact in report.facts),
        codes=tuple(fact.code or "" for fact in report.facts),
        audit=audits.pack_audit(audit),
        checks=tuple(tuple(map(_storable, row)) for row in audits.check_rows(audit)),
    )


def label_text(item: str) -> str:
    """The form in which item names are one: normalised, an empty one as "(无名)"."""
    return codec.storable(normalize(item)) or "(无名)"


def _storable(value: Any) -> Any:
    return codec.storable(value) if isinstance(value, str) else value


def _content(pages: tuple[Page, ...], raw_pages: list[bytes]) -> str:
    """A digest of every printed character and its place: the same for a file saved again."""
    digest = hashlib.sha256()
    for page, raw in zip(pages, raw_pages, strict=True):
        digest.update(f"{page.width:.2f} {page.height:.2f} {page.rotation} {len(raw)} ".encode())
        digest.update(raw)
    return digest.hexdigest()


def _report_row(report: Report) -> dict[str, Any]:
    identity = report.identity
    return {
        "id": report.id,
        "sha256": report.sha256,
        "state": "staged",
        "file_name": report.file_name,
        "title": identity.title,
        "entity": identity.entity,
        "year": identity.year,
        "kind": identity.kind,
        "short_names": codec.to_json(identity.short_names),
        "place": codec.to_json(identity.place),
        "published": identity.published,
        "sections": codec.pack_sections(report.sections),
        "warnings": codec.pack_warnings(report.warnings),
        "pages": len(report.pages),
        "tables": len(report.tables),
        "facts": len(report.facts),
        "passages": len(report.passages),
        "warning_count": len(report.warnings),
    }


def _passage_row(passage: Passage, names: Sequence[str]) -> Row:
    text = passage.text
    heading = passage.section[-1] if passage.section else None
    embedded = passage.kind in PROSE
    return (
        passage.number,
        passage.kind,
        text,
        codec.to_json(passage.section),
        normalize("\n".join(passage.section)),
        passage.table,
        codec.pack_spans(passage.spans),
        " ".join(segment.words(text)),
        " ".join(segment.bigrams(text)),
        text_hash(passage_text(heading, text, names), "passage") if embedded else None,
        passage.confidence,
    )


def write(connection: sqlite3.Connection, prepared: Prepared) -> int:
    """Write the report as staged, in one transaction; returns its key."""
    with transaction(connection):
        fields = {**prepared.report, "content": prepared.content}
        key = connection.execute(
            f"INSERT INTO reports ({', '.join(fields)}) "  # noqa: S608 - the names above
            f"VALUES ({', '.join('?' * len(fields))})",
            list(fields.values()),
        ).lastrowid
        assert key is not None, "an INSERT gives a rowid"
        _write_rows(connection, "pages", key, prepared.pages)
        _write_rows(connection, "tables", key, prepared.tables)
        _write_rows(connection, "passages", key, prepared.passages, key_column=True)
        _write_facts(connection, key, prepared)
        _write_rows(connection, "audits", key, ((prepared.audit,),))
        _write_rows(connection, "checks", key, prepared.checks)
    return key


def _write_rows(
    connection: sqlite3.Connection,
    table: str,
    key: int,
    rows: tuple[Row, ...],
    *,
    key_column: bool = False,
) -> None:
    """``rows`` hold the columns that follow ``report`` in schema.sql, in its order."""
    if rows:
        marks = ", ".join(["NULL"] * key_column + ["?"] * (len(rows[0]) + 1))
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - a table's name
            ((key, *row) for row in rows),
        )


def _write_facts(connection: sqlite3.Connection, key: int, prepared: Prepared) -> None:
    names = sorted(set(prepared.labels))
    connection.executemany(
        "INSERT OR IGNORE INTO labels (text, vector) VALUES (?, ?)",
        ((name, text_hash(name, LABEL_PROMPT)) for name in names),
    )
    ids = dict(
        connection.execute(
            "SELECT text, id FROM labels WHERE text IN (SELECT value FROM json_each(?))",
            [codec.to_json(names)],
        )
    )
    connection.executemany(
        factrows.INSERT,
        (
            (key, ids[label], *row)
            for label, row in zip(prepared.labels, prepared.facts, strict=True)
        ),
    )
    counts = Counter(zip(prepared.labels, prepared.codes, strict=True))
    connection.executemany(
        "INSERT INTO report_labels (report, label, code, facts) VALUES (?, ?, ?, ?)",
        ((key, ids[label], code, facts) for (label, code), facts in counts.items()),
    )
