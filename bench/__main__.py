"""``python -m bench``: run the measurements one after another, print one table."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import answering, audits, commands, pages, reading, retrieval
from bench.rows import Row

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent / "reports"


def main() -> int:
    """Every measurement, in an order in which none warms up the next."""
    began = time.monotonic()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="wenzhang-bench-") as folder:
        data = Path(folder) / "data"
        steps: list[tuple[str, Callable[[], list[Row]]]] = [
            ("first ingest and start", lambda: commands.first_start(REPORTS, data)),
            ("ingest again", lambda: commands.unchanged(REPORTS, data)),
            ("cold ask", lambda: commands.cold_ask(data)),
            ("parsing", lambda: reading.measure(REPORTS)),
            ("auditing", lambda: audits.measure(REPORTS)),
            ("asking over HTTP", lambda: answering.measure(data, HERE / "questions.jsonl")),
            ("pages in a browser", lambda: pages.measure(data)),
            ("retrieval", lambda: retrieval.measure(data, HERE / "passages.jsonl")),
        ]
        for name, measure in steps:
            sys.stderr.write(f"{name} …\n")
            rows += measure()
    _print(rows, time.monotonic() - began)
    return 0


def _print(rows: list[Row], seconds: float) -> None:
    table = Table("measured", "figure", "target", "how", title="Wenzhang bench")
    for row in rows:
        table.add_row(row.name, row.figure, row.target, row.how)
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table)
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    console.print(f"{cores} cores, load {load:.1f} at the end, {seconds:.0f} s in all")
    if load > cores + 1:
        console.print("Other work shared the cores: judge by processor time, or measure again.")


if __name__ == "__main__":
    sys.exit(main())
