"""``python -m bench.fromfacts DATA``: thousands of questions over the reports held in a data folder."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.fromfacts.asking import Verdict, ask_all, tally
from bench.fromfacts.making import make_questions
from index import Library
from service.engine import Engine


def main() -> None:
    """Ask, print the scores by kind of question, kind of table and report, and what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.fromfacts")
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=40, help="how many failures to print")
    args = parser.parse_args()
    library = Library.open(args.data)
    engine = Engine(library)
    with library.snapshot() as shelf:
        questions = make_questions(shelf, args.count, args.seed)
    verdicts = ask_all(questions, engine.ask)
    console = Console(width=150)
    _failures(verdicts, args.show, console)
    _print("问法", tally(verdicts, lambda q: q.kind), console)
    _print("表", tally(verdicts, lambda q: q.target.table_kind), console)
    _print("报告", tally(verdicts, lambda q: q.target.record.title), console)


def _failures(verdicts: list[Verdict], count: int, console: Console) -> None:
    failed = sorted(
        (v for v in verdicts if v.score != "right"), key=lambda v: v.score, reverse=True
    )
    for verdict in failed[:count]:
        fact = verdict.question.target.fact
        console.print(
            f"{verdict.score} [{verdict.question.kind}/{verdict.question.target.table_kind}] "
            f"{verdict.question.text}\n    {verdict.reason}；应为 {fact.printed}（{fact.item}，{fact.measure}，"
            f"{fact.basis}，第 {fact.page} 页）\n    {verdict.answer.status}：{verdict.answer.answer[:200]}",
            markup=False,
            highlight=False,
        )


def _print(name: str, rows: list[tuple[str, Counter[str]]], console: Console) -> None:
    table = Table(name, "题数", "right", "wrong", "missed", "正确率")
    for label, counts in rows:
        total = counts.total()
        numbers = (total, counts["right"], counts["wrong"], counts["missed"])
        table.add_row(label, *map(str, numbers), f"{counts['right'] / total:.1%}" if total else "")
    console.print(table)


if __name__ == "__main__":
    main()
