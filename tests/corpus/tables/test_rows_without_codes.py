"""Rows whose names alone say where they belong, and tables ruled between their rows alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model import Box, Glyph, Page, Rule
from corpus.tables import find_tables, table_facts
from tests.corpus.table_pages import IDENTITY, LEFT, Row, Span, set_text, table_page, width_of

ABOVE = ["某某情况表", "单位：万元"]


def paths(page: Page) -> list[tuple[str, ...]]:
    """The rows of the page's only table that print a figure."""
    (table,) = find_tables([page])
    facts = table_facts(table, IDENTITY, 1)
    return list(dict.fromkeys(fact.row for fact in facts if fact.value is not None))


@pytest.mark.parametrize("ruled", [True, False])
def test_a_row_set_further_in_is_part_of_the_row_above(ruled: bool) -> None:
    rows: list[Row] = [
        ["项目", "合计", "基本支出"],
        ["合　　计", "9.50", "9.50"],
        ["社会保障和就业支出", "6.50", "6.50"],
        ["　行政事业单位养老支出", "6.50", "6.50"],
        ["　　机关事业单位养老保险缴费支出", "4.50", "4.50"],
        ["　　行政单位离退休", "2.00", "2.00"],
        ["住房保障支出", "3.00", "3.00"],
        ["　住房改革支出", "3.00", "3.00"],
    ]
    pensions = ("社会保障和就业支出", "行政事业单位养老支出")
    assert paths(table_page(rows, (170.0, 90.0, 90.0), above=ABOVE, ruled=ruled)) == [
        ("合计",),
        pensions[:1],
        pensions,
        (*pensions, "机关事业单位养老保险缴费支出"),
        (*pensions, "行政单位离退休"),
        ("住房保障支出",),
        ("住房保障支出", "住房改革支出"),
    ]


def test_a_row_set_in_the_middle_is_part_of_nothing() -> None:
    names = ["本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计"]
    rows: list[Row] = [["项目", "决算数"], *(["", f"{n}.50"] for n in range(1, 5))]
    page = table_page(rows, (140.0, 90.0), above=ABOVE)
    middle = [
        glyph
        for n, name in enumerate(names, start=1)
        for glyph in set_text(name, LEFT + 70 - width_of(name) / 2, 103.5 + 16 * n)
    ]
    assert paths(Page(1, 842, 595, 0, (*page.glyphs, *middle), page.rules)) == [
        (name,) for name in names
    ]


def test_a_name_printed_once_more_is_part_of_what_stands_between() -> None:
    rows: list[Row] = [
        ["项目", "决算数"],
        ["一、一般公共预算财政拨款", "8.00"],
        ["二、政府性基金预算财政拨款", "1.00"],
        ["本年收入合计", "9.00"],
        ["年初财政拨款结转和结余", "2.00"],
        ["一般公共预算财政拨款", "1.50"],
        ["政府性基金预算财政拨款", "0.50"],
        ["总计", "11.00"],
    ]
    carried = "年初财政拨款结转和结余"
    assert paths(table_page(rows, (160.0, 90.0), above=ABOVE)) == [
        ("一般公共预算财政拨款",),
        ("政府性基金预算财政拨款",),
        ("本年收入合计",),
        (carried,),
        (carried, "一般公共预算财政拨款"),
        (carried, "政府性基金预算财政拨款"),
        ("总计",),
    ]


def test_digits_at_the_start_of_one_name_are_no_code() -> None:
    rows: list[Row] = [
        ["项目", "金额"],
        ["12345热线办理辅助", "9.00"],
        ["检查辅助", "8.00"],
        ["宣传辅助", "7.00"],
    ]
    (table,) = find_tables([table_page(rows, (160.0, 90.0), above=ABOVE)])
    assert next((f.item, f.code) for f in table_facts(table, IDENTITY, 1)) == (
        "12345热线办理辅助",
        None,
    )


def between_rows(lines: Sequence[Sequence[tuple[str, float]]], height: float) -> Page:
    """Rows of cells given as (text, x); a label of two lines has a bar; rules between rows."""
    glyphs: list[Glyph] = [*set_text("某某信息表", 200, 60), *set_text("单位：万元", 400, 80)]
    rules = [Rule(Box(LEFT, 100, 480, 100), 0.5)]
    for index, cells in enumerate(lines):
        top = 100 + height * index
        for text, x in cells:
            parts = text.split("|")
            first = top + (height - 10 * len(parts)) / 2
            for n, part in enumerate(parts):
                glyphs += set_text(part, x, first + 10 * n)
        rules.append(Rule(Box(LEFT, top + height, 480, top + height), 0.5))
    return Page(1, 595.0, 842.0, 0, tuple(glyphs), tuple(rules))


