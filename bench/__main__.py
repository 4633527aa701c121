"""``python -m bench``: run the measurements one after another, print one table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import answering, auditing, commands, many, reading, retrieval
from bench.rows import Row

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent / "reports"


NEEDS_DATA = {"unchanged", "cold", "ask", "retrieval", "many"}


def main() -> int:
    """Every measurement, or those named, in an order in which none warms up the next."""
    began = time.monotonic()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="wenzhang-bench-") as folder:
        data, variants = Path(folder) / "data", Path(folder) / "variants"
        questions, sought = HERE / "questions.jsonl", HERE / "passages.jsonl"
        steps: dict[str, Callable[[], list[Row]]] = {
            "start": lambda: commands.first_start(REPORTS, data),
            "unchanged": lambda: commands.unchanged(REPORTS, data),
            "cold": lambda: commands.cold_ask(data),
            "parse": lambda: reading.measure(REPORTS),
            "ask": lambda: answering.measure(data, questions),
            "retrieval": lambda: retrieval.measure(data, sought),
            "audit": lambda: auditing.measure(variants / "audit", REPORTS, options.reports),
            "many": lambda: many.measure(data, variants, questions, options.reports),
        }
        options = _options(list(steps))
        chosen = set(options.parts or steps)
        if chosen & NEEDS_DATA:
            chosen.add("start")
        for name, measure in steps.items():
            if name in chosen:
                sys.stderr.write(f"{name} …\n")
                rows += measure()
    _print(rows, time.monotonic() - began)
    return 0


def _options(parts: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}")
    parser.add_argument(
        "--reports", type=int, default=200, help="audited, and held in the part many"
    )
    options = parser.parse_args()
    if unknown := set(options.parts) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


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
