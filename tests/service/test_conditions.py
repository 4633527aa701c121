"""Conditions on the members of a list: what they bound, and that lists honour them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine import Engine
from service.understanding.conditions import condition_of

VALUES = st.decimals(min_value=0, max_value=10_000, places=2)


@pytest.mark.parametrize(
    ("question", "low", "high", "closed", "unit"),
    [
        ("哪些项目评分低于97分", None, "97", False, "分"),
        ("超过100万的项目", "100", None, False, "万元"),
        ("不低于90%的", "90", None, True, "%"),
        ("50万元以上的项目", "50", None, True, "万元"),
        ("金额在10万到50万之间的", "10", "50", True, "万元"),
        ("得了96分的有哪些", "96", "96", True, "分"),
        ("有没有不及格的", None, "60", False, "分"),
    ],
)
def test_what_a_condition_bounds(
    question: str, low: str | None, high: str | None, closed: bool, unit: str
) -> None:
    found = condition_of(question)
    assert found is not None
    assert (found.low, found.high) == (low and Decimal(low), high and Decimal(high))
    assert (found.closed, found.unit) == (closed, unit)


def test_a_question_without_a_bound_states_none() -> None:
    assert condition_of("项目支出有哪些") is None


@given(VALUES, VALUES)
def test_a_value_is_below_or_not_below(bound: Decimal, value: Decimal) -> None:
    below, rest = condition_of(f"低于{bound}元的"), condition_of(f"不低于{bound}元的")
    assert below is not None
    assert rest is not None
    assert below.holds(value) != rest.holds(value)


@pytest.mark.slow
def test_a_list_holds_what_meets_the_condition_and_nothing_else(sample_engine: Engine) -> None:
    below = sample_engine.ask("有哪些项目评分低于97分")
    others = sample_engine.ask("哪些项目评分不低于97分")
    scores = [[Decimal(f.value or 0) for f in a.figures] for a in (below, others)]
    assert all(score < 97 for score in scores[0])
    assert all(score >= 97 for score in scores[1])
    assert scores[0]
    assert scores[1]
    assert f"{len(scores[0])} 项" in below.answer


@pytest.mark.slow
def test_none_that_meets_it_is_said_to_be_none(sample_engine: Engine) -> None:
    answer = sample_engine.ask("哪些项目评分低于10分")
    assert "有 0 项" in answer.answer
    assert not any(figure.role == "answer" for figure in answer.figures)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["哪家饭店投诉最多", "哪个窗口的投诉最多"])
def test_a_ranking_of_something_else_is_not_of_the_expenditure(
    sample_engine: Engine, question: str
) -> None:
    assert not sample_engine.ask(question).figures
