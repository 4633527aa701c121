"""Answers over the sample report, with the encoder that ships: what a person would notice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.model import Box
from service.engine import Engine
from service.evaluate import Evaluation, evaluate
from service.questionset import read_questions
from service.types import Answer

pytestmark = pytest.mark.slow

QUESTIONS = Path(__file__).parent.parent / "questions" / "sample.jsonl"

REWORDINGS = [
    ("办公费是多少", "请问办公费是多少呢，谢谢"),
    ("办公费是多少", "辦公費是多少"),
    ("办公费是多少", "办公费　是多少？"),
    ("办公费是多少", "办公费"),
    ("差旅费花了多少钱", "花了多少钱在差旅费"),
    ("机关运行经费支出是多少", "機關運行經費支出是多少"),
    ("工会经费多少", "2023年工会经费多少"),
    ("工会经费多少", "工会经费２０２３年多少"),
]

UNHELD = [
    ("{item}多少", "2019年{item}多少", "not_found"),
    ("{item}多少", "江夏区行政审批局{item}多少", "not_found"),
    ("{item}多少", "武汉市教育局的{item}多少", "not_found"),
    ("{item}多少", "食堂的{item}多少", "not_found"),
]

ITEMS = ["办公费", "差旅费", "行政运行", "卫生健康支出", "工会经费", "福利费"]


def values(answer: Answer) -> list[Decimal]:
    """The values of the answer's own figures."""
    return [Decimal(f.value) for f in answer.figures if f.role == "answer" and f.value]


def test_question_set_stays_answered(sample_engine: Engine) -> None:
    """The written set: most questions right, next to none misleading."""

    def ask(question: str, context: object) -> Answer:
        return sample_engine.ask(question, context)  # type: ignore[arg-type]

    verdicts = tuple(evaluate(read_questions(QUESTIONS), ask))
    evaluation = Evaluation(verdicts)
    wrong = [v.case.question for v in verdicts if v.score == "wrong"]
    right = sum(v.score == "right" for v in verdicts)
    assert right >= 0.9 * len(verdicts), evaluation
    assert len(wrong) <= 0.015 * len(verdicts), wrong


@pytest.mark.parametrize(("plain", "reworded"), REWORDINGS)
def test_rewording_keeps_the_figures(sample_engine: Engine, plain: str, reworded: str) -> None:
    first, second = sample_engine.ask(plain), sample_engine.ask(reworded)
    assert values(first)
    assert values(first) == values(second)


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize(("held", "asked", "status"), UNHELD)
def test_what_is_not_held_is_refused(
    sample_engine: Engine, item: str, held: str, asked: str, status: str
) -> None:
    assert sample_engine.ask(held.format(item=item)).status == "answered"
    refused = sample_engine.ask(asked.format(item=item))
    assert refused.status == status
    assert not refused.figures


def test_every_figure_reads_back_in_its_box(sample_engine: Engine) -> None:
    """Over the written set, each printed figure stands in its box on the stored page."""
    with sample_engine._library.snapshot() as shelf:
        for case in read_questions(QUESTIONS):
            for figure in sample_engine.ask(case.question).figures:
                if figure.derived or figure.value is None or figure.box is None:
                    continue
                assert figure.page is not None
                text = shelf.read_box(figure.report, figure.page, Box(*figure.box))
                digits = "".join(text.split()).replace(",", "")
                assert figure.value.lstrip("-") in digits, (case.question, figure)


def test_disagreeing_places_are_all_shown_with_the_difference(sample_engine: Engine) -> None:
    """The explanation and the form print one project's outturn differently."""
    answer = sample_engine.ask("政府集中采购服务外包执行了多少钱")
    assert {Decimal("47.46"), Decimal("47.45")} <= set(values(answer))
    conflicts = [note for note in answer.notes if note.kind == "conflict"]
    assert conflicts
    assert "相差 0.01" in answer.answer


def test_an_empty_cell_is_not_zero(sample_engine: Engine) -> None:
    answer = sample_engine.ask("水费用了多少")
    assert answer.status == "not_disclosed"
    assert not values(answer)
    assert answer.citations


