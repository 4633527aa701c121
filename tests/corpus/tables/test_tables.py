"""Tables on pages set by hand: found, named, joined and read."""

from __future__ import annotations

import pytest

from corpus.model import Fact, Page, Table
from corpus.tables import find_tables, table_facts
from tests.corpus.table_pages import IDENTITY, Row, Span, set_text, table_page

ABOVE = ("2023年度支出决算表", "公开03表", "部门：某某市某某局", "金额单位：万元")
HEAD: list[Row] = [
    [Span("项目", 1, 2), Span("本年支出", 1, 3)],
    ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
]
BODY: list[Row] = [
    [Span("合计", 1, 2), "30.00", "20.00", "10.00"],
    ["201", "一般公共服务支出", "30.00", "20.00", "10.00"],
    ["20103", "政府办公厅及相关机构事务", "30.00", "20.00", "10.00"],
    ["2010301", "行政运行", "20.00", "20.00", ""],
    ["2010302", "一般行政管理事务", "10.00", "", "10.00"],
]
WIDTHS = (100.0, 160.0, 80.0, 80.0, 80.0)


def facts_of(*pages: Page) -> tuple[Table, dict[tuple[str, ...], Fact]]:
    """The one table of the pages, and its facts by (item, last head)."""
    (table,) = find_tables(pages)
    facts = table_facts(table, IDENTITY, 1)
    return table, {(fact.item, fact.column[-1] if fact.column else ""): fact for fact in facts}


def test_caption_head_and_codes() -> None:
    table, facts = facts_of(table_page([*HEAD, *BODY], WIDTHS, above=ABOVE))
    assert (table.title, table.code, table.unit) == (ABOVE[0], "公开03表", "万元")
    assert (table.entity, table.standard, table.header_rows) == ("某某市某某局", "支出决算表", 2)
    fact = facts["行政运行", "基本支出"]
    assert fact.row == ("一般公共服务支出", "政府办公厅及相关机构事务", "行政运行")
    assert (fact.code, fact.column) == ("2010301", ("本年支出", "基本支出"))
    assert (fact.measure, fact.basis, str(fact.value)) == ("决算数", "基本支出", "20.00")
    assert facts["合计", "小计"].basis is None


def test_an_empty_cell_is_empty_and_a_printed_zero_is_a_figure() -> None:
    rows = [*HEAD, *BODY[:-1], ["2010302", "一般行政管理事务", "0.00", "", "0.00"]]
    _, facts = facts_of(table_page(rows, WIDTHS, above=ABOVE))
    assert facts["一般行政管理事务", "基本支出"].value is None
    assert facts["一般行政管理事务", "基本支出"].printed == ""
    assert str(facts["一般行政管理事务", "项目支出"].value) == "0.00"


def test_without_rules_between_pages_or_with_them_the_table_is_one() -> None:
    whole, facts = facts_of(table_page([*HEAD, *BODY], WIDTHS, above=ABOVE))
    first = table_page([*HEAD, *BODY[:3]], WIDTHS, above=ABOVE)
    for head in ([], HEAD):
        second = table_page([*head, *BODY[3:]], WIDTHS, number=2)
        table, split = facts_of(first, second)
        assert table.row_count == whole.row_count
        assert {key: (fact.row, fact.value) for key, fact in split.items()} == {
            key: (fact.row, fact.value) for key, fact in facts.items()
        }
        assert split["行政运行", "小计"].page == 2


def test_a_note_under_the_first_piece_ends_the_table() -> None:
    first = table_page([*HEAD, *BODY[:3]], WIDTHS, above=ABOVE, below=["注：本表反映支出情况。"])
    second = table_page(BODY[3:], WIDTHS, number=2)
    assert len(find_tables([first, second])) == 2


def test_a_piece_may_lack_the_divisions_of_the_head() -> None:
    head: list[Row] = [[Span("项目", 1, 4), Span("合计", 2, 1)], ["类", "款", "项", "科目名称"]]
    first = table_page([*head, ["201", "", "", "一般公共服务支出", "5.00"]], (30, 30, 30, 100, 60))
    second = table_page([["2010301", "行政运行", "5.00"]], (90, 100, 60), number=2)
    table, facts = facts_of(first, second)
    assert table.column_count == 5
    assert facts["行政运行", "合计"].row == ("一般公共服务支出", "行政运行")


def test_a_row_that_a_page_break_cut_is_one_row() -> None:
    head: list[Row] = [["项目", "行次", "决算数"]]
    first = table_page([*head, ["一、教育支出", "1", "5.00"], ["二、国有资本", "2", "6.00"]],
                       (120, 40, 60))  # fmt: skip
    second = table_page(
        [["经营支出", "", ""], ["三、其他支出", "3", "7.00"]], (120, 40, 60), number=2
    )
    table, facts = facts_of(first, second)
    assert table.row_count == 4
    assert str(facts["国有资本经营支出", "决算数"].value) == "6.00"
    assert facts["其他支出", "决算数"].row_index == 3


