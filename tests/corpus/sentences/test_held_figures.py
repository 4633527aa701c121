"""Figures held against another one, names in front of items, and headings that name nothing."""

from decimal import Decimal

import pytest

from corpus.sentences.paragraphs import Statement, read_text
from corpus.sentences.structure import Setting
from corpus.sentences.thread import Thread


def _read(text: str) -> list[Statement]:
    return read_text(text, Thread(accounts=True), Setting(year=2021))


def _told(statement: Statement) -> tuple[str, str, str | None, int]:
    reading = statement.reading
    return reading.topic.item, reading.measure, reading.base, reading.direction


def test_the_budget_inside_a_completion_is_of_the_same_thing() -> None:
    told = [_told(s) for s in _read("公务接待费支出决算为6.42万元，完成全年预算6.95万元的92.4%。")]
    assert told == [
        ("公务接待费支出", "决算数", None, 0),
        ("公务接待费支出", "全年预算数", None, 0),
        ("公务接待费支出", "完成率", "全年预算", 0),
    ]


@pytest.mark.parametrize(
    ("words", "base", "direction"),
    [("超出预算", "预算", 1), ("少于预算", "预算", -1), ("超年初预算", "年初预算", 1)],
)
def test_over_and_under_a_budget_is_a_change(words: str, base: str, direction: int) -> None:
    told = [_told(s) for s in _read(f"培训费：年初预算9.00万元，决算8.64万元，{words}0.36万元。")]
    assert told[-1] == ("培训费", "增减额", base, direction)


def test_a_limit_is_no_change() -> None:
    (statement,) = _read("年度支出不超过预算100万元。")
    assert statement.reading.measure != "增减额"


def test_the_figure_of_the_base_comes_before_the_change() -> None:
    budget, change = _read("培训费决算数6.84万元，比2021年年初预算8.00万元减少1.16万元。")[1:]
    assert _told(budget)[:2] == ("培训费", "年初预算数")
    assert _told(change) == ("培训费", "增减额", "年初预算", -1)


def test_the_base_of_last_year_is_last_years_figure() -> None:
    base, change = _read("培训费支出100万元，比上年120万元减少20万元。")[1:]
    assert (base.reading.year, change.reading.year) == (2020, 2021)
    assert base.numeral.value == Decimal(120)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("青江市青江区水利局政府采购支出总额", "政府采购支出总额"),
        ("青江市教育体育局“三公”经费", "“三公”经费"),
        ("审批局对外服务经费", "审批局对外服务经费"),
        ("青江市民之家运行经费", "青江市民之家运行经费"),
    ],
)
def test_whose_money_it_is_is_not_what_it_is(words: str, item: str) -> None:
    (statement,) = _read(f"2021年度{words}43.16万元。")
    assert statement.reading.topic.item == item


def test_a_heading_that_only_says_how_names_nothing() -> None:
    statements = _read("（二）结构情况。\n卫生健康支出37.88万元，占5.41%。")
    assert [s.reading.topic.row for s in statements] == [("卫生健康支出",)] * 2


def test_a_projects_score_is_not_its_moneys() -> None:
    money, score = _read("“信访处置”项目涉及资金268.90万元，自评得分98.70分。")
    assert money.reading.topic.item == "“信访处置”项目涉及资金"
    assert score.reading.topic.item == "“信访处置”项目"


def test_numbers_of_people_keep_their_name() -> None:
    (statement,) = _read("死亡人数比上年下降20%。")
    assert statement.reading.topic.item == "死亡人数"


def test_a_blank_inside_a_count_of_ten_thousands_is_no_break() -> None:
    (statement,) = _read("全市客运量 4 126 万人次。")
    assert (statement.numeral.value, statement.numeral.unit) == (Decimal(4126), "万人次")


def test_what_is_there_besides_is_no_part() -> None:
    statements = _read("实有在职人员64人，其中行政43人、事业21人，另有消防员156人。")
    rows = [s.reading.topic.row for s in statements]
    assert rows[1][0] == rows[2][0] == "实有在职人员"
    assert rows[3] == ("消防员",)


def test_parts_under_a_heading_that_names_nothing_are_no_parts_of_each_other() -> None:
    statements = _read(
        "（二）结构情况。卫生健康支出37.88万元，占5.41%；住房保障支出26.40万元，占3.77%。"
    )
    assert [s.reading.topic.row for s in statements[2:]] == [("住房保障支出",)] * 2


def test_a_measure_before_a_colon_is_no_name() -> None:
    (statement,) = _read("1.第六届运动会项目。项目概述：拟于十月举办。年度预算安排：215.00万元。")
    assert _told(statement)[:2] == ("第六届运动会项目", "预算数")


def test_a_total_budget_is_the_whole_of_its_parts() -> None:
    whole, part = _read("2021年收入预算总额为250.93万元。其中：事业收入158.00万元。")
    assert whole.reading.topic.item == "收入预算总额"
    assert part.reading.topic.row == ("收入预算总额", "事业收入")


def test_what_is_left_after_gains_and_losses_is_the_items_own_change() -> None:
    change = _read("培训费支出28.95万元。增减相抵后与上年相比减少7.10万元。")[-1]
    assert _told(change) == ("培训费支出", "增减额", "上年", -1)
