"""Two figures held against each other: two items, two places, this year and the year before."""

from __future__ import annotations

import pytest

from service.engine import Engine

pytestmark = pytest.mark.slow


def test_two_figures_are_said_to_be_one_amount_or_not(sample_engine: Engine) -> None:
    same = sample_engine.ask("收入等于支出吗")
    assert same.answer.startswith("是")
    other = sample_engine.ask("基本支出等于项目支出吗")
    assert other.answer.startswith("不一样")
    values = [f.value for f in other.figures if f.role == "answer"]
    assert len(set(values)) == len(values) > 2


def test_the_year_before_follows_from_the_change_of_the_same_total(sample_engine: Engine) -> None:
    answer = sample_engine.ask("今年和去年的支出对比")
    derived = [figure for figure in answer.figures if figure.derived]
    assert [figure.year for figure in derived] == [2022]
    assert len(answer.figures) > len(derived)


def test_an_item_without_a_printed_change_is_not_compared(sample_engine: Engine) -> None:
    answer = sample_engine.ask("差旅费和去年比")
    assert answer.status == "not_found"
    assert not answer.figures


def test_a_table_is_named_by_its_short_name(sample_engine: Engine) -> None:
    answer = sample_engine.ask("基本支出表里的公用经费合计是多少")
    tables = {figure.table.title for figure in answer.figures if figure.table}
    assert len(answer.figures) >= 1
    assert all("基本支出" in title for title in tables)
