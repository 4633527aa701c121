"""What reconciling gave comes back from storage as it was."""

from __future__ import annotations

from corpus import Report
from corpus.reconcile import reconcile
from index import Library


def test_an_audit_is_stored_with_its_report(library: Library, report: Report) -> None:
    audit = reconcile(report)
    with library.snapshot() as shelf:
        assert shelf.audit_summary(report.id) == audit.summary
        assert shelf.unchecked(report.id) == audit.skipped
        assert [f.facts for f in shelf.findings(report.id)] == [f.facts for f in audit.findings]
        assert [f.message for f in shelf.findings(report.id)] == [f.message for f in audit.findings]


def test_checks_of_a_figure_are_found_by_its_number(library: Library, report: Report) -> None:
    audit = reconcile(report)
    wanted = {audit.checks[0].fact, audit.checks[-1].fact}
    with library.snapshot() as shelf:
        found = shelf.checks(report.id, wanted)
        assert found == tuple(check for check in audit.checks if check.fact in wanted)
        facts = shelf.facts_by_number(report.id, wanted)
    assert {stored.fact.number for stored in facts} == wanted
