"""One clause: from the words around a figure to item, measure, base and direction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.sentences.change import canonical_base, read_change
from corpus.sentences.clauses import read_clause
from corpus.sentences.nouns import classified_path, clean_noun, counted_thing, item_name
from corpus.sentences.scene import Clause
from corpus.sentences.structure import Setting, split_parts
from corpus.sentences.thread import Scope, Thread, Topic

SETTING = Setting(names=("江州市档案局",), year=2023)
TOPIC = Topic("培训费", ("培训费",))
THREAD = Thread(topic=TOPIC)

# (text before the figure, kind of figure) → (item, measure, base, direction)
CLAUSES = [
    ("2023年度收、支总计", "amount", "收支总计", "决算数", None, 0),
    ("江州市档案局2023年度机关运行经费支出", "amount", "机关运行经费支出", "决算数", None, 0),
    ("与2022年度相比,收、支总计各减少", "amount", "收支总计", "增减额", "上年", -1),
    (",下降", "percentage", "培训费", "增减率", None, -1),
    ("比年初预算数减少", "amount", "培训费", "增减额", "年初预算", -1),
    (",较上年增加", "amount", "培训费", "增减额", "上年", 1),
    ("比2021年度增加", "amount", "培训费", "增减额", "2021年", 1),
    ("比2022年预算执行数减少", "percentage", "培训费", "增减率", "上年预算执行数", -1),
    ("比上年预算增加", "amount", "培训费", "增减额", "上年预算", 1),
    (",比全年预算增加(减少)", "amount", "培训费", "增减额", "全年预算", 0),
    ("印刷费支出决算数比2022年度增加(减少)", "amount", "印刷费支出", "增减额", "上年", 0),
    ("因公出国(境)费全年预算为", "amount", "因公出国(境)费", "全年预算数", None, 0),
    ("印刷费支出年初预算为", "amount", "印刷费支出", "年初预算数", None, 0),
    (",支出决算为", "amount", "培训费", "决算数", None, 0),
    (",执行数为", "amount", "培训费", "执行数", None, 0),
    ("项目全年预算数为", "amount", "培训费", "全年预算数", None, 0),
    (",完成年初预算的", "percentage", "培训费", "完成率", "年初预算", 0),
    (",完成预算的", "percentage", "培训费", "完成率", "预算", 0),
    (",为年初预算的", "percentage", "培训费", "完成率", "年初预算", 0),
    (",预算执行率为", "percentage", "培训费", "执行率", "预算", 0),
    (",同比增长", "percentage", "培训费", "增减率", "上年", 1),
    (",增幅", "percentage", "培训费", "增减率", None, 1),
    ("(下降", "percentage", "培训费", "增减率", None, -1),
    (",占本年支出合计的", "percentage", "培训费", "占比", "本年支出合计", 0),
    ("占“三公”经费的", "percentage", "培训费", "占比", "“三公”经费", 0),
    ("小微企业合同金额占支出金额的", "percentage", "小微企业合同金额", "占比", "支出金额", 0),
    ("面向小微企业预留预算金额", "amount", "面向小微企业预留预算金额", "预算数", None, 0),
    ("截至2023年12月31日,开支财政拨款的公务用车保有量", "count", "公务用车保有量", "数量", None, 0),
    ("减少窗口数量", "percentage", "窗口数量", "增减率", None, -1),
    ("申请材料减少", "count", "申请材料", "增减额", None, -1),
    ("办理时限压缩至", "count", "办理时限", "数量", None, -1),
    ("一是群众满意率达", "percentage", "群众满意率", "比率", None, 0),
    ("新增服务事项不少于", "count", "新增服务事项", "目标值", None, 0),
    ("“一窗通办”服务,绩效目标≥", "count", "“一窗通办”服务", "目标值", None, 0),
    ("数字档案馆,绩效目标为建成,分值", "score", "数字档案馆", "分值", None, 0),
    ("数量指标(", "score", "数量指标", "分值", None, 0),
    (",评价得分", "score", "培训费", "得分", None, 0),
    ("绩效自评的2023年度项目平均得分", "score", "绩效自评的项目平均得分", "得分", None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("left", "kind", "item", "measure", "base", "direction"), CLAUSES)
def test_clause(left, kind, item, measure, base, direction):
    reading, _ = read_clause(Clause(left, "", kind, ""), THREAD, SETTING)
    assert (reading.topic.item, reading.measure) == (item, measure)
    assert (reading.base, reading.direction) == (base, direction)


COUNTED = [
    ("全区", "个", "部门(公用事业单位)的", "部门"),
    ("部门的", "个", "依申请和公共服务事项全部入驻大厅", "依申请和公共服务事项"),
    ("会议", "次", ",", "会议"),
    ("目前已设置", "个", "惠企政策线下服务窗口,", "惠企政策线下服务窗口"),
    ("帮助", "余个", "项目申报企业“少跑腿”", "项目申报企业"),
    ("净增企业法人主体", "户", "以上", "净增企业法人主体"),
    ("、", "人次", ";", "培训费"),
]


@pytest.mark.parametrize(("left", "unit", "right", "item"), COUNTED)
def test_counts_name_their_thing_before_or_after(left, unit, right, item):
    reading, _ = read_clause(Clause(left, right, "count", unit), THREAD, SETTING)
    assert reading.topic.item == item


def test_a_share_without_a_base_is_of_the_whole():
    thread = replace(THREAD, scopes=(Scope(Topic("本年收入合计", ("本年收入合计",))),))
    reading, _ = read_clause(Clause(",占", "", "percentage", ""), thread, SETTING)
    assert reading.base == "本年收入合计"


def test_a_limit_is_part_of_the_name():
    limit = Clause("单价100万元".removesuffix("100万元"), "(含)以上设备", "amount", "万元")
    reading, thread = read_clause(limit, THREAD, SETTING)
    assert reading.measure == "界限"
    counted = Clause("单价100万元(含)以上设备(不含车辆)", "", "count", "台")
    assert read_clause(counted, thread, SETTING)[0].topic.item == "单价100万元(含)以上设备"


def test_budgets_print_budget_figures():
    budget = replace(SETTING, budget=True)
    clause = Clause("一般公共预算拨款收入", "", "amount", "万元")
    assert read_clause(clause, THREAD, budget)[0].measure == "预算数"


NOUNS = [
    ("其中:货物采购金额", "货物采购金额"),
    ("、住房公积金", "住房公积金"),
    ("江州市档案局2023年度收入总计", "收入总计"),
    ("2022年、2023年机关养老保险财政补助", "机关养老保险财政补助"),
    ("主要领导干部用车", "主要领导干部用车"),
    ("公共服务", "公共服务"),
    ("按时办结率", "按时办结率"),
    ("对外服务经费", "对外服务经费"),
    ("信息化建设", "信息化建设"),
    ("二是组织开展基层巡查", "基层巡查"),
    ("机关运行经费预算为", "机关运行经费预算"),
]


@pytest.mark.parametrize(("printed", "noun"), NOUNS)
def test_clean_noun(printed, noun):
    assert clean_noun(printed, SETTING.names).text == noun


def test_last_years_figure_is_of_last_year():
    reading, _ = read_clause(Clause("由上年的", "增加到", "amount", "万元"), THREAD, SETTING)
    assert (reading.topic.item, reading.measure, reading.year) == ("培训费", "原值", 2022)


def test_the_year_before_a_noun_is_kept():
    assert clean_noun("2022年度收入合计", ()).year == 2022
    assert clean_noun("2021年至2022年工程", ()).year is None


PATHS = [
    ("一般公共服务(类)支出", ("一般公共服务支出",)),
    ("一般公共服务支出(类)财政事务(款)行政运行(项)", ("一般公共服务支出", "财政事务", "行政运行")),
    ("“教育支出(类)进修及培训(款)培训支出(项)”", ("教育支出", "进修及培训", "培训支出")),
    ("“住房保障支出”科目", ("住房保障支出",)),
    ("教育支出(205类)进修及培训(08款)", ("教育支出", "进修及培训")),
    ("住房改革支出(款)住房公积金(项)支出", ("住房改革支出", "住房公积金")),
    ("维修(护)费", ()),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "path"), PATHS)
def test_classified_path(noun, path):
    assert classified_path(noun) == path


def test_item_name_folds_what_people_leave_out():
    assert item_name("收、支总计") == "收支总计"
    assert item_name("单价50万元以上设备(不含车辆)") == "单价50万元以上设备"


def test_counted_thing_ends_before_its_verb():
    assert counted_thing("国办基础清单事项为重点") == "国办基础清单事项"
    assert counted_thing("窗口左右") == "窗口"


def test_canonical_base_names_another_year():
    assert canonical_base("2022年度决算数", 2023) == "上年"
    assert canonical_base("2019年", 2023) == "2019年"


def test_a_noun_that_ends_like_a_change_is_none():
    assert read_change("支持稳增长", "amount", 2023, None) is None
    assert read_change("支持稳增长", "amount", 2023, "上年") is not None


def test_split_parts_leaves_brackets_whole():
    assert split_parts("甲(乙,丙),丁") == ["甲(乙,丙)", "丁"]
