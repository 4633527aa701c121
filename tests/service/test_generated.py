"""Questions made from the sample's own facts: hardly any missed, next to none answered wrongly."""

from __future__ import annotations

import pytest

from bench.fromfacts.asking import ask_all, tally
from bench.fromfacts.making import make_questions
from service.engine import Engine

pytestmark = pytest.mark.slow

COUNT, SEED = 250, 1


def test_a_report_answers_for_its_own_figures(sample_engine: Engine) -> None:
    with sample_engine._library.snapshot() as shelf:
        questions = make_questions(shelf, COUNT, SEED)
    assert len(questions) >= COUNT - 10
    assert len({question.kind for question in questions}) > 15
    verdicts = ask_all(questions, sample_engine.ask)
    failed = [(v.score, v.reason, v.question.text) for v in verdicts if v.score != "right"]
    assert len(failed) <= 0.01 * len(questions), (failed, tally(verdicts, lambda q: q.kind))
    assert sum(score == "wrong" for score, *_ in failed) <= 0.005 * len(questions), failed


def test_the_same_seed_makes_the_same_questions(sample_engine: Engine) -> None:
    with sample_engine._library.snapshot() as shelf:
        first = [question.text for question in make_questions(shelf, 40, 3)]
        again = [question.text for question in make_questions(shelf, 40, 3)]
    assert first == again
