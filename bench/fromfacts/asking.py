"""Asking the questions, and judging each answer by the figures that it states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bench.fromfacts.making import Question
from bench.fromfacts.targets import Target, amount_of
from service.types import Answer, Figure

Score = Literal["right", "wrong", "missed"]


@dataclass(frozen=True)
class Verdict:
    """How one question went, and why not better."""

    question: Question
    score: Score
    reason: str
    answer: Answer


def judge(question: Question, answer: Answer) -> Verdict:
    """*wrong* states another figure first; *missed* says nothing, too little or not whose."""
    score, reason = _judged(question, answer)
    return Verdict(question, score, reason, answer)


def _judged(question: Question, answer: Answer) -> tuple[Score, str]:
    amounts = {t.amount for t in question.accepted}
    shown = [f for f in answer.figures if f.role == "answer"]
    own = [f for f in shown if f.report == question.target.record.id]
    if question.target.amount is None:
        if answer.status == "answered" and own:
            return "wrong", "空格被答成数字"
        if shown and shown[0].entity == question.target.record.entity:
            return "right", ""  # another report of the entity prints it
        return ("right", "") if answer.status == "not_disclosed" else ("missed", answer.status)
    if answer.status == "ambiguous" and len(answer.choices) > 1:
        return ("right", "") if len(amounts) > 1 else ("missed", "ambiguous")
    if answer.status != "answered" or not shown:
        return "missed", answer.status
    if question.entity_said and not _same_body(shown[0].entity, question.target):
        return "wrong", "别的单位"
    if not own:  # the text and the tables of a body may be two files
        own = [f for f in shown if _same_body(f.entity, question.target)]
    if not own or _amount(own[0]) not in amounts:
        return "wrong", "首个数字不对"
    if question.target.amount not in {_amount(f) for f in own}:
        return "missed", "同样合适的另一数未列出"
    return _well_said(question, answer, own[0])


def _same_body(entity: str, target: Target) -> bool:
    """Whether a report of this entity is the target's, or of the same body under a fuller name."""
    own = target.record.entity
    return entity.endswith(own) or own.endswith(entity)


def _amount(figure: Figure) -> tuple[str, Decimal] | None:
    return amount_of(None if figure.value is None else Decimal(figure.value), figure.unit)


def _well_said(question: Question, answer: Answer, first: Figure) -> tuple[Score, str]:
    """Whose, of which year and in which unit has to stand in the words."""
    text = answer.answer
    for wanted in (first.entity, str(first.year or ""), first.unit or ""):
        if wanted and wanted not in text:
            return "missed", f"答案未说“{wanted}”"
    if question.unit and first.unit != question.unit and f" {question.unit}" not in text:
        return "missed", f"未换算成{question.unit}"
    return "right", ""


def ask_all(questions: Iterable[Question], ask: Callable[[str], Answer]) -> list[Verdict]:
    """Every question, asked without a context."""
    return [judge(question, ask(question.text)) for question in questions]


def tally(
    verdicts: Iterable[Verdict], by: Callable[[Question], str]
) -> list[tuple[str, Counter[str]]]:
    """Scores by a property of the question, in alphabetical order, the sum last."""
    groups: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for verdict in verdicts:
        groups.setdefault(by(verdict.question), Counter())[verdict.score] += 1
        total[verdict.score] += 1
    return [*sorted(groups.items()), ("合计", total)]
