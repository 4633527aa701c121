"""Where a search puts the sentence that answers: by words, by meaning, and both fused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from bench.rows import Row
from index import Library
from index.protocol import Shelf
from index.recall import measure_recall
from index.records import SearchMode


def measure(data: Path, sought: Path) -> list[Row]:
    """Shares of the queries with the sought text at rank 1, 3 and 5, in all and by kind."""
    lines = sought.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line]
    library = Library.open(data)
    rows = []
    with library.snapshot() as shelf:
        modes = get_args(SearchMode)
        rows += [_row(shelf, f"found among 1 / 3 / 5, {mode}", entries, mode) for mode in modes]
        for kind in dict.fromkeys(entry["kind"] for entry in entries):
            of_kind = [entry for entry in entries if entry["kind"] == kind]
            rows += [
                _row(shelf, f"  {kind}, {mode}", of_kind, mode) for mode in get_args(SearchMode)
            ]
    library.close()
    return rows


def _row(shelf: Shelf, name: str, entries: list[dict[str, str]], mode: SearchMode) -> Row:
    pairs = [(entry["query"], entry["text"]) for entry in entries]
    found = measure_recall(shelf, pairs, mode)
    shares = " / ".join(f"{share:.0%}" for share in (found.at_1, found.at_3, found.at_5))
    return Row(name, shares, "", f"{len(pairs)} queries")
