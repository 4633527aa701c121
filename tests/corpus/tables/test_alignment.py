"""Tables whose rules are missing, wholly or in part, read as their ruled twins do."""

from __future__ import annotations

import pytest

from corpus.model import Box, Fact, Page, Rule
from corpus.tables import find_tables, table_facts
from tests.corpus.table_pages import IDENTITY, LEFT, Row, Span, set_text, table_page

ABOVE = ("2023年度收入支出决算总表", "公开01表", "部门：某某市某某局", "金额单位：万元")

CODED: list[Row] = [
    [Span("项目", 1, 2), Span("本年支出", 1, 3)],
    ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
    [Span("合计", 1, 2), "1,030.00", "20.00", "1,010.00"],
    ["201", "一般公共服务支出", "1,030.00", "20.00", "1,010.00"],
    ["20103", "政府办公厅及相关机构事务", "1,030.00", "20.00", "1,010.00"],
    ["2010301", "行政运行", "20.00", "20.00", ""],
    ["2010302", "一般行政管理事务", "1,010.00", "", "1,010.00"],
]
BESIDE: list[Row] = [
    [Span("收入", 1, 3), Span("支出", 1, 3)],
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、事业收入", "1", "2.00", "一、教育支出", "5", "8.00"],
    ["二、其他收入", "2", "6.00", "二、国防支出", "6", ""],
    ["", "3", "", "三、外交支出", "7", "0.00"],
    ["本年收入合计", "4", "8.00", "本年支出合计", "8", "8.00"],
]
SHAPES = [(CODED, (110.0, 190.0, 90.0, 90.0, 90.0)), (BESIDE, (130.0, 50.0, 80.0) * 2)]


def meaning(*pages: Page) -> list[tuple[object, ...]]:
    """What the facts of the one table on the pages say, places aside."""
    (table,) = find_tables(pages)
    facts: tuple[Fact, ...] = table_facts(table, IDENTITY, 1)
    return [
        (f.item, f.row, f.code, f.column, f.measure, f.basis, f.value, f.unit, f.page)
        for f in facts
    ]


@pytest.mark.parametrize(("rows", "widths"), SHAPES)
def test_a_table_without_rules(rows: list[Row], widths: tuple[float, ...]) -> None:
    ruled = table_page(rows, widths, above=ABOVE)
    bare = table_page(rows, widths, above=ABOVE, ruled=False)
    assert meaning(bare) == meaning(ruled)


@pytest.mark.parametrize(("rows", "widths"), SHAPES)
def test_a_table_with_rules_between_columns_only(
    rows: list[Row], widths: tuple[float, ...]
) -> None:
    ruled = table_page(rows, widths, above=ABOVE)
    heads = 3 if rows is BESIDE else 2
    tops = sorted({rule.box.top for rule in ruled.rules if rule.horizontal})
    kept = [
        rule
        for rule in ruled.rules
        if not rule.horizontal or rule.box.top <= tops[heads] or rule.box.top == tops[-1]
    ]
    half = Page(1, ruled.width, ruled.height, 0, ruled.glyphs, tuple(kept))
    assert meaning(half) == meaning(ruled)


@pytest.mark.parametrize(("rows", "widths"), SHAPES)
def test_a_table_with_three_rules(rows: list[Row], widths: tuple[float, ...]) -> None:
    ruled = table_page(rows, widths, above=ABOVE)
    bare = table_page(rows, widths, above=ABOVE, ruled=False)
    right = LEFT + sum(widths)
    three = [Rule(Box(LEFT, y, right, y), 1.0) for y in (140.0, 172.0, 252.0)]
    page = Page(1, bare.width, bare.height, 0, bare.glyphs, tuple(three))
    assert meaning(page) == meaning(ruled)


def test_a_table_without_rules_over_a_page_break() -> None:
    rows, widths = SHAPES[0]
    pieces = [
        table_page(rows[:5], widths, above=ABOVE, ruled=False),
        table_page(rows[5:], widths, number=2, ruled=False),
    ]
    ruled = [
        table_page(rows[:5], widths, above=ABOVE),
        table_page(rows[5:], widths, number=2),
    ]
    assert meaning(*pieces) == meaning(*ruled)


def test_a_label_on_two_lines_is_one_label() -> None:
    widths = (110.0, 190.0, 90.0, 90.0, 90.0)
    page = table_page(CODED, widths, above=ABOVE, ruled=False, height=30.0)
    last = max(glyph.box.top for glyph in page.glyphs)
    more = set_text("（含专项）", LEFT + 112, last + 10)
    wrapped = Page(1, page.width, page.height, 0, (*page.glyphs, *more), ())
    assert meaning(wrapped)[-1][0] == "一般行政管理事务(含专项)"


