"""Everyday words against the reports' own: what covers a question, what counts, what is left out."""

from __future__ import annotations

import pytest

from service.answering.classifiers import classifier_of, without_counts
from service.answering.evidence import parts, word_coverage
from service.engine import Engine
from service.understanding.keys import key


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("铺了多长", "4.6公里", "4.6万元"),
        ("覆盖比例多少", "72.4%", "72.4万元"),
        ("装了几部", "9部", "9人"),
        ("评为几类", "三类", "一家"),
        ("多少队员、多少个组", "12个", "12万元"),
    ],
)
def test_a_number_is_of_the_kind_asked_for(question: str, answer: str, other: str) -> None:
    pattern = classifier_of(question)
    assert pattern is not None
    assert pattern.search(answer)
    assert not pattern.search(other)


def test_what_asks_is_no_word_of_the_subject() -> None:
    assert without_counts("替几位游客找回了背包") == ("替", "游客找回了背包")
    assert "张床" not in parts("张床位")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("厕所", "改造"), "完成户厕改造75户"),
        (("执法检查",), "出动执法人员检查经营单位"),
        (("收支总计",), "收入、支出总计各减少"),
    ],
)
def test_a_sentence_covers_words_said_otherwise(words: tuple[str, ...], sentence: str) -> None:
    assert word_coverage(words, key(sentence)) >= 0.75


def test_another_thing_is_not_covered_by_a_shared_character() -> None:
    assert word_coverage(("校车",), key("公务用车运行维护费")) == 0
    assert word_coverage(("中标单位",), key("高标准农田建设单位")) < 0.75


def test_a_whole_table_is_asked_for_by_what_it_is_of(sample_engine: Engine) -> None:
    answer = sample_engine.ask("三公总共多少钱啊")
    assert answer.status == "answered"
    assert answer.figures[0].table is not None


def test_a_name_in_brackets_is_the_item(sample_engine: Engine) -> None:
    plain = sample_engine.ask("住房公积金多少")
    explained = sample_engine.ask("给大伙攒着买房的钱（住房公积金）有多少")
    assert explained.figures[0].value == plain.figures[0].value


def test_the_builder_is_not_named_by_what_is_built(sample_engine: Engine) -> None:
    assert sample_engine.ask("政务服务外包的中标供应商是谁").status != "answered"
