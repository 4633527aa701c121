"""``python -m bench.unanswerable DATA``: how many questions are answered that had to be refused."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.unanswerable.making import make_unanswerable
from index import Library
from service.engine import Engine


def main() -> None:
    """Ask, print the statuses by kind of question, and every question that was answered."""
    parser = argparse.ArgumentParser(prog="python -m bench.unanswerable")
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=60, help="how many answers to print")
    args = parser.parse_args()
    library = Library.open(args.data)
    engine = Engine(library)
    console = Console(width=150)
    statuses: dict[str, Counter[str]] = {}
    with library.snapshot() as shelf:
        questions = make_unanswerable(shelf, args.count, args.seed)
    shown = 0
    for question in questions:
        answer = engine.ask(question.text)
        for group in (question.kind, "合计"):
            statuses.setdefault(group, Counter())[answer.status] += 1
        if answer.status == "answered" and shown < args.show:
            shown += 1
            line = f"[{question.kind}] {question.text}\n    {answer.answer[:160]}"
            console.print(line, markup=False, highlight=False)
    console.print(_table(statuses))


def _table(statuses: dict[str, Counter[str]]) -> Table:
    columns = ("answered", "not_disclosed", "ambiguous", "not_found", "out_of_scope", "help")
    table = Table("换掉的", "题数", *columns, "答了的比例")
    for kind, counts in sorted(statuses.items(), key=lambda entry: entry[0] == "合计"):
        numbers = [str(counts[column]) for column in columns]
        share = f"{counts['answered'] / counts.total():.2%}"
        table.add_row(kind, str(counts.total()), *numbers, share)
    return table


if __name__ == "__main__":
    main()
