"""Real reports: the findings that are really there, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Report
from corpus.reconcile import Audit, Finding, reconcile
from tests.corpus.read_once import read_once


@pytest.fixture(scope="session")
def audit(sample: Report) -> Audit:
    return reconcile(sample)


def said(audit: Audit, severity: str) -> list[Finding]:
    return [finding for finding in audit.findings if finding.severity == severity]


def test_the_sample_has_two_errors(audit: Audit) -> None:
    errors = {finding.rule: finding for finding in said(audit, "error")}
    assert set(errors) == {"completion-rate", "score-above-weight"}
    assert str(errors["completion-rate"].printed) == "72.10"
    assert str(errors["score-above-weight"].printed) == "15"


def test_the_sample_has_three_differences_of_a_cent(audit: Audit) -> None:
    pairs = {(str(f.printed), str(f.expected)) for f in said(audit, "rounding")}
    assert {("1612.17", "1612.16"), ("47.46", "47.45"), ("3114.46", "3114.47")} <= pairs
    assert all(abs(finding.difference or 0) <= 0.01 for finding in said(audit, "rounding"))


def test_the_sample_has_doubtful_statements(audit: Audit) -> None:
    doubts = {finding.rule for finding in said(audit, "warning")}
    assert doubts == {
        "template-left", "percent-sign", "indicator-conflict", "entity-name", "part-above-whole",
        "misprinted-amount",
    }  # fmt: skip


def test_a_finding_rests_on_facts_or_on_places(audit: Audit, sample: Report) -> None:
    numbers = {fact.number for fact in sample.facts}
    for finding in audit.findings:
        assert finding.facts or finding.places
        assert set(finding.facts) <= numbers


def test_figures_know_what_they_differ_from(audit: Audit, sample: Report) -> None:
    (fact,) = [f for f in sample.facts if f.printed.startswith("1612.17")]
    checks = {check.rule: check for check in audit.checks if check.fact == fact.number}
    assert checks["narrative-vs-form"].status == "rounding"
    assert "1,612.16" in checks["narrative-vs-form"].detail


def test_planted_differences_are_found(shared_reports: Path) -> None:
    (original,) = shared_reports.glob("*财政局2024年度部门决算.pdf")
    (altered,) = shared_reports.glob("*财政局2024年度部门决算（改动样本）.pdf")
    known = {(f.rule, f.message) for f in reconcile(read_once(original)).findings}
    fresh = [
        finding.rule
        for finding in reconcile(read_once(altered)).findings
        if finding.severity in ("error", "warning") and (finding.rule, finding.message) not in known
    ]
    assert fresh.count("compared-words") == 3
    planted = {
        "placeholder", "report-year", "as-of-date", "missing-table", "explanation-total",
        "told-but-blank",
    }  # fmt: skip
    assert planted <= set(fresh)


def test_budgets_that_add_up_raise_no_error(shared_reports: Path) -> None:
    for path in shared_reports.glob("*商务委员会2025年部门预算.pdf"):
        assert not [f for f in reconcile(read_once(path)).findings if f.severity == "error"]
