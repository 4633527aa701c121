"""A slot that a person changed outranks the words of the question."""

from __future__ import annotations

from typing import Any

import pytest

from service.engine import Engine
from service.types import Answer

QUESTION = "2023年行政审批局行政运行的基本支出是多少"


def ask(engine: Engine, **slots: Any) -> Answer:
    return engine.ask(QUESTION, {**slots, "edited": list(slots)})


def first(answer: Answer) -> str | None:
    return next((f.value for f in answer.figures if f.role == "answer"), None)


def test_an_edited_slot_reads_like_the_question_that_names_it(sample_engine: Engine) -> None:
    for slots, question in [
        ({"basis": "项目支出"}, "2023年行政运行的项目支出是多少"),
        ({"basis": None}, "2023年行政运行是多少"),
        ({"item": "住房公积金"}, "2023年住房公积金的基本支出是多少"),
    ]:
        edited, asked = ask(sample_engine, **slots), sample_engine.ask(question)
        assert edited.status == "answered"
        assert first(edited) == first(asked), slots


@pytest.mark.parametrize(
    "slots", [{"year": 1999}, {"entity": "月球区教育局"}, {"item": "会飞的自行车"}]
)
def test_what_is_not_held_is_refused(sample_engine: Engine, slots: dict[str, Any]) -> None:
    assert ask(sample_engine, **slots).status == "not_found"


def test_an_emptied_slot_is_open(sample_engine: Engine) -> None:
    assert first(ask(sample_engine, year=None)) == first(sample_engine.ask(QUESTION))
    assert first(ask(sample_engine, entity=None)) == first(sample_engine.ask(QUESTION))


def test_an_edit_is_for_one_question(sample_engine: Engine) -> None:
    context = ask(sample_engine, basis="项目支出").context
    assert context.edited == ()
    assert "edited" not in context.to_json()
