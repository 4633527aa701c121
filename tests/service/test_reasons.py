"""Why: a reason is of the thing asked, or it is none."""

from __future__ import annotations

import pytest

from service.answering.reasons import _blank, _given
from service.engine import Engine


@pytest.mark.slow
@pytest.mark.parametrize(
    "question", ["外包为什么花这么多钱", "为什么要花1612万搞外包", "食堂为什么花了这么多"]
)
def test_the_reason_of_the_total_is_not_given_for_something_else(
    sample_engine: Engine, question: str
) -> None:
    assert sample_engine.ask(question).status != "answered"


@pytest.mark.slow
def test_without_a_printed_reason_the_places_that_speak_of_the_item_are_cited(
    sample_engine: Engine,
) -> None:
    answer = sample_engine.ask("政务服务外包经费为什么这么高")
    assert answer.status == "not_found"
    assert answer.citations
    assert all("外包经费" in citation.text for citation in answer.citations)


@pytest.mark.slow
def test_a_reason_against_the_direction_asked_is_said_to_be_one(sample_engine: Engine) -> None:
    answer = sample_engine.ask("为什么本年支出增加了")
    assert any(note.kind == "premise" for note in answer.notes)
    agreeing = sample_engine.ask("为什么本年支出减少了")
    assert not any(note.kind == "premise" for note in agreeing.notes)


@pytest.mark.parametrize(
    ("text", "changed", "given"),
    [
        ("比上年减少3万元，主要原因是厉行节约。", True, True),
        ("比上年减少3万元，主要是车辆报废。", True, True),
        ("其他收入3万元，主要是培训收入。", False, False),
        ("比上年减少3万元，主要原因是XXXX。", True, False),
        ("比上年减少3万元，主要原因：", True, False),
        ("因公出国（境）费3万元。", False, False),
    ],
)
def test_what_leads_to_a_reason(text: str, changed: bool, given: bool) -> None:
    assert _given(text, 0, changed) is given
    assert _blank(text, 0, changed) is (not given and "原因" in text)
