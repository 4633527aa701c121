"""Asked as people talk: hedges and dialect, the kind of department, English beside the name."""

from __future__ import annotations

import pytest

from service.answering.classifiers import classified
from service.engine import Engine

pytestmark = pytest.mark.slow

SAME = [
    ("办公费多少", "老百姓想问问，办公费好多"),
    ("办公费多少", "办公费使咗几多"),
    ("邮电费多少", "审批局邮电费推算一下"),
    ("差旅费多少", "business travel (差旅费)?"),
    ("公务接待费多少", "How much was public reception?"),
]


@pytest.mark.parametrize(("plain", "spoken"), SAME)
def test_ways_of_talking_ask_for_the_same_figure(
    sample_engine: Engine, plain: str, spoken: str
) -> None:
    wanted, got = sample_engine.ask(plain), sample_engine.ask(spoken)
    assert got.status == wanted.status == "answered", got.answer
    assert {f.value for f in got.figures} == {f.value for f in wanted.figures}


@pytest.mark.parametrize("question", ["白菜今天多少钱一斤", "彩票中了多少"])
def test_talk_of_something_else_stays_out_of_scope(sample_engine: Engine, question: str) -> None:
    assert sample_engine.ask(question).status == "out_of_scope"


def test_places_that_print_one_item_are_held_against_each_other(sample_engine: Engine) -> None:
    answer = sample_engine.ask("本年支出合计各处一致吗")
    assert answer.status == "answered"
    assert "一致" in answer.answer
    assert any(figure.role == "answer" for figure in answer.figures)


def test_a_count_is_of_what_its_classifier_counts() -> None:
    assert classified("人", "万人")
    assert classified("名", "人")
    assert not classified("项", "个")