def test_codes_split_over_three_columns() -> None:
    rows: list[Row] = [
        [Span("项目", 1, 4), Span("合计", 2, 1)],
        ["类", "款", "项", "科目名称"],
        ["201", "", "", "一般公共服务支出", "9.00"],
        ["201", "06", "", "财政事务", "9.00"],
        ["201", "6", "01", "行政运行", "9.00"],
        ["", "", "02", "一般行政管理事务", "0.00"],
    ]
    _, facts = facts_of(table_page(rows, (30, 30, 30, 120, 60)))
    assert facts["行政运行", "合计"].code == "2010601"
    assert facts["一般行政管理事务", "合计"].row == (
        "一般公共服务支出",
        "财政事务",
        "一般行政管理事务",
    )


def test_blocks_side_by_side_keep_their_own_labels() -> None:
    rows: list[Row] = [
        [Span("人员经费", 1, 3), Span("公用经费", 1, 3)],
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", "7.00", "302", "商品和服务支出", "3.00"],
        ["30101", "基本工资", "7.00", "30201", "办公费", ""],
        [Span("人员经费合计", 1, 2), "7.00", Span("公用经费合计", 1, 2), "3.00"],
    ]
    _, facts = facts_of(table_page(rows, (60, 100, 60, 60, 100, 60)))
    assert facts["基本工资", "决算数"].row == ("人员经费", "工资福利支出", "基本工资")
    assert facts["办公费", "决算数"].row == ("公用经费", "商品和服务支出", "办公费")
    assert facts["办公费", "决算数"].value is None
    assert str(facts["公用经费合计", "决算数"].value) == "3.00"


def test_line_and_column_numbers_are_no_facts_and_sums_nest_rows() -> None:
    rows: list[Row] = [
        [Span("收入", 1, 3), Span("支出", 1, 3)],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、事业收入", "1", "2.00", "一、教育支出", "5", "8.00"],
        ["本年收入合计", "2", "2.00", "本年支出合计", "6", "8.00"],
        ["年初结转和结余", "3", "6.00", "年末结转和结余", "7", "0.00"],
        ["一般公共预算", "4", "6.00", "", "8", ""],
    ]
    page = table_page(rows, (100, 40, 60) * 2, below=["注：3行=(4)行；2行=(1)行。"])
    table, facts = facts_of(page)
    assert [cell.text for cell in table.cells if cell.role == "column_number"] == ["1", "2"]
    assert facts["一般公共预算", "金额"].row == ("收入", "年初结转和结余", "一般公共预算")
    assert facts["教育支出", "金额"].row == ("支出", "教育支出")
    assert len(facts) == 7


def test_columns_are_the_items_where_no_row_has_a_label() -> None:
    cars = Span("公务用车购置及运行维护费", 1, 3)
    rows: list[Row] = [
        [Span("预算数", 1, 5), Span("决算数", 1, 5)],
        [Span("合计", 2, 1), cars, Span("公务接待费", 2, 1)] * 2,
        ["小计", "购置费", "运行维护费"] * 2,
        [str(n) for n in range(1, 11)],
        ["9.00", "8.00", "5.00", "3.00", "1.00", "4.00", "4.00", "", "4.00", ""],
    ]
    above = ("2023年度财政拨款“三公”经费支出决算表", "单位：万元")
    (table,) = find_tables([table_page(rows, (60,) * 10, above=above)])
    facts = table_facts(table, IDENTITY, 1)
    assert [(fact.item, fact.measure) for fact in facts[:2]] == [
        ("“三公”经费合计", "预算数"),
        ("公务用车购置及运行维护费", "预算数"),
    ]
    assert facts[-1].item == "公务接待费"
    assert facts[-1].value is None
    assert facts[-1].measure == "决算数"


@pytest.mark.parametrize(
    ("above", "unit"),
    [(("收入决算表（单位：元）",), "元"), (("收入决算表", "金额单位：亿元"), "亿元"), ((), None)],
)
def test_a_tables_own_unit(above: tuple[str, ...], unit: str | None) -> None:
    table, facts = facts_of(table_page([*HEAD, *BODY], WIDTHS, above=above))
    assert table.unit == unit
    assert facts["行政运行", "小计"].unit == unit


def test_caption_and_note_inside_the_grid() -> None:
    rows: list[Row] = [
        [Span("2023年度支出决算表", 1, 5)],
        [Span("部门：某某市某某局", 1, 3), Span("单位：万元", 1, 2)],
        *HEAD,
        *BODY,
        [Span("注：1栏各行=（2+3）栏各行。", 1, 5)],
    ]
    table, facts = facts_of(table_page(rows, WIDTHS))
    assert (table.title, table.unit, table.entity) == (
        "2023年度支出决算表",
        "万元",
        "某某市某某局",
    )
    assert table.formulas[0].total == 1
    assert facts["行政运行", "基本支出"].column == ("本年支出", "基本支出")


