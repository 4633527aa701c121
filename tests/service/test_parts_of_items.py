"""A part named within an item is held against that item, and a month is no year."""

from __future__ import annotations

import pytest

from service.engine import Engine

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "share"),
    [("住房保障支出里公积金占比", "85.45"), ("行政运行里基本支出占比", "97.45")],
)
def test_a_part_within_an_item_is_a_share_of_that_item(
    sample_engine: Engine, question: str, share: str
) -> None:
    answer = sample_engine.ask(question)
    assert share in [figure.value for figure in answer.figures]


@pytest.mark.parametrize("question", ["2023年9月支出", "9月份差旅费", "11月花了多少"])
def test_a_month_is_not_answered_by_the_year(sample_engine: Engine, question: str) -> None:
    assert sample_engine.ask(question).status == "not_found"
