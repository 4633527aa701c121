"""A 科目编码 asked for by what it is leads to its item, an amount to where it is printed."""

from __future__ import annotations

import pytest

from service.engine import Engine

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("question", ["2080505是哪一笔", "2080505是什么", "2080505是什么费用"])
def test_a_code_is_answered_by_its_item(sample_engine: Engine, question: str) -> None:
    answer = sample_engine.ask(question)
    assert answer.status == "answered"
    assert "养老保险" in answer.answer


def test_money_beside_half_of_the_words_is_not_given(sample_engine: Engine) -> None:
    answer = sample_engine.ask("退休人员的钱一年要多少")
    assert not answer.figures
