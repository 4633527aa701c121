"""What reconciling a report gave: stored with it, read as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from decimal import Decimal
from typing import Any

from corpus.model import Box, Place
from corpus.reconcile import Audit, Check, Claim, Finding, Skipped, Standing, Summary
from index.codec import pack_box, to_json
from index.errors import IndexCorrupt

CheckRow = tuple[int, str, str, str]


def pack_audit(audit: Audit) -> str:
    """All but the checks, as JSON."""
    return to_json(
        {
            "summary": astuple(audit.summary),
            "findings": [_pack_finding(finding) for finding in audit.findings],
            "skipped": [[each.rule, each.reason] for each in audit.skipped],
            "standings": [[s.quantity, s.fact, str(s.yuan), str(s.step)] for s in audit.standings],
            "claims": [
                [c.quantity, c.fact, c.present, str(c.yuan), str(c.step), c.shown]
                for c in audit.claims
            ],
        }
    )


def check_rows(audit: Audit) -> tuple[CheckRow, ...]:
    """The figures' checks as rows of schema.sql."""
    return tuple((c.fact, c.rule, c.status, c.detail) for c in audit.checks)


def _pack_finding(finding: Finding) -> list[Any]:
    return [
        finding.rule,
        finding.severity,
        finding.message,
        _text(finding.expected),
        _text(finding.printed),
        finding.unit,
        finding.facts,
        [[place.page, *pack_box(place.box)] for place in finding.places],
        finding.quote,
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _body(connection: sqlite3.Connection, key: int) -> dict[str, Any]:
    row = connection.execute("SELECT body FROM audits WHERE report = ?", [key]).fetchone()
    if row is None:
        raise IndexCorrupt("报告缺少勾稽结果")
    body: dict[str, Any] = json.loads(row[0])
    return body


def _part(connection: sqlite3.Connection, key: int, name: str) -> list[Any]:
    """One list of the body, without reading the others: asked for with every figure shown."""
    row = connection.execute(
        "SELECT json_extract(body, ?) FROM audits WHERE report = ?", [f"$.{name}", key]
    ).fetchone()
    if row is None:
        raise IndexCorrupt("报告缺少勾稽结果")
    part: list[Any] = json.loads(row[0])
    return part


def summary(connection: sqlite3.Connection, key: int) -> Summary:
    """See ``Shelf.audit_summary``."""
    return Summary(*_body(connection, key)["summary"])


def skipped(connection: sqlite3.Connection, key: int) -> tuple[Skipped, ...]:
    """See ``Shelf.unchecked``."""
    return tuple(Skipped(rule, reason) for rule, reason in _body(connection, key)["skipped"])


def standings(connection: sqlite3.Connection, key: int) -> tuple[Standing, ...]:
    """See ``Shelf.standings``."""
    return tuple(
        Standing(quantity, fact, Decimal(yuan), Decimal(step))
        for quantity, fact, yuan, step in _part(connection, key, "standings")
    )


def claims(connection: sqlite3.Connection, key: int) -> tuple[Claim, ...]:
    """See ``Shelf.claims``."""
    return tuple(
        Claim(quantity, fact, present, Decimal(yuan), Decimal(step), shown)
        for quantity, fact, present, yuan, step, shown in _part(connection, key, "claims")
    )


def findings(connection: sqlite3.Connection, key: int) -> tuple[Finding, ...]:
    """See ``Shelf.findings``."""
    return tuple(map(_unpack_finding, _body(connection, key)["findings"]))


def _unpack_finding(row: list[Any]) -> Finding:
    rule, severity, message, expected, printed, unit, facts, places, quote = row
    return Finding(
        rule,
        severity,
        message,
        None if expected is None else Decimal(expected),
        None if printed is None else Decimal(printed),
        unit,
        tuple(facts),
        tuple(Place(page, Box(*box)) for page, *box in places),
        quote,
    )


def checks(connection: sqlite3.Connection, key: int, facts: Iterable[int]) -> tuple[Check, ...]:
    """See ``Shelf.checks``."""
    rows = connection.execute(
        "SELECT fact, rule, status, detail FROM checks WHERE report = ? "
        "AND fact IN (SELECT value FROM json_each(?)) ORDER BY fact, rowid",
        [key, to_json(sorted(set(facts)))],
    )
    return tuple(Check(*row) for row in rows)
