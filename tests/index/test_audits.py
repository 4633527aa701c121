"""What reconciling gave comes back from storage as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reconcile import Audit, reconcile
from index import Library
from tests.index.reports import read_report


@pytest.fixture
def audit(pdfs: Path) -> Audit:
    return reconcile(read_report(next(pdfs.glob("*.pdf"))))


def held_id(library: Library) -> str:
    with library.snapshot() as shelf:
        return shelf.reports()[0].id


def test_an_audit_is_stored_with_its_report(library: Library, audit: Audit) -> None:
    with library.snapshot() as shelf:
        report = held_id(library)
        assert shelf.audit_summary(report) == audit.summary
        assert shelf.unchecked(report) == audit.skipped
        assert shelf.findings(report) == audit.findings


def test_checks_of_a_figure_are_found_by_its_number(library: Library, audit: Audit) -> None:
    wanted = {check.fact for check in audit.checks[:2]}
    assert wanted
    with library.snapshot() as shelf:
        report = held_id(library)
        found = shelf.checks(report, wanted)
        facts = shelf.facts_by_number(report, wanted)
    assert found == tuple(check for check in audit.checks if check.fact in wanted)
    assert {stored.fact.number for stored in facts} == wanted
