"""Questions over HTTP: how long an answer takes, how many are right, what a worker holds."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench.rows import Row, percentile, timed
from bench.server import Server
from service.questionset import Case, read_questions

ROUNDS = 3
# Asked first and not measured: they load the encoder and the vocabulary.
WARM_UP = ("为什么开展绩效评价", "差旅费多少", "部门的主要职责有哪些")


def measure(data: Path, questions: Path) -> list[Row]:
    """The set as it comes first (every question new to the service), then again."""
    cases = read_questions(questions)
    with Server(data) as server:
        first = timed(lambda: server.ask(WARM_UP[0]))
        for question in WARM_UP[1:]:
            server.ask(question)
        rounds = [[_ask(server, case) for case in cases] for _ in range(ROUNDS)]
        resident = server.resident_megabytes()
    new, again = rounds[0], rounds[1:]
    expected = sum(status == case.status for case, (_, status) in zip(cases, new, strict=True))
    how = f"{len(cases)} questions, {ROUNDS - 1} rounds"
    return [
        Row(
            "first question of all", f"{1000 * first:.0f} ms", "", "about prose: loads the encoder"
        ),
        Row("ask over HTTP, new: p50", _ms(new, 0.5), "", "each question for the first time"),
        Row("ask over HTTP, new: p95", _ms(new, 0.95), "", ""),
        Row("ask over HTTP, warm: p50", _middle(again, 0.5), "< 40 ms", how),
        Row("ask over HTTP, warm: p95", _middle(again, 0.95), "< 100 ms", "median of the rounds"),
        Row("answers of the expected status", f"{expected}/{len(cases)}", "", questions.name),
        Row("memory of one worker", f"{resident:.0f} MB", "< 900 MB", "resident, after these"),
    ]


def _ask(server: Server, case: Case) -> tuple[float, str]:
    """Seconds of the last question of a case, and its status."""
    context = None
    for question in case.history:
        context = server.ask(question, context)["context"]
    answer: dict[str, object] = {}
    seconds = timed(lambda: answer.update(server.ask(case.question, context)))
    return seconds, str(answer.get("status", "error"))


def _ms(asked: list[tuple[float, str]], share: float) -> str:
    return f"{1000 * percentile([seconds for seconds, _ in asked], share):.0f} ms"


def _middle(rounds: list[list[tuple[float, str]]], share: float) -> str:
    of = [percentile([seconds for seconds, _ in asked], share) for asked in rounds]
    return f"{1000 * median(of):.0f} ms"
