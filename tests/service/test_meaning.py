"""Questions in words that the report does not print: answered near in meaning, told so, or refused."""

from __future__ import annotations

import re

import pytest

from service.engine import Engine
from service.english import in_english

pytestmark = pytest.mark.slow


def test_a_count_is_not_answered_by_money(sample_engine: Engine) -> None:
    counted = sample_engine.ask("一共培训了几名窗口人员")
    assert counted.status == "answered"
    assert {figure.unit for figure in counted.figures} == {"名"}
    paid = sample_engine.ask("窗口人员的经费多少")
    assert paid.status == "answered"
    assert {figure.unit for figure in paid.figures} == {"万元"}


@pytest.mark.parametrize("question", ["政务大厅的中标单位叫什么", "大厅一天能烤几只鸭子"])
def test_what_no_sentence_says_is_refused(sample_engine: Engine, question: str) -> None:
    assert sample_engine.ask(question).status in {"not_found", "out_of_scope"}


def test_everyday_words_find_the_sentence_and_say_that_they_are_not_its_own(
    sample_engine: Engine,
) -> None:
    answer = sample_engine.ask("云上踏勘做了几次")
    assert answer.status == "answered"
    assert any("勘验" in citation.text for citation in answer.citations)
    remarks = [note.text for note in answer.notes if "意思最接近" in note.text]
    assert remarks
    assert not re.search("[\u4e00-\u9fff]", re.sub("“[^”]*”", "", in_english(remarks[0])))


def test_a_subject_of_its_own_drops_the_item_before(sample_engine: Engine) -> None:
    before = sample_engine.ask("差旅费多少").context.to_json()
    assert sample_engine.ask("云上踏勘做了几次", before).context.item is None
    assert sample_engine.ask("换成元", before).context.item == before["item"]