def test_contents_and_running_text_are_no_tables() -> None:
    contents = [
        glyph
        for n, text in enumerate(["一、收入决算表", "二、支出决算表", "三、名词解释", "四、附件"])
        for glyph in (*set_text(text, 60, 100 + 20 * n), *set_text(str(n + 5), 700, 100 + 20 * n))
    ]
    # Spaced out by justification, each line prints a number apart from its words.
    prose = [
        glyph
        for n, (a, number, b, x) in enumerate(
            [
                ("本年收入预算总计", "24,169.74", "万元，与上年相比增加", 150),
                ("其中：一般公共预算", "2,214.39", "万元，增长百分之十，主要", 190),
                ("原因是人员增加", "1,890.27", "万元，支出也相应增加。", 115),
            ]
        )
        for glyph in (
            *set_text(a, 60, 300 + 20 * n),
            *set_text(number, x, 300 + 20 * n),
            *set_text(b, x + 60, 300 + 20 * n),
        )
    ]
    page = Page(1, 842.0, 595.0, 0, (*contents, *prose), ())
    assert find_tables([page]) == ()


def test_text_over_the_border_of_its_cell_is_whole() -> None:
    rows: list[Row] = [["项目", "金额"], ["公务用车运行维护费支出合计", ""], ["会议费", "2.00"]]
    (table,) = find_tables([table_page(rows, (100.0, 80.0), above=ABOVE)])
    facts = table_facts(table, IDENTITY, 1)
    assert [(f.item, f.value and str(f.value)) for f in facts] == [
        ("公务用车运行维护费支出合计", None),
        ("会议费", "2.00"),
    ]


def test_a_turned_page_goes_on_with_the_table() -> None:
    wide = table_page(CODED[:5], (110.0, 190.0, 90.0, 90.0, 90.0), above=ABOVE)
    narrow = table_page(CODED[5:], (70.0, 130.0, 60.0, 60.0, 60.0), number=2)
    turned = Page(2, 595.0, 842.0, 0, narrow.glyphs, narrow.rules)
    assert [fact[0] for fact in meaning(wide, turned)][-1] == "一般行政管理事务"


def test_rows_without_figures_stay_in_the_table() -> None:
    rows: list[Row] = [
        [Span("收入", 1, 2), Span("支出", 1, 2)],
        ["项目", "决算数", "项目", "决算数"],
        ["一、财政拨款收入", "9.00", "一、一般公共服务支出", ""],
        *([["", "", f"{n}、某某支出", ""] for n in "二三四五六七八"]),
        ["", "", "九、住房保障支出", "9.00"],
        ["总计", "9.00", "总计", "9.00"],
        ["", "", "", ""],
    ]
    widths = (130.0, 80.0, 130.0, 80.0)
    bare = [f for f in meaning(table_page(rows, widths, above=ABOVE, ruled=False)) if f[6]]
    assert bare == [f for f in meaning(table_page(rows, widths, above=ABOVE)) if f[6]]
    assert len(bare) == 4


def test_page_numbers_and_dashes_make_no_columns() -> None:
    rows: list[Row] = [
        ["项目", "预算数", "决算数"],
        ["公务接待费", "—", "2,000.00"],
        ["会议费", "—", "3,000.00"],
        ["培训费", "4,000.00", "5,000.00"],
    ]
    page = table_page(rows, (130.0, 90.0, 90.0), above=ABOVE, ruled=False)
    foot = [g for text, x in (("-", 200), ("4", 210), ("-", 220)) for g in set_text(text, x, 216)]
    numbered = Page(1, page.width, page.height, 0, (*page.glyphs, *foot), ())
    (table,) = find_tables([numbered])
    figures = [(f.item, f.column, f.value) for f in table_facts(table, IDENTITY, 1) if f.value]
    assert [(item, *column) for item, column, _ in figures] == [
        ("公务接待费", "决算数"),
        ("会议费", "决算数"),
        ("培训费", "预算数"),
        ("培训费", "决算数"),
    ]


def test_counts_below_the_amounts_are_a_table_of_their_own() -> None:
    heads = ["合计", "因公出国（境）费", "公务接待费", "会议费"]
    widths = (90.0, 120.0, 90.0, 90.0)
    figures = ["9.00", "1.00", "2.00", "6.00"]
    page = table_page([heads, figures], widths, above=ABOVE, ruled=False)
    lines = [
        ("相关统计数：", None, None, None),
        ("因公出国（境）团组数（个）", "1", "会议次数（个）", "12"),
        ("公务用车保有量（辆）", "7", "参加会议人次（人）", "345"),
    ]
    more = [
        glyph
        for n, line in enumerate(lines)
        for text, x in zip(line, (LEFT, 190, 230, 420), strict=True)
        if text
        for glyph in set_text(text, x - (len(text) * 4.5 if text.isdigit() else 0), 180 + 16 * n)
    ]
    tables = find_tables([Page(1, page.width, page.height, 0, (*page.glyphs, *more), ())])
    facts = [f for table in tables for f in table_facts(table, IDENTITY, 1)]
    amounts = {f.column: str(f.value) for f in facts if f.unit == "万元"}
    assert amounts == {(head,): value for head, value in zip(heads, figures, strict=True)}
    assert {(f.item, str(f.value), f.unit) for f in facts} >= {
        ("因公出国(境)团组数(个)", "1", "个"),
        ("公务用车保有量(辆)", "7", "辆"),
        ("参加会议人次(人)", "345", "人"),
    }
