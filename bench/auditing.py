"""Reconciling: the reports of the bench one by one, and what a thousand would take."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench.rows import Row, cpu_timed
from bench.variants import read_variant, variants, write
from corpus.reconcile import reconcile

REPORTS = 20


def measure(folder: Path) -> list[Row]:
    """Processor time of the audit alone, after reading."""
    files = [write(v, folder, f"{n:02}") for n, v in enumerate(variants(REPORTS))]
    reports = [read_variant(file) for file in files]
    reconcile(reports[0])  # and reads the rules
    taken = [cpu_timed(lambda report=report: reconcile(report)) for report in reports]  # type: ignore[misc]
    return [
        Row("audit of one report", f"{median(taken):.2f} s", "< 1 s", f"median of {REPORTS}"),
        Row(
            "audit of 1,000 reports",
            f"{sum(taken) / REPORTS * 1000:.0f} s",
            "",
            f"from {REPORTS} of 46 pages, processor time of one core",
        ),
    ]
