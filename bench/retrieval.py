"""Where a search puts the sentence that answers: by words, by meaning, and both fused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from bench.rows import Row
from index import Library
from index.recall import measure_recall
from index.records import SearchMode


def measure(data: Path, sought: Path) -> list[Row]:
    """Shares of the queries with the sought text at rank 1, 3 and 5."""
    lines = sought.read_text(encoding="utf-8").splitlines()
    pairs = [(entry["query"], entry["text"]) for entry in map(json.loads, filter(None, lines))]
    library = Library.open(data)
    rows = []
    with library.snapshot() as shelf:
        for mode in get_args(SearchMode):
            found = measure_recall(shelf, pairs, mode)
            shares = " / ".join(f"{share:.0%}" for share in (found.at_1, found.at_3, found.at_5))
            rows.append(Row(f"found among 1 / 3 / 5, {mode}", shares, "", f"{len(pairs)} queries"))
    library.close()
    return rows
