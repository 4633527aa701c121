"""Running text: what the thread of a paragraph or a list adds to its clauses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Box, Fact, Identity, Passage, Span
from corpus.sentences import sentence_facts
from corpus.sentences.facts import section_topic
from corpus.sentences.paragraphs import split_sentences
from corpus.text.numbers import find_numerals

IDENTITY = Identity("江州市档案局", 2023, "部门决算", "决算", ("档案局",), ("江州市",))
BUDGET = Identity("江州市档案局", 2024, "部门预算", "2024年江州市档案局部门预算")
LINE = Box(72.0, 100.0, 522.0, 112.0)


def read(
    *texts: str, section: tuple[str, ...] = (), identity: Identity = IDENTITY
) -> tuple[Fact, ...]:
    passages = [
        Passage(n, "narrative", text, section, (Span(0, len(text), n, LINE),))
        for n, text in enumerate(texts, start=1)
    ]
    return sentence_facts(passages, identity, 1)


def brief(fact: Fact) -> tuple[str, str, str | None, int, str]:
    return fact.item, fact.measure, fact.base, fact.direction, fact.printed


EXAMPLES = {
    "total and its change": (
        "2023 年度收、支总计 320.5 万元。与 2022 年度相比，收、支总计各减少 18 万元，下降 5%。",
        [
            ("收支总计", "决算数", None, 0, "320.5 万元"),
            ("收支总计", "增减额", "上年", -1, "18 万元"),
            ("收支总计", "增减率", "上年", -1, "5%"),
        ],
    ),
    "parts of a total": (
        "支出合计 80 万元，其中：基本支出 60 万元，占 75%；项目支出 20 万元，占本年支出 25%。",
        [
            ("支出合计", "决算数", None, 0, "80 万元"),
            ("基本支出", "决算数", None, 0, "60 万元"),
            ("基本支出", "占比", "支出合计", 0, "75%"),
            ("项目支出", "决算数", None, 0, "20 万元"),
            ("项目支出", "占比", "本年支出", 0, "25%"),
        ],
    ),
    "budget, outturn, completion": (
        "1. 教育(类)支出。年初预算为 10 万元，支出决算为 12 万元，完成年初预算的 120%。",
        [
            ("教育支出", "年初预算数", None, 0, "10 万元"),
            ("教育支出", "决算数", None, 0, "12 万元"),
            ("教育支出", "完成率", "年初预算", 0, "120%"),
        ],
    ),
    "projects, each before its amount": (
        ("项目支出主要用于档案修复费 2.5 万元，主要成效修复、整理；工作餐补贴 3 万元，主要成效为"
        "保障后勤等。政务公开经费 4 万元，主要成效为公开。"),
        [
            ("档案修复费", "决算数", None, 0, "2.5 万元"),
            ("工作餐补贴", "决算数", None, 0, "3 万元"),
            ("政务公开经费", "决算数", None, 0, "4 万元"),
        ],
    ),
    "a project's summary": (
        "2. 档案修复绩效自评综述：项目全年预算数为 2.5 万元，执行数为 2 万元，完成预算的 80%。",
        [
            ("档案修复", "全年预算数", None, 0, "2.5 万元"),
            ("档案修复", "执行数", None, 0, "2 万元"),
            ("档案修复", "完成率", "预算", 0, "80%"),
        ],
    ),
    "goals and results": (
        "“一窗通办”，绩效目标 ≥ 500 件，分值 8 分，实际完成达到 620 件，评价得分 7.5 分；",
        [
            ("一窗通办", "目标值", None, 0, "500 件"),
            ("一窗通办", "分值", None, 0, "8 分"),
            ("一窗通办", "完成值", None, 0, "620 件"),
            ("一窗通办", "得分", None, 0, "7.5 分"),
        ],
    ),
    "counts of the same thing": (
        "因公出国(境)团组 2 个，7 人次，实际发生支出 9 万元。其中：住宿费 4 万元、旅费 5 万元。",
        [
            ("因公出国(境)团组", "数量", None, 0, "2 个"),
            ("因公出国(境)团组", "数量", None, 0, "7 人次"),
            ("因公出国(境)团组实际发生支出", "决算数", None, 0, "9 万元"),
            ("住宿费", "决算数", None, 0, "4 万元"),
            ("旅费", "决算数", None, 0, "5 万元"),
        ],
    ),
    "names first, figures after": (
        "区、街（镇）、社区三级事项分别为 9 项、7 项、4 项，印刷费和差旅费分别为 6 元和 4 元。",
        [
            ("区事项", "数量", None, 0, "9 项"),
            ("街(镇)事项", "数量", None, 0, "7 项"),
            ("社区事项", "数量", None, 0, "4 项"),
            ("印刷费", "决算数", None, 0, "6 元"),
            ("差旅费", "决算数", None, 0, "4 元"),
        ],
    ),
    "a sum after guests": (
        "国内接待费 3 万元，主要用于检查，接待团组 2 个，共计支出 3 万元；外事接待支出 0 万元。",
        [
            ("国内接待费", "决算数", None, 0, "3 万元"),
            ("接待团组", "数量", None, 0, "2 个"),
            ("国内接待费", "决算数", None, 0, "3 万元"),
            ("外事接待支出", "决算数", None, 0, "0 万元"),
        ],
    ),
    "reasons are no accounts": (
        "差旅费 8 万元，主要原因是追加经费 1 万元；邮电费 2 万元。",
        [
            ("差旅费", "决算数", None, 0, "8 万元"),
            ("追加经费", "金额", None, 0, "1 万元"),
            ("邮电费", "决算数", None, 0, "2 万元"),
        ],
    ),
    "codes of a class are no counts": (
        "教育（205类）进修及培训（08款）培训支出（03项）：支出决算为 5 万元。",
        [("培训支出", "决算数", None, 0, "5 万元")],
    ),
    "a limit within a name": (
        "单价 100 万元(含)以上设备(不含车辆)3 台(套)。",
        [
            ("单价", "界限", None, 0, "100 万元"),
            ("单价100万元(含)以上设备", "数量", None, 0, "3 台(套)"),
        ],
    ),
    "before and after": (
        "办理时限由 30 个工作日压缩至 7 个工作日。",
        [
            ("办理时限", "原值", None, 0, "30 个工作日"),
            ("办理时限", "数量", None, -1, "7 个工作日"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_sentence_facts(text, expected):
    assert [brief(fact) for fact in read(text)] == expected


def test_parts_stand_under_their_whole():
    facts = read("政府采购支出总额 9 万元，其中：采购货物支出 4 万元、采购服务支出 5 万元。")
    assert facts[1].row == ("政府采购支出总额", "采购货物支出")
    assert facts[2].row == ("政府采购支出总额", "采购服务支出")


def test_projects_stand_under_project_outlays():
    facts = read("项目支出主要用于修复费 2.5 万元，主要成效修复；印章费 1 万元等。服务费 3 万元。")
    assert [fact.row[0] for fact in facts] == ["项目支出"] * 3
    assert {fact.basis for fact in facts} == {"项目支出"}


def test_a_list_continues_over_passages():
    facts = read(
        "2023 年度财政拨款支出 10 万元，主要用于以下方面：",
        "1. 教育(类)支出 6 万元，占 60%。",
        "2. 住房保障(类)支出 4 万元，占 40%。",
        section=("五、一般公共预算财政拨款支出决算情况说明",),
    )
    assert [fact.base for fact in facts if fact.measure == "占比"] == ["财政拨款支出"] * 2
    assert facts[-1].basis == "一般公共预算财政拨款"
    assert [fact.passage for fact in facts] == [1, 2, 2, 3, 3]


def test_a_functional_class_is_a_path():
    (fact,) = read(
        "1、教育支出（类）进修及培训（款）培训支出（项）。主要用于：培训。支出决算为 3 万元。"
    )
    assert (fact.item, fact.row) == ("培训支出", ("教育支出", "进修及培训", "培训支出"))


def test_a_class_may_stand_in_the_heading():
    (fact,) = read("1．进修及培训（款）培训支出（项）支出3万元。", section=("（一）教育（类）",))
    assert fact.row == ("教育支出", "进修及培训", "培训支出")


def test_the_year_of_a_figure_is_the_printed_one():
    facts = read(
        "“教育支出（类）进修及培训（款）培训支出（项）”5.00万元，主要用于培训。2023年当年预算执行数"
        "为4.00万元，2024年预算安排5.00万元，比2023年预算执行数增加25.00%。",
        identity=BUDGET,
    )
    assert [(f.measure, f.year) for f in facts] == [
        ("预算数", 2024),
        ("执行数", 2023),
        ("预算数", 2024),
        ("增减率", 2024),
    ]
    assert facts[3].base == "上年预算执行数"


@pytest.mark.parametrize("opening", ["", "，比上年增加 8 万元"])
def test_last_years_figure_in_brackets_is_last_years(opening):
    text = f"档案数字化支出 8 万元{opening}（去年预算数为 0 万元，无法计算增减比率）。"
    facts = read(text, identity=BUDGET)
    assert [(f.value, f.year) for f in facts if f.measure == "预算数"] == [(8, 2024), (0, 2023)]


def test_two_contracts_of_one_name_are_two_facts():
    facts = read("外包经费 16 万元，主要成效为优质；外包经费 5 万元，主要成效为便捷。")
    assert [(f.item, f.value) for f in facts] == [
        ("外包经费", Decimal(16)),
        ("外包经费", Decimal(5)),
    ]


def test_a_misprint_is_read_through_and_marked():
    (fact,) = read("增资工资万 14.97 元，主要成效为保障。")
    assert (fact.value, fact.unit, fact.printed) == (Decimal("14.97"), "万元", "万 14.97 元")
    assert fact.flags == ("repaired",)


def test_money_may_lack_its_yuan():
    facts = read("2024年度项目总预算70.00万，其中品牌推广50.00万。", identity=BUDGET)
    assert [(f.item, f.unit, f.measure) for f in facts] == [
        ("项目总预算", "万元", "预算数"),
        ("品牌推广", "万元", "预算数"),
    ]


def test_a_project_may_be_called_after_the_office():
    (fact,) = read("档案局对外服务经费 8 万元。")
    assert fact.item == "档案局对外服务经费"


def test_nothing_is_made_of_statements_without_figures():
    assert read("本部门当年无政府性基金预算财政拨款收入支出。决算数与预算数基本持平。") == ()


def test_years_dates_and_list_numbers_are_no_facts():
    text = "3. 截至 2023 年 12 月 31 日，根据（江财〔2023〕1 号）文件开展工作。"
    assert read(text) == ()


def test_tables_are_left_alone():
    passage = Passage(1, "table", "支出合计 80 万元", (), (Span(0, 10, 1, LINE),))
    assert sentence_facts([passage], IDENTITY, 1) == ()


def test_facts_point_at_their_characters():
    text = "支出合计 80 万元，其中：基本支出 60 万元。"
    for number, fact in enumerate(read(text), start=1):
        assert fact.number == number
        assert text[fact.start : fact.end] == fact.printed


def test_section_topic_drops_number_and_tail():
    assert section_topic(["第三部分 说明", "十、机关运行经费支出情况说明"]) == "机关运行经费支出"
    assert section_topic([]) is None


def test_split_sentences_keeps_places():
    text = "甲。乙,丙\n丁"
    assert [(s.text, text[s.start : s.end], s.opens) for s in split_sentences(text)] == [
        ("甲", "甲", True),
        ("乙,丙", "乙,丙", False),
        ("丁", "丁", True),
    ]


PIECES = (
    "基本支出|其中：|，|。|；|比上年|增加|（|）|占|主要用于|1. |中，|80 万元|5%|3 个|项目|“|”|"
    "2022 年|与|相比|分值|7 分|由|压缩至|\n"
)
WORDS = st.sampled_from(PIECES.split("|"))


@given(st.lists(WORDS, max_size=25).map("".join))
def test_no_figure_is_lost(text):
    wanted = [n.value for n in find_numerals(text) if n.kind in {"amount", "percentage", "count"}]
    assert [fact.value for fact in read(text)] == wanted
