"""Scoring of question sets: what counts as right, wrong and missed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from service.errors import BadQuestionSet
from service.evaluate import Evaluation, evaluate, judge
from service.questionset import Case, Expectation, read_questions
from service.types import Answer, Citation, Context, Figure, PlaceRef


def figure(value: str | None, role: str = "answer", entity: str = "甲局") -> Figure:
    return Figure(
        role=role,  # type: ignore[arg-type]
        value=value,
        unit="万元",
        printed=f"{value} 万元",
        amount_yuan=None,
        label="办公费",
        measure="决算数",
        entity=entity,
        year=2023,
        kind="部门决算",
        source="table",
        table=None,
        report="0123456789ab",
        page=1,
        box=(1.0, 2.0, 3.0, 4.0),
    )


def citation(text: str, entity: str = "甲局") -> Citation:
    place = PlaceRef(1, (1.0, 2.0, 3.0, 4.0))
    return Citation(
        1, "0123456789ab", "甲局决算", entity, 2023, "narrative", (), text, 1, (place,), "/"
    )


def answer(*values: str | None, status: str = "answered", text: str = "", **more: Any) -> Answer:
    return Answer("问", status, text, tuple(map(figure, values)), **more)  # type: ignore[arg-type]


def case(status: str = "answered", **expect: Any) -> Case:
    return Case("q", "table", "问", status, (), Expectation(**expect))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expected", "given", "score"),
    [
        (case(values=("31.43",)), answer("31.43"), "right"),
        (case(values=("0",)), answer("0.00"), "right"),
        (case(values=("31.43", "3.98")), answer("31.43", "3.98"), "right"),
        (case(values=("3.98",)), answer("31.43", "3.98"), "right"),
        (case(values=("31.43",)), answer("3.98"), "wrong"),
        (case(values=("31.43", "3.98")), answer("31.43"), "missed"),
        (case(values=("31.43",)), answer(None), "wrong"),
        (case(values=("31.43",)), answer(text="31.43 万元"), "missed"),
        (case(values=("5",)), answer(text="压缩至5个工作日[1]"), "right"),
        (case(values=("1",)), answer(text="无[1]"), "missed"),
        (case(values=("1567",)), answer(text="完成 1,567 项"), "right"),
        (case(values=("31.43",)), answer(status="not_found"), "missed"),
        (case(status="not_found"), answer(status="not_found"), "right"),
        (case(status="not_found"), answer(status="out_of_scope"), "missed"),
        (case(status="not_found"), answer("31.43"), "wrong"),
        (case(status="not_disclosed"), answer("0.00"), "wrong"),
        (case(status="ambiguous", values=("1", "2")), answer("1", "2"), "right"),
        (case(status="ambiguous"), answer("1", "2"), "wrong"),
        (
            case(cite=("过紧日子 要求",)),
            answer(citations=(citation("落实过紧日\n子要求"),)),
            "right",
        ),
        (case(cite=("过紧日子",)), answer(citations=(citation("别的"),)), "missed"),
        (case(cite=("收入",)), answer(citations=(citation("收⼊"),)), "right"),
        (case(mention=("上年",)), answer(text="比上年"), "right"),
        (case(mention=("上年",)), answer(text="比年初"), "missed"),
        (case(values=("1",), report="甲局"), answer("1"), "right"),
        (case(values=("1",), report="乙局"), answer("1"), "wrong"),
        (case(report="甲局"), answer(citations=(citation("话"),)), "right"),
        (case(report="乙局"), answer(citations=(citation("话"),)), "missed"),
    ],
)
def test_score(expected: Case, given: Answer, score: str) -> None:
    verdict = judge(expected, given)
    assert verdict.score == score, verdict.reasons
    assert bool(verdict.reasons) == (score != "right") or expected.status == "ambiguous"


def test_operands_are_not_judged() -> None:
    operand = Answer("问", "answered", "", (figure("5", role="operand"), figure("7")))
    assert judge(case(values=("7",)), operand).score == "right"
    assert judge(case(values=("5",)), operand).score == "wrong"


def test_history_hands_its_context_on() -> None:
    asked: list[tuple[str, Mapping[str, Any] | None]] = []

    def ask(question: str, context: Mapping[str, Any] | None) -> Answer:
        asked.append((question, context))
        return Answer(question, "answered", "", context=Context(item=question))

    followup = Case("f", "followup", "三", "answered", ("一", "二"), Expectation())
    (verdict,) = evaluate([followup], ask)
    assert verdict.score == "right"
    assert [(q, c and c["item"]) for q, c in asked] == [("一", None), ("二", "一"), ("三", "二")]


def test_scores_by_kind() -> None:
    verdicts = (judge(case(values=("1",)), answer("1")), judge(case(values=("1",)), answer("2")))
    result = Evaluation(verdicts).to_json()
    assert result["total"] == 2
    assert result["share_right"] == 0.5
    assert result["kinds"] == {"table": {"total": 2, "right": 1, "wrong": 1, "missed": 0}}
    assert [failure["reasons"] for failure in result["not_right"]] == [["缺少数值 1"]]
    assert Evaluation(()).share_right == 0.0


def test_reads_a_set(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "kind": "table",
        "question": "多少",
        "status": "answered",
        "history": ["前"],
        "expect": {"values": ["1.0"], "cite": ["x"], "mention": ["y"], "report": "甲局"},
        "note": "ignored",
    }
    path = tmp_path / "set.jsonl"
    path.write_text(f"\ufeff{json.dumps(line)}\n\n", encoding="utf-8")
    (read,) = read_questions(path)
    assert read.history == ("前",)
    assert read.expect == Expectation(("1.0",), ("x",), ("y",), "甲局")


COMPLETE = {"id": "a", "kind": "k", "question": "q", "status": "answered"}


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        json.dumps(COMPLETE)[:-1],
        json.dumps({name: COMPLETE[name] for name in ("id", "kind", "question")}),
        json.dumps(COMPLETE | {"question": 5}),
        json.dumps(COMPLETE | {"status": "perhaps"}),
        json.dumps(COMPLETE | {"history": "q"}),
        json.dumps(COMPLETE | {"expect": ["1"]}),
        json.dumps(COMPLETE | {"expect": {"values": "1"}}),
        json.dumps(COMPLETE | {"expect": {"values": ["?"]}}),
    ],
)
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(COMPLETE)}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadQuestionSet, match=r"set\.jsonl:2"):
        read_questions(path)


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionSet, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")
