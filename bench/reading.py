"""Parsing without embedding, beside pdfminer's own layout analysis as the floor."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from pdfminer.high_level import extract_pages

from bench.rows import Row, cpu_timed
from corpus.report import read_report

REPEATS = 3


def measure(reports: Path) -> list[Row]:
    """Processor seconds a page, in one process."""
    (pdf,) = reports.glob("*.pdf")
    pages = len(read_report(pdf).pages)  # and imports what parsing needs
    parsing = median(cpu_timed(lambda: read_report(pdf)) for _ in range(REPEATS)) / pages
    floor = median(cpu_timed(lambda: list(extract_pages(pdf))) for _ in range(REPEATS)) / pages
    how = f"{pages} pages, median of {REPEATS}, processor time"
    return [
        Row("parsing, a page and core", f"{parsing:.3f} s", "< 0.25 s", how),
        Row("  pdfminer's layout alone", f"{floor:.3f} s", "", "the floor: no table, no fact"),
    ]
