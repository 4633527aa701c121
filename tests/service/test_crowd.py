"""Many reports, and a question that names none of them."""

from __future__ import annotations

import pytest

from index import Library, ingest
from service.answering.crowd import CHOICES, MOST
from service.engine import Engine
from tests.index.reports import FakeEncoder, read_report, report_file

HELD = MOST + 3


def entity(n: int) -> str:
    """Names that differ by a character."""
    return f"某市{chr(ord('甲') + n)}管理局"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    root = tmp_path_factory.mktemp("crowd")
    for n in range(HELD):
        name = entity(n)
        items = {"一般公共服务支出": f"{n + 1}.00", **({"灯光工程费": "7.00"} if n == 3 else {})}
        report_file(root / "pdfs", f"{n}.pdf", entity=name, items=items)
    ingest([root / "pdfs"], root / "data", encoder=FakeEncoder(), reader=read_report, workers=2)
    return Engine(Library.open(root / "data", FakeEncoder()))


def test_what_all_of_them_print_is_asked_back(engine: Engine) -> None:
    answer = engine.ask("一般公共服务支出是多少")
    assert (answer.status, answer.figures) == ("ambiguous", ())
    assert str(HELD) in answer.answer
    assert 1 < len(answer.choices) <= CHOICES
    for choice in answer.choices:
        (figure,) = engine.ask(choice).figures
        assert figure.entity in choice


def test_the_choice_may_be_said_as_a_follow_up(engine: Engine) -> None:
    context = engine.ask("一般公共服务支出是多少").context.to_json()
    (figure,) = engine.ask(f"{entity(5)}呢", context).figures
    assert (figure.label, figure.value) == ("一般公共服务支出", "6.00")


def test_what_one_of_them_prints_is_answered(engine: Engine) -> None:
    (figure,) = engine.ask("灯光工程费是多少").figures
    assert figure.value == "7.00"
    assert engine.ask("灯光工程费是多少").status == "answered"