def test_derived_figures_show_their_operands(sample_engine: Engine) -> None:
    answer = sample_engine.ask("奖金占工资福利支出的比例")
    derived = [f for f in answer.figures if f.derived]
    assert len(derived) == 1
    assert derived[0].expression
    assert derived[0].box is None
    operands = [f for f in answer.figures if f.role == "operand"]
    assert len(operands) == 2


def test_a_follow_up_takes_what_it_leaves_out(sample_engine: Engine) -> None:
    first = sample_engine.ask("差旅费是多少")
    second = sample_engine.ask("那工会经费呢", first.context.to_json())
    assert values(second) == values(sample_engine.ask("工会经费是多少"))
    third = sample_engine.ask("换成元", second.context.to_json())
    assert "元" in third.answer
    assert values(third) == values(second)


def test_an_edited_slot_is_honoured(sample_engine: Engine) -> None:
    context = sample_engine.ask("差旅费是多少").context.to_json()
    context["item"] = "福利费"
    assert values(sample_engine.ask("是多少", context)) == values(sample_engine.ask("福利费是多少"))


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>办公费",
        "'; DROP TABLE facts; --",
        "\x00\x07办公费\x1b[31m",
        "？？？",
        "a" * 500,
    ],
)
def test_odd_questions_are_just_text(sample_engine: Engine, question: str) -> None:
    answer = sample_engine.ask(question)
    assert answer.question == question
    assert answer.status in {"answered", "not_found", "out_of_scope", "help", "ambiguous"}


@pytest.mark.parametrize(("value", "unit"), [("2768.904", "万元"), ("27689041.5", "元")])
def test_a_trace_finds_the_places_that_round_the_figure(
    sample_engine: Engine, value: str, unit: str
) -> None:
    places = sample_engine.trace(value, unit).occurrences
    assert {figure.value for figure in places} <= {"2768.90", "2768.9"}
    assert all("rounded" in figure.flags for figure in places)
    assert places
    exact = sample_engine.trace("2768.90", "万元").occurrences
    assert not any("rounded" in figure.flags for figure in exact)


@pytest.mark.parametrize(("value", "unit"), [("0.398802", "亿元"), ("39880200", "元")])
def test_a_trace_goes_across_units(sample_engine: Engine, value: str, unit: str) -> None:
    assert len(sample_engine.trace(value, unit).occurrences) == len(
        sample_engine.trace("3988.02", "万元").occurrences
    )


@pytest.mark.parametrize(
    "question", ["办公费的年初预算是多少", "办公费的项目支出是多少", "基本工资为什么增加"]
)
def test_what_is_not_printed_of_an_item_is_refused_with_what_is(
    sample_engine: Engine, question: str
) -> None:
    answer = sample_engine.ask(question)
    assert answer.status == "not_found"
    assert "决算数" in answer.answer
    assert not answer.figures


def test_two_questions_in_one_are_both_answered(sample_engine: Engine) -> None:
    answer = sample_engine.ask("机关运行经费多少，为什么减少")
    assert values(answer) == values(sample_engine.ask("机关运行经费多少"))
    assert "原因" in answer.answer
    assert {f.citation for f in answer.figures} <= {c.n for c in answer.citations}


def test_last_year_in_a_follow_up_counts_from_the_year_spoken_of(sample_engine: Engine) -> None:
    first = sample_engine.ask("今年收支总计多少")
    again = sample_engine.ask("去年呢", first.context.to_json())
    (figure,) = [f for f in again.figures if f.role == "answer"]
    assert figure.derived
    assert figure.year == (first.context.year or 0) - 1


@pytest.mark.parametrize("asked", ["今年一共花了多少钱", "全年总共用了多少", "2023年共支出多少"])
def test_the_whole_year_is_asked_of_the_report_not_of_the_item_before(
    sample_engine: Engine, asked: str
) -> None:
    first = sample_engine.ask("办公费多少")
    assert values(sample_engine.ask(asked, first.context.to_json())) == [Decimal("3988.02")]


def test_rates_are_ranked_by_rates_and_ties_are_told(sample_engine: Engine) -> None:
    by_rate = sample_engine.ask("哪一类支出的预算完成率最高")
    assert [f.unit for f in by_rate.figures if f.role == "answer"] == ["%"]
    scores = values(sample_engine.ask("哪个项目自评得分最低"))
    assert len(scores) > 1
    assert len(set(scores)) == 1