def test_what_two_rules_enclose_is_one_row() -> None:
    page = between_rows(
        [
            [("项目", 60), ("预算数", 150), ("决算数", 200), ("项目", 290), ("决算数", 430)],
            [("一、“三公”经费", 42), ("—", 170), ("—", 222), ("二、机关运行经费", 236), ("132.82", 430)],
            [("（一）支出合计", 42), ("10.20", 160), ("9.11", 209), ("（一）行政单位", 236), ("132.82", 430)],
            [("1.公务接待费", 42), ("1.20", 165), ("0.85", 209), ("三、资产情况", 236), ("—", 448)],
            [("（二）相关|统计数", 42), ("—", 170), ("—", 222), ("（一）车辆数（辆）", 236), ("3", 450)],
            [("1.接待批次（个）", 42), ("—", 170), ("14", 218), ("1.特种用|车", 236), ("2", 450)],
            [("2.接待人次", 42), ("—", 170), ("96", 218), ("（二）设备|（台/套）", 236), ("0", 450)],
        ],
        24.0,
    )  # fmt: skip
    (table,) = find_tables([page])
    facts = table_facts(table, IDENTITY, 1)
    found = [(f.row, str(f.value), f.unit) for f in facts if f.value is not None]
    assert sorted(found) == sorted(
        [
            (("“三公”经费", "支出合计"), "10.20", "万元"),
            (("“三公”经费", "支出合计"), "9.11", "万元"),
            (("“三公”经费", "支出合计", "公务接待费"), "1.20", "万元"),
            (("“三公”经费", "支出合计", "公务接待费"), "0.85", "万元"),
            (("“三公”经费", "相关统计数", "接待批次（个）"), "14", "个"),
            (("“三公”经费", "相关统计数", "接待人次"), "96", None),
            (("机关运行经费",), "132.82", "万元"),
            (("机关运行经费", "行政单位"), "132.82", "万元"),
            (("资产情况", "车辆数（辆）"), "3", "辆"),
            (("资产情况", "车辆数（辆）", "特种用车"), "2", "辆"),
            (("资产情况", "设备（台/套）"), "0", "台/套"),
        ]
    )


def test_standards_of_a_score_are_no_figures_of_a_form() -> None:
    rows: list[Row] = [
        ["一级指标", "二级指标", "分值", "评分标准", "得分"],
        ["投入", "在职人员控制率", "5", "不高于100%计5分", "4.5"],
        [Span("合计", 1, 2), "5", "", "4.5"],
    ]
    above = ["部门整体支出绩效自评表"]
    (table,) = find_tables([table_page(rows, (60, 100, 60, 120, 60), above=above)])
    facts = table_facts(table, IDENTITY, 1)
    assert [(f.measure, str(f.value)) for f in facts if f.row[-1] == "在职人员控制率"] == [
        ("分值", "5"),
        ("得分", "4.5"),
    ]


def test_a_form_is_of_the_project_that_it_names_below_its_title_and_year() -> None:
    rows: list[Row] = [
        [Span("专项（项目）名称", 1, 2), Span("社区书屋建设", 1, 3)],
        ["一级指标", "二级指标", "年度指标值", "全年完成值", "得分"],
        ["产出指标", "开放书屋", "≥40处", "43处", "15"],
        [Span("合计", 1, 4), "94.25"],
    ]
    above = ["专项（项目）支出绩效自评表", "（2022年度）"]
    (table,) = find_tables([table_page(rows, (80, 100, 90, 90, 60), above=above)])
    facts = table_facts(table, IDENTITY, 1)
    assert (table.title, table.subject) == (above[0], "社区书屋建设")
    assert [(f.item, f.measure, str(f.value)) for f in facts] == [
        ("开放书屋", "目标值", "40"),
        ("开放书屋", "完成值", "43"),
        ("开放书屋", "得分", "15"),
        ("总分", "得分", "94.25"),
    ]
