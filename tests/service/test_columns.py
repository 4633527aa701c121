"""A part of the money or a column beside an item narrows the item; a qualified whole is what it says."""

from __future__ import annotations

import pytest

from service.engine import Engine


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("行政运行本年支出合计", ["629.36"]),
        ("行政运行一般公共预算财政拨款支出小计", ["629.36"]),
        ("行政运行全年支出合计是多少，其中基本支出多少", ["629.36", "613.34"]),
    ],
)
def test_what_is_named_beside_an_item_is_the_items(
    sample_engine: Engine, question: str, values: list[str]
) -> None:
    answer = sample_engine.ask(question)
    assert [f.value for f in answer.figures if f.role == "answer"] == values


@pytest.mark.parametrize("column", ["年末结转和结余", "年初结转", "政府性基金预算财政拨款支出"])
def test_a_column_that_is_not_printed_is_said_to_be_none(
    sample_engine: Engine, column: str
) -> None:
    """The whole report's carry-over is not the item's."""
    answer = sample_engine.ask(f"住房公积金{column}")
    assert answer.status == "not_found"
    assert not answer.figures


@pytest.mark.parametrize("asked", ["的百分比", "多少"])
def test_a_whole_of_a_part_of_the_money_is_that_parts(sample_engine: Engine, asked: str) -> None:
    answer = sample_engine.ask(f"人员经费占一般公共预算基本支出{asked}")
    assert "799.06 / 873.56" in answer.answer
    assert "91.47%" in answer.answer
