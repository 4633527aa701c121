"""Reconciling: what one report costs after it is read, and how many changed figures it finds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from bench.mutations import SAMPLED, mutate
from bench.rows import Row, cpu_timed
from corpus.model import Report
from corpus.reconcile import reconcile
from corpus.report import read_report

REPEATS = 5
PAGES = 50


def measure(reports: Path) -> list[Row]:
    """The report that comes with the project, for ``make bench``."""
    (pdf,) = reports.glob("*.pdf")
    report = read_report(pdf)
    seconds = median(cpu_timed(lambda: reconcile(report)) for _ in range(REPEATS))
    changes = list(mutate(report, SAMPLED))
    share = 100 * sum(change.found for change in changes) / len(changes)
    pages = f"{len(report.pages)} pages, median of {REPEATS}, processor time"
    return [
        Row("audit, 50 pages", f"{seconds / len(report.pages) * PAGES:.2f} s", "< 1 s", pages),
        Row("changes of one figure found", f"{share:.1f} %", "≥ 95 %", f"{SAMPLED} changes"),
    ]


def audit_seconds(reports: Iterable[Report]) -> tuple[int, float]:
    """(how many reports, seconds of processor time): for a suite of many."""
    count, seconds = 0, 0.0
    for report in reports:
        seconds += cpu_timed(lambda: reconcile(report))  # noqa: B023  (called at once)
        count += 1
    return count, seconds
