"""Reconciling: hundreds of varied reports one by one, and how many changed figures are found."""

from __future__ import annotations

import os
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from bench.mutations import SAMPLED, mutate
from bench.rows import Row, cpu_timed, percentile
from bench.variants import read_variant, variants, write
from corpus.reconcile import reconcile
from corpus.report import read_report

MEGABYTE = 1024 * 1024


def measure(folder: Path, reports: Path, count: int) -> list[Row]:
    """Processor time of the audit alone, after reading; then the sample, changed and changed."""
    files = [write(v, folder, f"{n:03}") for n, v in enumerate(variants(count))]
    with ProcessPoolExecutor(max_workers=len(os.sched_getaffinity(0))) as pool:
        taken = list(pool.map(_seconds, files))
    return [
        Row(
            "audit of one report", f"{median(taken):.2f} s", "< 1 s", f"median of {count}, 46 pages"
        ),
        Row("  the slowest in a hundred", f"{percentile(taken, 0.99):.2f} s", "< 1 s", ""),
        Row(f"audit of {count} reports", f"{sum(taken):.0f} s", "", "processor time of one core"),
        Row(
            "  most memory of one audit", f"{_megabytes(files[0]):.0f} MB", "", "beside the report"
        ),
        _changes(reports),
    ]


def _seconds(file: Path) -> float:
    report = read_variant(file)
    reconcile(report)  # and reads the rules
    return cpu_timed(lambda: reconcile(report))


def _megabytes(file: Path) -> float:
    report = read_variant(file)
    tracemalloc.start()
    reconcile(report)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / MEGABYTE


def _changes(reports: Path) -> Row:
    (pdf,) = reports.glob("*.pdf")
    changes = list(mutate(read_report(pdf), SAMPLED))
    share = 100 * sum(change.found for change in changes) / len(changes)
    return Row("changes of one figure found", f"{share:.1f} %", "≥ 95 %", f"{SAMPLED} changes")
