"""Many reports held together: their ingest, one more added to them, and asking among them.

``python -m bench.many FOLDER DATA`` (a process of its own, so that its memory can be told) ingests
a folder of variants and prints what that took as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.rows import Row, cpu_of_children, percentile, timed
from bench.server import Server
from bench.variants import read_variant, variants, write
from index import Progress, ingest
from service.questionset import Case, read_questions

ROUNDS = 2
NAMED = "蔡甸区行政审批局2023年"
"""Written in front of a question: one of the reports held."""


def main(folder: str, data: str) -> int:
    """Ingest the variants, told as {"seconds", "pages", "reports", "own", "largest"} (megabytes)."""
    pages = [0]

    def tell(progress: Progress) -> None:
        pages[0] = progress.pages

    began = time.perf_counter()
    result = ingest([Path(folder)], Path(data), reader=read_variant, progress=tell)
    told = {
        "seconds": time.perf_counter() - began,
        "pages": pages[0],
        "reports": result.reports,
        "own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "largest": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _run(folder: Path, data: Path) -> tuple[dict[str, Any], float]:
    """What ``main`` tells, and processor seconds of it and its children."""
    told: list[dict[str, Any]] = []

    def run() -> None:
        command = [sys.executable, "-m", "bench.many", str(folder), str(data)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told.append(json.loads(done.stdout))

    spent = cpu_of_children(run)
    return told[0], spent


def measure(data: Path, folder: Path, questions: Path, count: int) -> list[Row]:
    """``data`` holds the sample; the variants make it ``count`` reports, and one more is added."""
    *first, last = variants(count)
    for number, variant in enumerate(first, start=1):
        write(variant, folder / "first", f"{number:04}")
    built, spent = _run(folder / "first", data)
    new = len(first)
    rows = [
        Row(
            f"ingest of {new} reports",
            f"{built['seconds']:.0f} s",
            "",
            f"{built['pages']} pages, {spent / new:.1f} s of processor time each, embedding included",
        ),
        Row("  most memory, main process", f"{built['own']:.0f} MB", "< 1500 MB", "resident"),
        Row("  most memory, one reading child", f"{built['largest']:.0f} MB", "", "resident"),
    ]
    rows += _added(replace(last, reworded=False), folder / "again", data, "a year's report more")
    rows += _added(replace(last, reworded=True), folder / "new", data, "all of its prose new")
    return rows + asking(data, questions)


def _added(variant: Any, folder: Path, data: Path, what: str) -> list[Row]:
    write(variant, folder, "last")
    built, spent = _run(folder, data)
    name = f"one report into {built['reports'] - 1}"
    how = f"{what}; {spent:.1f} s of processor time, all cores"
    return [Row(name, f"{built['seconds']:.1f} s", "", how)]


def asking(data: Path, questions: Path) -> list[Row]:
    """The same questions, of no report in particular and of one that they name."""
    cases = read_questions(questions)
    with Server(data) as server:
        held = server.reports()
        rows = [
            Row(f"start until /readyz, {held} reports", f"{server.seconds_to_ready:.1f} s"),
            Row(
                f"first question, {held} reports",
                f"{1000 * timed(lambda: server.ask('差旅费多少')):.0f} ms",
            ),
        ]
        server.ask("为什么开展绩效评价")
        for name, opening in (("none named", ""), ("one named", NAMED)):
            rounds = [[_ask(server, case, opening) for case in cases] for _ in range(ROUNDS)]
            for share, target in ((0.5, "< 40 ms"), (0.95, "< 100 ms")):
                figure = median(percentile(asked, share) for asked in rounds)
                rows.append(
                    Row(
                        f"ask, {held} reports, {name}: p{share * 100:.0f}",
                        f"{1000 * figure:.0f} ms",
                        target,
                        f"{len(cases)} questions, {ROUNDS} rounds over HTTP",
                    )
                )
        resident = server.resident_megabytes()
        rows.append(
            Row(
                f"memory of one worker, {held} reports",
                f"{resident:.0f} MB",
                "< 900 MB",
                "resident",
            )
        )
    return rows


def _ask(server: Server, case: Case, opening: str) -> float:
    context = None
    for number, question in enumerate(case.history):
        context = server.ask(question if number else opening + question, context)["context"]
    last = case.question if case.history else opening + case.question
    return timed(lambda: server.ask(last, context))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
