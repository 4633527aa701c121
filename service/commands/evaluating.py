"""``eval``: ask question sets and print the scores by kind."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from service.console import Console
from service.evaluate import Evaluation, Verdict, evaluate
from service.opening import open_engine, open_library
from service.questionset import Case, read_questions
from service.settings import Settings
from service.types import Answer

NEGATIVE = 1
ANSWER_LIMIT = 10


def evaluate_file(args: Namespace, settings: Settings, console: Console) -> int:
    """Exit code 1 when the share of right answers is below ``--min``."""
    cases = [case for path in args.files for case in read_questions(path)]
    engine = open_engine(open_library(settings), settings)

    def ask(question: str, context: Mapping[str, Any] | None) -> Answer:
        return engine.ask(question, context, None, ANSWER_LIMIT)

    evaluation = Evaluation(tuple(_counted(evaluate(cases, ask), cases, console)))
    if args.json:
        console.emit(evaluation.to_json())
    else:
        _print(evaluation, console)
    return NEGATIVE if args.min is not None and evaluation.share_right < args.min else 0


def _counted(verdicts: Iterator[Verdict], cases: list[Case], console: Console) -> Iterator[Verdict]:
    """A running count for whoever waits at a terminal."""
    for number, verdict in enumerate(verdicts, start=1):
        if console.err.isatty():
            console.err.write(f"\r{number}/{len(cases)}" + "\n" * (number == len(cases)))
            console.err.flush()
        yield verdict


def _print(evaluation: Evaluation, console: Console) -> None:
    for verdict in evaluation.verdicts:
        if verdict.score != "right":
            case = verdict.case
            console.line(f"{verdict.score:<7}{case.id}　{case.question}")
            console.line(f"       {'；'.join(verdict.reasons)}")
            console.line(f"       {verdict.status}：{verdict.answer}")
    heads = ("类别", "题数", "right", "wrong", "missed", "正确率")
    rows = [_row(kind, evaluation.counts(kind)) for kind in evaluation.kinds()]
    console.table(heads, [*rows, _row("合计", evaluation.counts())], right=heads[1:])


def _row(name: str, counts: dict[str, int]) -> tuple[object, ...]:
    total = sum(counts.values())
    share = counts["right"] / total if total else 0.0
    return name, total, counts["right"], counts["wrong"], counts["missed"], f"{share:.1%}"
