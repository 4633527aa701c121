"""An amount named in the question is traced; a follow-up's short word is the item's sibling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answering.tracing import names_amount
from service.engine import Engine
from service.types import Answer, Context
from service.understanding.followups import sibling_mention
from service.understanding.lexicon import Lexicon, build_lexicon
from service.understanding.query import Mention
from service.understanding.reading import read_question
from service.understanding.vocabulary import vocabulary

pytestmark = pytest.mark.slow


def _values(answer: Answer) -> list[Decimal]:
    return [Decimal(f.value) for f in answer.figures if f.role == "answer" and f.value]


@pytest.mark.parametrize(
    "form",
    ["{}是什么", "{} 是哪项", "{}指的是什么", "{}对应的是什么", "{}是哪个单位的什么支出", "{}"],
)
def test_an_amount_leads_to_its_places(sample_engine: Engine, form: str) -> None:
    """Whatever the words around it, the places that print it are the answer."""
    printed = next(f for f in sample_engine.facts("办公费").facts if f.value and f.unit == "万元")
    asked = form.format(f"{printed.printed}万元")
    answer = sample_engine.ask(asked)
    assert answer.context.operation == "trace"
    assert Decimal(str(printed.value)) in _values(answer)


@pytest.mark.parametrize(
    "question", ["超过100.5万元的支出有哪些", "办公费是12.30万元吗", "2019年", "换成万元是多少"]
)
def test_a_number_beside_something_else_is_not_traced(question: str) -> None:
    """A limit, a claim to be checked, a year and a unit are no amounts to look for."""
    assert not names_amount(read_question(question, _lexicon("办公费"), vocabulary()))


class _Label:
    def __init__(self, number: int, text: str) -> None:
        self.id, self.text, self.codes = number, text, ("30201",)


def _lexicon(*labels: str) -> Lexicon:
    return build_lexicon(vocabulary(), [_Label(n, t) for n, t in enumerate(labels)], [])


@pytest.mark.parametrize("question", ["服务呢", "那服务部分呢？", "服务的呢", "那服务支出呢"])
def test_a_short_word_names_the_sibling(question: str) -> None:
    """ "服务呢" after 政府采购货物支出 is 政府采购服务支出, not the same figure again."""
    lexicon = _lexicon("政府采购货物支出", "政府采购服务支出", "政府采购支出")
    old = (Mention("政府采购货物支出", "context", (0,), 1.0, 0, 0),)
    found = sibling_mention(
        read_question(question, lexicon, vocabulary()), old, lexicon, vocabulary()
    )
    assert found is not None
    assert found.labels == (1,)


def test_a_short_word_names_the_part() -> None:
    """ "货物呢" after the whole purchase is its part."""
    lexicon = _lexicon("政府采购支出总额", "政府采购货物支出")
    old = (Mention("政府采购支出总额", "context", (0,), 1.0, 0, 0),)
    read = read_question("货物呢", lexicon, vocabulary())
    found = sibling_mention(read, old, lexicon, vocabulary())
    assert found is not None
    assert found.labels == (1,)


@pytest.mark.parametrize("question", ["那决算呢", "为什么呢", "去年呢", "货物呢"])
def test_other_follow_ups_name_no_sibling(question: str) -> None:
    """A measure, a reason, a year, and the item's own word stay what they are."""
    lexicon = _lexicon("政府采购货物支出", "政府采购服务支出")
    old = (Mention("政府采购货物支出", "context", (0,), 1.0, 0, 0),)
    read = read_question(question, lexicon, vocabulary())
    assert sibling_mention(read, old, lexicon, vocabulary()) is None


def test_the_parts_of_a_purchase_are_asked_in_turn(sample_engine: Engine) -> None:
    """货物, 服务, 工程: three different cells of one sentence, never the same figure again."""
    context: Context = Context()
    labels = []
    for question in ("政府采购货物支出是多少", "服务呢", "那工程呢"):
        answer = sample_engine.ask(question, context.to_json())
        context = answer.context
        labels.append(next(f.label for f in answer.figures if f.role == "answer"))
    assert all(w in name for w, name in zip(("货物", "服务", "工程"), labels, strict=True))
