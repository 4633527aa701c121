"""Words that mean something only beside what was named before: posts, sides, scores, grades."""

from __future__ import annotations

import pytest

from corpus.sentences.paragraphs import read_text
from corpus.sentences.structure import Setting
from corpus.sentences.thread import Thread

SETTING = Setting(names=("江州市档案局",), year=2023)

Told = tuple[str, str, str | None, str]

EXAMPLES: dict[str, tuple[str, list[Told]]] = {
    "who holds the posts is another number than the posts": (
        "行政编制18名，年末实有17人；事业编制29名，实际26人，退休人员31人。",
        [
            ("行政编制", "数量", None, "18"),
            ("行政编制年末实有", "数量", None, "17"),
            ("事业编制", "数量", None, "29"),
            ("事业编制实际", "数量", None, "26"),
            ("退休人员", "数量", None, "31"),
        ],
    ),
    "after a list of posts the staff is of all of them": (
        "人员编制214人，其中行政编制41人、事业编制173人；实有人员197人。",
        [
            ("人员编制", "数量", None, "214"),
            ("行政编制", "数量", None, "41"),
            ("事业编制", "数量", None, "173"),
            ("实有人员", "数量", None, "197"),
        ],
    ),
    "an outlay after a balance is the account's other side": (
        "政府性基金预算财政拨款收入35万元；年初结转和结余0万元；支出36万元，其中项目支出36万元。",
        [
            ("政府性基金预算财政拨款收入", "决算数", None, "35"),
            ("年初结转和结余", "决算数", None, "0"),
            ("政府性基金预算财政拨款支出", "决算数", None, "36"),
            ("项目支出", "决算数", None, "36"),
        ],
    ),
    "an item held against its own budget": (
        "“三公”经费财政拨款决算数134.95万元，比2023年度“三公”经费财政拨款年初预算减少15.85万元。",
        [
            ("“三公”经费财政拨款", "决算数", None, "134.95"),
            ("“三公”经费财政拨款", "增减额", "年初预算", "15.85"),
        ],
    ),
    "a year behind a name is no part of it": (
        "其中，公务用车购置费2023年度决算数35.96万元。",
        [("公务用车购置费", "决算数", None, "35.96")],
    ),
    "a budget after guests is of the fee": (
        "1.公务接待费支出情况说明。2023年度公务接待47批次，389人次，预算为5万元，支出决算为3.92万元。",
        [
            ("公务接待", "数量", None, "47"),
            ("公务接待", "数量", None, "389"),
            ("公务接待费支出", "预算数", None, "5"),
            ("公务接待费支出", "决算数", None, "3.92"),
        ],
    ),
    "a reason that repeats the budget": (
        "1.教育支出(类)。年初预算为0万元，支出决算为3万元，由于年初预算数为0万元，无法计算百分比。",
        [
            ("教育支出", "年初预算数", None, "0"),
            ("教育支出", "决算数", None, "3"),
            ("教育支出", "年初预算数", None, "0"),
        ],
    ),
    "people of a meeting are no people of its purpose": (
        "开支会议费3.68万元，用于召开全市工作会议，人数286人，内容为部署工作。",
        [("会议费", "决算数", None, "3.68"), ("会议费人数", "数量", None, "286")],
    ),
    "scores that bound a class are nobody's": (
        "“档案修复”项目评价得分92分；得分在90（含）-100分的29个。",
        [
            ("“档案修复”项目", "得分", None, "92"),
            ("得分在90(含)-", "界限", None, "100"),
            ("得分在90(含)-100分", "数量", None, "29"),
        ],
    ),
    "what was evaluated has the score": (
        "第三方机构对“优待金”项目开展重点评价，综合得分91.8分。",
        [("“优待金”项目", "得分", None, "91.8")],
    ),
    "grades tell counts apart": (
        "评价项目26个，其中22个项目为“优”，3个为“良”。",
        [
            ("评价项目", "数量", None, "26"),
            ("评价项目为“优”", "数量", None, "22"),
            ("评价项目为“良”", "数量", None, "3"),
        ],
    ),
    "some names begin with a preposition": (
        "工资福利支出5万元，对个人和家庭的补助2万元，对附属单位补助支出0万元。",
        [
            ("工资福利支出", "决算数", None, "5"),
            ("对个人和家庭的补助", "决算数", None, "2"),
            ("对附属单位补助支出", "决算数", None, "0"),
        ],
    ),
    "figures of several things in their order": (
        "一般公共预算收入、支出分别为120.5万元和118.2万元，分别比上年增长3.2%和下降1.1%。",
        [
            ("一般公共预算收入", "决算数", None, "120.5"),
            ("一般公共预算支出", "决算数", None, "118.2"),
            ("一般公共预算收入", "增减率", "上年", "3.2"),
            ("一般公共预算支出", "增减率", "上年", "1.1"),
        ],
    ),
    "shares of several things in their order": (
        "工资福利支出、商品和服务支出分别为6万元和4万元，占60%、40%；人员经费3万元、公用经费1万元，分别占75%和25%。",
        [
            ("工资福利支出", "决算数", None, "6"),
            ("商品和服务支出", "决算数", None, "4"),
            ("工资福利支出", "占比", None, "60"),
            ("商品和服务支出", "占比", None, "40"),
            ("人员经费", "决算数", None, "3"),
            ("公用经费", "决算数", None, "1"),
            ("人员经费", "占比", None, "75"),
            ("公用经费", "占比", None, "25"),
        ],
    ),
    "back to what it was": (
        "接待游客2100万人次，实现旅游收入186亿元，分别恢复到2019年的95.2%、88.6%。",
        [
            ("接待游客", "数量", None, "2100"),
            ("旅游收入", "决算数", None, "186"),
            ("接待游客", "比率", "2019年", "95.2"),
            ("旅游收入", "比率", "2019年", "88.6"),
        ],
    ),
    "steps on the way to a budget": (
        "项目支出年初预算500万元，年中追加120万元，调减30万元，调整后预算590万元，执行585.2万元，执行率99.2%。",
        [
            ("项目支出", "年初预算数", None, "500"),
            ("项目支出年中追加", "金额", None, "120"),
            ("项目支出调减", "金额", None, "30"),
            ("项目支出", "调整预算数", None, "590"),
            ("项目支出", "执行数", None, "585.2"),
            ("项目支出", "执行率", "预算", "99.2"),
        ],
    ),
    "a goal behind a colon": (
        "社区矫正项目绩效目标：全年开放300天，实际开放305天。",
        [("社区矫正项目", "目标值", None, "300"), ("社区矫正项目", "完成值", None, "305")],
    ),
    "people who are an object": (
        "为5287名重点优抚对象发放抚恤补助。",
        [("重点优抚对象", "数量", None, "5287")],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_meant(name: str) -> None:
    text, expected = EXAMPLES[name]
    assert told(text) == expected


def told(text: str) -> list[Told]:
    return [
        (s.reading.topic.item, s.reading.measure, s.reading.base, str(s.numeral.value))
        for s in read_text(text, Thread(accounts=True), SETTING)
    ]


def test_two_scored_projects_stand_beside_each_other() -> None:
    text = "1.自评结果。道路养护项目自评得分96分，水库维修项目自评得分93分。"
    rows = [s.reading.topic.row for s in read_text(text, Thread(), SETTING)]
    assert [row[-1] for row in rows] == ["道路养护项目", "水库维修项目"]
    assert rows[0][-1] not in rows[1]
