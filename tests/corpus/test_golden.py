"""What is read out of the sample report, line by line.

After a change that is meant: ``pytest tests/corpus --regenerate-golden``, and read the difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Box, Fact, Report

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
FACT_COLUMNS = (
    "page", "box", "source", "value", "unit", "printed", "item", "code", "row", "column",
    "measure", "basis", "base", "direction", "subject", "year", "table", "passage", "flags",
)  # fmt: skip


def facts(report: Report) -> Iterator[str]:
    """A header and one line a fact, tab-separated."""
    yield "\t".join(FACT_COLUMNS)
    for fact in report.facts:
        yield "\t".join(_cell(fact, column) for column in FACT_COLUMNS)


def _cell(fact: Fact, column: str) -> str:
    value = getattr(fact, column)
    if isinstance(value, Box):
        return " ".join(f"{edge:.1f}" for edge in (value.x0, value.top, value.x1, value.bottom))
    if isinstance(value, tuple):
        return " / ".join(value)
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")


def outline(report: Report) -> Iterator[str]:
    """Headings indented by level, each with its page; then the tables."""
    for section in report.sections:
        yield f"{'  ' * (section.level - 1)}{section.title}  (p. {section.page})"
    for table in report.tables:
        pages = "-".join(str(place.page) for place in table.places)
        size = f"{table.row_count} × {table.column_count}"
        name = f"{table.code or ''} {table.title}".strip()
        yield f"[{table.number}] {name}  {table.unit}  {size}  (p. {pages})"


def passages(report: Report) -> Iterator[str]:
    """One JSON object a passage, with the page of each of its lines."""
    for passage in report.passages:
        record = {
            "number": passage.number,
            "kind": passage.kind,
            "table": passage.table,
            "section": passage.section,
            "pages": [place.page for place in passage.places()],
            "text": passage.text,
        }
        yield json.dumps(record, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("facts.tsv", facts), ("outline.txt", outline), ("passages.jsonl", passages)],
)
def test_sample_reads_as_before(
    sample: Report,
    name: str,
    lines: Callable[[Report], Iterator[str]],
    pytestconfig: pytest.Config,
) -> None:
    path, now = GOLDEN / name, list(lines(sample))
    if pytestconfig.getoption("--regenerate-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(now) + "\n", encoding="utf-8")
    assert now == path.read_text(encoding="utf-8").splitlines()


def test_golden_files_are_compared_not_renewed(pytestconfig: pytest.Config) -> None:
    """Fails in a run that renews them, so that no such run counts as a test."""
    assert not pytestconfig.getoption("--regenerate-golden", default=False)