def test_years_and_rates_of_columns() -> None:
    rows: list[Row] = [
        ["项目", "2022年决算数", "决算数", "上年决算数", "增减额", "增减率（%）"],
        ["支出合计", "8.00", "10.00", "8.00", "2.00", "25.00"],
        ["其中：基本支出", "8.00", "9.00", "8.00", "1.00", "12.50%"],
    ]
    _, facts = facts_of(table_page(rows, (120, 80, 80, 80, 80, 80), above=("情况表", "单位：元")))
    assert facts["支出合计", "2022年决算数"].year == 2022
    assert facts["支出合计", "上年决算数"].year == 2022
    assert facts["支出合计", "决算数"].year == 2023
    assert (facts["支出合计", "增减率（%）"].unit, facts["支出合计", "增减额"].unit) == ("%", "元")
    assert facts["基本支出", "增减率（%）"].row == ("支出合计", "基本支出")


FORM: list[Row] = [
    ["项目名称", Span("智慧城市建设", 1, 5)],
    ["预算执行情况(万元)(20分)", "资金来源", "预算数(A)", "执行数(B)", "执行率(B/A)", "得分"],
    ["", "财政拨款", "100.00", "98.50", "98.5%", "19.70"],
    [Span("年度目标1: 建成平台", 1, 6)],
    [Span("绩效指标", 3, 1), "二级指标", "指标名称", "年初目标值(A)", "实际完成值(B)", "得分"],
    [Span("数量指标(30分)", 2, 1), "平台数量", "≥3个", "达到5个", "30"],
    ["用户评价", "良好", "良好", "5"],
]


def test_a_form_has_heads_in_its_middle() -> None:
    page = table_page(FORM, (140, 90, 100, 90, 90, 60), above=("智慧城市项目评价表", "得分：94.7"))
    table, facts = facts_of(page)
    assert (table.kind, table.subject) == ("form", "智慧城市建设")
    assert facts["财政拨款", "执行率(B/A)"].unit == "%"
    assert facts["财政拨款", "预算数(A)"].unit == "万元"
    done = facts["平台数量", "实际完成值(B)"]
    assert (str(done.value), done.unit, done.printed) == ("5", "个", "达到5个")
    assert done.row == ("年度目标1: 建成平台", "绩效指标", "数量指标(30分)", "平台数量")
    assert ("用户评价", "实际完成值(B)") not in facts
    assert str(facts["数量指标", ""].value) == "30"
    score = facts["智慧城市建设", "得分"]
    assert (str(score.value), score.unit, score.row_index) == ("94.7", "分", None)


def test_figures_among_words_have_a_box_each() -> None:
    rows: list[Row] = [
        ["序号", "重点工作", "工作内容及目标", "完成情况"],
        ["1", "一网通办", "接入事项150项，办结率98%", "100%"],
    ]
    (table,) = find_tables([table_page(rows, (40, 100, 200, 60))])
    facts = table_facts(table, IDENTITY, 1)
    assert [(fact.item, fact.measure, fact.printed) for fact in facts] == [
        ("一网通办", "目标值", "150项"),
        ("一网通办", "目标值", "98%"),
        ("一网通办", "完成值", "100%"),
    ]
    assert facts[0].box.x1 < facts[1].box.x0


def test_a_caption_at_the_foot_of_the_page_before() -> None:
    code = set_text("公开03表", 40, 540)
    before = Page(1, 842.0, 595.0, 0, tuple(code), ())
    page = table_page([*HEAD, *BODY], WIDTHS, number=2, above=(ABOVE[0], ABOVE[3]))
    (table,) = find_tables([before, page])
    assert (table.code, table.title, table.unit) == ("公开03表", ABOVE[0], "万元")


def test_running_heads_and_page_numbers_do_not_part_a_table() -> None:
    def furnished(page: Page) -> Page:
        extra = (
            *set_text("某某市某某局2023年度部门决算", 300, 20),
            *set_text(f"- {page.number} -", 400, 570),
        )
        return Page(page.number, 842.0, 595.0, 0, (*page.glyphs, *extra), page.rules)

    pages = [
        furnished(table_page([*HEAD, *BODY[:2]], WIDTHS, above=ABOVE)),
        furnished(table_page(BODY[2:4], WIDTHS, number=2)),
        furnished(table_page(BODY[4:], WIDTHS, number=3)),
    ]
    (table,) = find_tables(pages)
    assert len(table.places) == 3
    assert table.title == ABOVE[0]


def test_a_unit_that_only_one_standard_table_lacks() -> None:
    first = table_page([*HEAD, *BODY], WIDTHS, above=ABOVE, below=["注：完。"])
    second = table_page([*HEAD, *BODY], WIDTHS, number=2, above=["2023年度收入决算表"])
    assert [table.unit for table in find_tables([first, second])] == ["万元", "万元"]
