"""The questions that a person may begin with: each of its own kind, and all of them answered."""

from __future__ import annotations

import pytest

from index import Library
from service.engine import Engine
from service.web.messages import LANGUAGES, message
from service.web.openers import KINDS, Openers


@pytest.fixture(scope="module")
def openers(sample_library: Library) -> Openers:
    return Openers()


def test_each_kind_is_drawn_from_the_report(sample_library: Library, openers: Openers) -> None:
    with sample_library.snapshot() as shelf:
        chosen = openers.of(shelf, None)
        kinds = [one.kind for one in chosen]
        assert kinds == [kind for kind in KINDS if kind in kinds]
        assert len(kinds) >= 5
        assert openers.of(shelf, None) is chosen


def test_what_is_not_answered_is_not_offered() -> None:
    openers = Openers()
    assert openers.answered(None, ["甲", "乙"], "甲".__eq__) == ("甲", "乙")
    openers.checking = True
    assert openers.answered(None, ["甲", "乙"], "甲".__eq__) == ("甲",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_are_answered(
    sample_library: Library, sample_engine: Engine, openers: Openers, language: str
) -> None:
    with sample_library.snapshot() as shelf:
        asked = [
            message(language, f"openers.{one.kind}", {}).format(item=one.item)
            for one in openers.of(shelf, None)
        ]
    answers = {question: sample_engine.ask(question).status for question in asked}
    assert set(answers.values()) == {"answered"}, answers
