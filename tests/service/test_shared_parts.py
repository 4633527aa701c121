"""Lists that share a part of their names, money not spent, one item less another, targets reached."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.types import Answer

pytestmark = pytest.mark.slow


def _answers(answer: Answer) -> list[str | None]:
    return [figure.value for figure in answer.figures if figure.role == "answer"]


@pytest.mark.parametrize(
    "question",
    ["政府采购货物、工程、服务各多少", "政府采购的货物、工程和服务分别是多少"],
)
def test_a_list_that_shares_its_head_is_each_of_its_members(
    sample_engine: Engine, question: str
) -> None:
    answer = sample_engine.ask(question)
    each = [
        _answers(sample_engine.ask(f"政府采购{member}支出是多少"))
        for member in ("货物", "工程", "服务")
    ]
    assert _answers(answer) == [value for values in each for value in values]
    assert answer.question == question


def test_members_that_are_items_themselves_stay_what_they_are(sample_engine: Engine) -> None:
    listed = sample_engine.ask("基本支出里的人员经费、公用经费各多少")
    plain = sample_engine.ask("人员经费、公用经费各多少")
    assert set(_answers(plain)) <= set(_answers(listed))


def test_one_item_less_another_is_their_difference(sample_engine: Engine) -> None:
    answer = sample_engine.ask("行政运行减事业运行等于多少")
    assert _derived(answer) == ["629.36 - 44.12"]


@pytest.mark.parametrize("words", ["没花完的钱有多少", "没执行的金额", "结余了多少没用"])
def test_money_not_spent_is_the_budget_less_the_outturn(sample_engine: Engine, words: str) -> None:
    answer = sample_engine.ask(f"对外服务经费{words}")
    assert _derived(answer) == ["187.18 - 187.18"]


def _derived(answer: Answer) -> list[str | None]:
    return [figure.expression for figure in answer.figures if figure.derived]


def test_a_target_is_held_against_what_was_achieved(sample_engine: Engine) -> None:
    answer = sample_engine.ask("社会公众满意度达标了没")
    assert answer.answer.startswith("达到了目标")
    assert {f.measure for f in answer.figures} == {"目标值", "完成值"}
    assert len({f.page for f in answer.figures}) == 1
