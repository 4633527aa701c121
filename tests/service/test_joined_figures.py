"""Words that look like an item, or like a body that is held, and are none."""

from __future__ import annotations

import pytest

from service.answering.asks import plan
from service.answering.unheld import beside_held
from service.understanding.keys import core
from service.understanding.lexicon import Lexicon, build_lexicon
from service.understanding.reading import read_question
from service.understanding.vocabulary import vocabulary


class _Label:
    def __init__(self, number: int, text: str) -> None:
        self.id, self.text, self.codes = number, text, ("30201",)


def _lexicon(*labels: str) -> Lexicon:
    return build_lexicon(vocabulary(), [_Label(n, t) for n, t in enumerate(labels)], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一般公共预算机关运行经费预算支出", "机关运行经费"),
        ("公务接待费支出", "公务接待费"),
        ("收支预算总计", "收入支出预算总计"),
    ],
)
def test_names_that_say_no_more_are_one(one: str, other: str) -> None:
    """The money's own words around a name change nothing."""
    assert core(one) == core(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("公务用车购置费", "公务用车运行维护费"), ("本年支出合计", "本年收入合计")]
)
def test_names_that_differ_stay_two(one: str, other: str) -> None:
    """What is bought and what is run, what comes and what goes."""
    assert core(one) != core(other)


@pytest.mark.parametrize("name", ["基本支出", "支出", "一般公共预算财政拨款支出"])
def test_bare_totals_have_no_core(name: str) -> None:
    """Nothing of their own is left, so they equal nothing."""
    assert core(name) == ""


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("培训费预算比上年多多少", ["增减额"]),
        ("培训费占2023年办公费预算的比重", ["占比"]),
        ("培训费预算多少，比上年增加多少", ["预算数", "增减额"]),
    ],
)
def test_what_is_held_against_is_not_asked(question: str, measures: list[str]) -> None:
    """预算 before 比, or after 占, belongs to the operand."""
    read = read_question(question, _lexicon("培训费", "办公费"), vocabulary())
    asked = [ask.measure.name for ask in plan(read, vocabulary()) if ask.measure]
    assert asked == measures


@pytest.mark.parametrize(
    ("name", "other"),
    [("某某区司法局", True), ("某某区信访办公室", False), ("国库收付中心", False)],
)
def test_another_authority_is_not_the_one_held(name: str, *, other: bool) -> None:
    """A sibling authority that a report mentions has no report; a unit of the body has."""
    assert beside_held(name, ["某某区信访办公室"]) is other
