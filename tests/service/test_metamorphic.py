"""What has to stay the same, or has to fall silent, whatever the question: no truth is needed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from opencc import OpenCC

from bench.unanswerable.making import make_unanswerable
from index.library import Library
from service.engine import Engine
from service.questionset import read_questions
from service.types import Answer
from tests.service.holes import LibraryWithHoles, printed_at

pytestmark = pytest.mark.slow

QUESTIONS = Path(__file__).parent.parent / "questions" / "sample.jsonl"
KINDS = {"table", "narrative", "calc", "zero"}
PLAIN = [c.question for c in read_questions(QUESTIONS) if c.kind in KINDS and not c.history]


def traditional(question: str) -> str:
    return str(OpenCC("s2t").convert(question))


def full_width(question: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in question)


REWORDINGS: list[Callable[[str], str]] = [
    traditional,
    full_width,
    lambda question: f"您好，请问{question}谢谢！",
    lambda question: f"麻烦帮我查一下，{question}",
    lambda question: question.rstrip("？?") + "呢？",
    lambda question: f"2023年{question}" if "年" not in question else question,
    lambda question: question.replace("是多少", "多少").replace("的金额", ""),
]


def amounts(answer: Answer) -> set[Decimal]:
    """What the answer states: the values of its figures, operands included."""
    return {abs(Decimal(f.value)) for f in answer.figures if f.value is not None}


def answered(answer: Answer) -> list[Decimal]:
    return [Decimal(f.value) for f in answer.figures if f.role == "answer" and f.value]


@pytest.mark.parametrize("number", range(len(REWORDINGS)))
def test_rewording_keeps_the_figures(sample_engine: Engine, number: int) -> None:
    reword = REWORDINGS[number]
    changed = [
        (question, reword(question))
        for question in PLAIN[number % 2 :: 2]
        if answered(sample_engine.ask(question)) != answered(sample_engine.ask(reword(question)))
    ]
    assert not changed


def test_without_the_cited_place_no_other_figure_is_given(sample_library: Library) -> None:
    """Place by place is taken out until nothing answers; at no step does another number appear.

    A share may still be computed, and a budget take an outturn's place: both are left out.
    """
    library = LibraryWithHoles(sample_library)
    engine = Engine(library)
    others = []
    for question in [q for q in PLAIN if "占" not in q and "安排" not in q][::3]:
        library.holes = set()
        first = answer = engine.ask(question)
        while answer.status == "answered":
            before = len(library.holes)
            library.holes |= printed_at(sample_library, answer)
            answer = engine.ask(question)
            if not amounts(answer) <= amounts(first) or len(library.holes) == before:
                others.append((question, answer.answer))
                break
    assert not others


def test_what_nothing_held_answers_is_refused(
    sample_library: Library, sample_engine: Engine
) -> None:
    with sample_library.snapshot() as shelf:
        questions = make_unanswerable(shelf, 200, seed=7)
    assert len({question.kind for question in questions}) == 5
    wrongly = [q.text for q in questions if sample_engine.ask(q.text).status == "answered"]
    assert len(wrongly) <= 0.01 * len(questions), wrongly
