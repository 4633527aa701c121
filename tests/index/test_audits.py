"""What reconciling gave comes back from storage as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.reconcile import Audit, reconcile
from index import IngestResult, Library
from tests.index.reports import FakeEncoder, read_report, report_file

ITEMS = {"教育支出": "1.00", "科学技术支出": "2.00", "本年支出合计": "3.10"}


@pytest.fixture
def pdf(pdfs: Path) -> Path:
    return report_file(pdfs, items=ITEMS, standard="收入支出决算总表")


@pytest.fixture
def audit(pdf: Path) -> Audit:
    """A sum that does not hold."""
    return reconcile(read_report(pdf))


@pytest.fixture
def audited(
    pdf: Path, data_dir: Path, encoder: FakeEncoder, add: Callable[..., IngestResult]
) -> Library:
    add([pdf])
    return Library.open(data_dir, encoder)


def test_an_audit_is_stored_with_its_report(audited: Library, audit: Audit) -> None:
    assert audit.findings
    with audited.snapshot() as shelf:
        report = shelf.reports()[0].id
        assert shelf.audit_summary(report) == audit.summary
        assert shelf.unchecked(report) == audit.skipped
        assert shelf.findings(report) == audit.findings


def test_checks_of_a_figure_are_found_by_its_number(audited: Library, audit: Audit) -> None:
    wanted = {check.fact for check in audit.checks[:2]}
    assert wanted
    with audited.snapshot() as shelf:
        report = shelf.reports()[0].id
        found = shelf.checks(report, wanted)
        facts = shelf.facts_by_number(report, wanted)
    assert found == tuple(check for check in audit.checks if check.fact in wanted)
    assert {stored.fact.number for stored in facts} == wanted


def test_what_other_years_are_held_against_is_stored(audited: Library, audit: Audit) -> None:
    assert audit.standings
    with audited.snapshot() as shelf:
        report = shelf.reports()[0].id
        assert shelf.standings(report) == audit.standings
        assert shelf.claims(report) == audit.claims
