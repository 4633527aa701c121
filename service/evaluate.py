"""How an answer is judged against what a question set expects.

An answer is *right* when its status and every expectation hold, *wrong* when a person would have
been misled (a false first figure, or an answer where there was none to give), and *missed*
otherwise. The rules are the contract's, and the only ones.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from corpus.text import normalize
from service.questionset import Case
from service.types import Answer, Figure

Score = Literal["right", "wrong", "missed"]
Ask = Callable[[str, Mapping[str, Any] | None], Answer]

NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
CITATION_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question went; ``reasons`` name every expectation that does not hold."""

    case: Case
    score: Score
    reasons: tuple[str, ...]
    answer: str
    status: str
    took_ms: float

    def to_json(self) -> dict[str, Any]:
        """The question with what was answered and why that is not right."""
        return {
            "id": self.case.id,
            "kind": self.case.kind,
            "question": self.case.question,
            "score": self.score,
            "expected_status": self.case.status,
            "status": self.status,
            "answer": self.answer,
            "reasons": list(self.reasons),
            "took_ms": round(self.took_ms, 1),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The verdicts over one or more sets."""

    verdicts: tuple[Verdict, ...]

    def counts(self, kind: str | None = None) -> dict[str, int]:
        """How many were right, wrong and missed, of one kind or of all."""
        seen = Counter(v.score for v in self.verdicts if kind in (None, v.case.kind))
        return {score: seen[score] for score in get_args(Score)}

    def kinds(self) -> tuple[str, ...]:
        """The kinds in the order of the set."""
        return tuple(dict.fromkeys(v.case.kind for v in self.verdicts))

    @property
    def share_right(self) -> float:
        """Right answers over all questions; 1.0 for an empty set would hide it, so 0.0."""
        return self.counts()["right"] / len(self.verdicts) if self.verdicts else 0.0

    def to_json(self) -> dict[str, Any]:
        """Totals, scores by kind, and every question that was not right."""
        return {
            "total": len(self.verdicts),
            **self.counts(),
            "share_right": round(self.share_right, 4),
            "kinds": {
                kind: {"total": sum(counts.values()), **counts}
                for kind in self.kinds()
                for counts in [self.counts(kind)]
            },
            "not_right": [v.to_json() for v in self.verdicts if v.score != "right"],
        }


def evaluate(cases: Iterable[Case], ask: Ask) -> Iterator[Verdict]:
    """Ask every question in order and judge it; ``took_ms`` is the last question's alone."""
    for case in cases:
        context: Mapping[str, Any] | None = None
        for earlier in case.history:
            context = ask(earlier, context).context.to_json()
        start = time.perf_counter()
        answer = ask(case.question, context)
        yield judge(case, answer, (time.perf_counter() - start) * 1000)


def judge(case: Case, answer: Answer, took_ms: float = 0.0) -> Verdict:
    """Compare one answer with what was expected."""
    reasons = tuple(_unmet(case, answer))
    return Verdict(
        case=case,
        score=_score(case, answer, reasons),
        reasons=reasons,
        answer=answer.answer,
        status=answer.status,
        took_ms=took_ms,
    )


def _score(case: Case, answer: Answer, reasons: tuple[str, ...]) -> Score:
    if not reasons or _answers_each_reading(case, answer, reasons):
        return "right"
    if answer.status != "answered":
        return "missed"
    had_to_be_refused = case.status != "answered"
    return "wrong" if had_to_be_refused or _first_figure_is_wrong(case, answer) else "missed"


def _answers_each_reading(case: Case, answer: Answer, reasons: tuple[str, ...]) -> bool:
    """An ambiguous question may be answered for each reading, when the set says what they are."""
    return (
        case.status == "ambiguous"
        and answer.status == "answered"
        and bool(case.expect.values)
        and len(reasons) == 1  # only the status differs
    )


def _first_figure_is_wrong(case: Case, answer: Answer) -> bool:
    figures = _answer_figures(answer)
    if not figures or not case.expect.values:
        return False
    expected = {Decimal(value) for value in case.expect.values}
    first = figures[0]
    elsewhere = case.expect.report is not None and first.entity != case.expect.report
    return elsewhere or _decimal(first.value) not in expected


def _unmet(case: Case, answer: Answer) -> Iterator[str]:
    expect = case.expect
    if answer.status != case.status:
        yield f"状态应为 {case.status}，实为 {answer.status}"
    for value in expect.values:
        if not _states(answer, value):
            yield f"缺少数值 {value}"
    for words in expect.cite:
        if not any(_bare(words) in _bare(citation.text) for citation in answer.citations):
            yield f"未引用“{words}”"
    for words in expect.mention:
        if _bare(words) not in _bare(answer.answer):
            yield f"答案未提及“{words}”"
    if expect.report is not None and _entity(answer) != expect.report:
        yield f"应出自 {expect.report}，实为 {_entity(answer)}"


def _states(answer: Answer, value: str) -> bool:
    """Among the answer's figures, or, for a count (a whole number), in the answer's words."""
    wanted = Decimal(value)
    if any(_decimal(figure.value) == wanted for figure in _answer_figures(answer)):
        return True
    return "." not in value and wanted in _numbers(answer.answer)


def _numbers(text: str) -> set[Decimal]:
    plain = CITATION_MARK.sub(" ", unicodedata.normalize("NFKC", text))
    return {Decimal(match.replace(",", "")) for match in NUMBER.findall(plain)}


def _answer_figures(answer: Answer) -> list[Figure]:
    return [figure for figure in answer.figures if figure.role == "answer"]


def _entity(answer: Answer) -> str | None:
    """Whose report the first answer figure comes from, or else the first citation."""
    figures = _answer_figures(answer)
    if figures:
        return figures[0].entity
    return answer.citations[0].entity if answer.citations else None


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _bare(text: str) -> str:
    """What is compared: reports print radicals where an expectation is typed in characters."""
    return "".join(normalize(text).split())
