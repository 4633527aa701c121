"""What the explanation names, dates and explains, against the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Block, Fact, Report, Span
from corpus.model import BlockKind
from corpus.reconcile import reconcile
from tests.corpus.reconcile.making import BOX, report, row, table, told

GENERAL = "一般公共预算财政拨款支出决算表"
PATH = ("教育支出", "教育管理事务")


def found(of: Report, rule: str) -> list[str]:
    """The severities of a rule's findings."""
    return [finding.severity for finding in reconcile(of).findings if finding.rule == rule]


def classes() -> list[Fact]:
    """教育支出 with one group of two items."""
    return [
        row("合计", "3.00"),
        row("教育支出", "3.00", code="205"),
        row("教育管理事务", "3.00", code="20501", row=PATH),
        row("行政运行", "1.00", code="2050101", row=(*PATH, "行政运行")),
        row("机关服务", "2.00", code="2050103", row=(*PATH, "机关服务")),
    ]


def items(*names: str) -> tuple[str, list[Fact]]:
    """A sentence for each item, 1.00 and 2.00 万元."""
    text = "".join(f"{name}（项）支出{n}.00万元。" for n, name in enumerate(names, start=1))
    facts = [
        told(name, f"{n}.00", f"{n}.00万", text, row=(*PATH, name))
        for n, name in enumerate(names, start=1)
    ]
    return text, facts


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("行政运行", "机关服务"), []), (("行政运行", "机关后勤"), ["warning"])],
)
def test_an_item_is_named_as_in_the_table(names: tuple[str, str], expected: list[str]) -> None:
    text, facts = items(*names)
    audited = report([(table(1, GENERAL), classes())], text, facts)
    assert found(audited, "told-name") == expected
    messages = [f.message for f in reconcile(audited).findings if f.rule == "told-name"]
    assert all("机关服务" in message for message in messages)


def test_names_of_another_kind_are_not_compared() -> None:
    text, facts = items("甲类事项", "乙类事项")
    audit = reconcile(report([(table(1, GENERAL), classes())], text, facts))
    assert "told-name" in {each.rule for each in audit.skipped}
    assert not [f for f in audit.findings if f.rule == "told-name"]


@pytest.mark.parametrize(
    ("outturn", "after", "expected"),
    [
        ("1.50", "。", ["warning"]),
        ("1.50", "，主要原因是人员增加。", []),
        ("1.00", "。", []),
        ("1.01", "。", []),
    ],
)
def test_a_difference_from_the_budget_needs_a_reason(
    outturn: str, after: str, expected: list[str]
) -> None:
    text = f"年初预算为1.00万元，支出决算为{outturn} 万元{after}"
    facts = [
        told("教育支出", "1.00", "1.00万", text, measure="年初预算数"),
        told("教育支出", outturn, f"{outturn} 万", text),
    ]
    assert found(report(text=text, facts=facts), "reason-missing") == expected


def test_an_amount_that_the_table_leaves_blank() -> None:
    text = "公务接待费年初预算为0.95万元。"
    facts = [told("公务接待费", "0.95", "0.95", text, measure="年初预算数")]
    public = table(1, "三公经费支出决算表")
    for printed, expected in ((None, ["warning"]), ("0.95", [])):
        cells = [row("公务接待费", printed, measure="预算数", column=("预算数",))]
        assert found(report([(public, cells)], text, facts), "told-but-blank") == expected


@pytest.mark.parametrize(
    ("amount", "groups", "expected"),
    [("5.00", "2", []), ("5.00", "0", ["warning"]), ("0.00", "2", ["warning"]), ("0.00", "0", [])],
)
def test_money_for_journeys_goes_with_journeys(
    amount: str, groups: str, expected: list[str]
) -> None:
    text = f"因公出国（境）费{amount}万元，团组{groups}个。"
    count = {"measure": "数量", "unit": "个"}
    facts = [
        told("因公出国(境)费", amount, amount, text),
        told("因公出国(境)团组", groups, f"{groups}个", text, **count),
    ]
    assert found(report(text=text, facts=facts), "counts-and-amounts") == expected


@pytest.mark.parametrize(("year", "expected"), [(2023, []), (2021, ["warning"])])
def test_this_years_total_is_told_of_this_year(year: int, expected: list[str]) -> None:
    text = f"{year}年度本年支出合计3.00万元。"
    facts = [told("本年支出合计", "3.00", "3.00", text, year=year)]
    audited = report([(table(1, "支出决算表"), classes())], text, facts)
    assert found(audited, "told-year") == expected


def test_a_comparison_is_with_the_year_before() -> None:
    text = "与2022年度相比持平。与2022年度相比持平。与2021年度相比持平。"
    assert found(report(text=text), "compared-year") == ["warning"]
    assert found(report(text="与2021年度相比，增长较快。"), "compared-year") == []


def test_headings_name_the_reports_own_entity() -> None:
    own, other = "某区审批局2023年度部门决算", "第三部分 某区民政局2023年度部门决算情况说明"
    assert found(report(headings=[own]), "entity-name") == []
    assert found(report(headings=[own, other]), "entity-name") == ["warning"]


def test_a_table_in_another_unit_is_one_finding() -> None:
    income = [row("合计", "3.00", unit="元")]
    spending = [row("本年收入合计", "3.00"), row("本年支出合计", "3.00")]
    wrong = replace(table(2, "收入决算表"), unit="元")
    audited = report(
        [
            (table(1, "收入支出决算总表"), spending),
            (wrong, income),
            (table(3, "支出决算表"), [row("合计", "3.00")]),
        ]
    )
    findings = [f for f in reconcile(audited).findings if f.severity in ("error", "warning")]
    assert [f.rule for f in findings if "单位印为 元" in f.message] == ["unit-label"]
    assert not [f for f in findings if f.rule == "between-tables"]


@pytest.mark.parametrize(("closing", "expected"), [("4.00", []), ("5.00", ["error"])])
def test_what_a_row_carries_over(closing: str, expected: list[str]) -> None:
    amounts = {"年初结转和结余": "3.00", "本年收入": "6.00", "本年支出": "5.00"}
    cells = [
        row("合计", value, column=(name,), basis=name, row_index=0, column_index=at)
        for at, (name, value) in enumerate([*amounts.items(), ("年末结转和结余", closing)])
    ]
    audited = report([(table(1, "政府性基金预算财政拨款收入支出决算表"), cells)])
    one_row = tuple(replace(fact, row_index=0) for fact in audited.facts)
    assert found(replace(audited, facts=one_row), "carried-over") == expected


def test_a_rate_is_not_told_of_again_where_its_amount_is_wrong() -> None:
    text = "支出合计0万元，比上年减少1.00万元，下降25.00%。"
    change = {"base": "上年", "direction": -1}
    facts = [
        told("支出合计", "0", "0万", text),
        told("支出合计", "1.00", "1.00万", text, measure="增减额", **change),
        told("支出合计", "25.00", "25.00%", text, measure="增减率", unit="%", **change),
    ]
    audit = reconcile(report([(table(1, "支出决算表"), classes())], text, facts))
    assert [f.rule for f in audit.findings if f.severity == "error"] == ["explanation-total"]
    assert "change-rate" in {each.rule for each in audit.skipped}


def test_the_text_speaks_of_the_reports_own_entity() -> None:
    own, other = "2023年度某区审批局机关运行经费下降。", "2023年度某区民政局政府采购不变。"
    assert found(report(text=own), "named-in-text") == []
    assert found(report(text=own * 2 + other), "named-in-text") == ["warning"]
    assert found(report(text=other), "named-in-text") == ["warning"]
    assert found(report(text=f"下属单位有某区民政局。{other}"), "named-in-text") == []
    assert found(report(text=other.replace("某区", "某市")), "named-in-text") == []


def test_money_carried_over_is_set_out_by_the_funds_under_it() -> None:
    rows = [
        row("本年收入合计", "5.00"),
        row("年初财政拨款结转和结余", "3.00"),
        row("一般公共预算财政拨款", "3.00"),
        row("总计", "8.00"),
    ]
    assert found(report([(table(1, "财政拨款收入支出决算总表"), rows)]), "running-total") == []


def test_a_change_is_computed_from_two_printed_years() -> None:
    text = "2022年决算2.00万元，2023年决算 3.00万元，比上年增长50.00%。"
    rate = {"measure": "增减率", "unit": "%", "base": "上年", "direction": 1}
    for printed, expected in (("50.00", []), ("60.00", ["error"])):
        facts = [
            told("教育支出", "2.00", "2.00", text, year=2022),
            told("教育支出", "3.00", "3.00", text),
            told("教育支出", printed, "50.00%", text, **rate),
        ]
        assert found(report(text=text, facts=facts), "change-rate") == expected


@pytest.mark.parametrize(
    ("way", "reason", "expected"),
    [
        (1, "压减了一般性支出", ["warning"]),
        (1, "上年压减，本年恢复", []),
        (-1, "人员增加", ["warning"]),
        (-1, "厉行节约", []),
    ],
)
def test_a_reason_does_not_speak_of_the_opposite(
    way: int, reason: str, expected: list[str]
) -> None:
    text = f"机关运行经费比上年变动2.51万元，主要原因是{reason}。"
    change = {"measure": "增减额", "base": "上年", "direction": way}
    facts = [told("机关运行经费", "2.51", "2.51万", text, **change)]
    assert found(report(text=text, facts=facts), "reason-opposed") == expected


def test_one_item_is_no_multiple_of_all_spending() -> None:
    text = "会议费支出4.18亿元。合同金额9.99亿元。"
    facts = [
        told("会议费支出", "4.18", "4.18", text, unit="亿元"),
        told("合同金额", "9.99", "9.99", text, unit="亿元"),
    ]
    spending = [(table(1, "支出决算表"), [row("合计", "4809.13")])]
    assert found(report(spending, text, facts), "above-total") == ["warning"]


@pytest.mark.parametrize(("guests", "expected"), [("402", []), ("420", ["error"])])
def test_guests_are_counted_as_in_the_table(guests: str, expected: list[str]) -> None:
    text = f"国内公务接待{guests}人次。"
    facts = [told("国内公务接待", guests, guests, text, measure="数量", unit="人次")]
    cells = [row("国内公务接待人次(人)", "402", measure="数量", unit=None)]
    public = [(table(1, "三公经费支出决算表"), cells)]
    assert found(report(public, text, facts), "counts-told") == expected


def test_the_reports_own_words_are_of_its_year() -> None:
    assert found(report(text="本部门2021年度共5个项目。"), "year-in-text") == ["warning"]
    assert found(report(text="本部门2023年度共5个项目。"), "year-in-text") == []


def test_shares_that_make_up_the_whole_belong_to_amounts_that_do() -> None:
    text = "支出合计300.00万元，其中：甲 90.00万元，占33.33%；乙 200.00万元，占66.67%。"
    facts = [told("支出合计", "300.00", "300.00", text)]
    for name, value, share in (("甲", "90.00", "33.33"), ("乙", "200.00", "66.67")):
        path = ("支出合计", name)
        facts.append(told(name, value, value, text, row=path))
        facts.append(told(name, share, f"{share}%", text, row=path, measure="占比", unit="%"))
    assert found(report(text=text, facts=facts), "listed-shares") == ["error"]
    right = [facts[0], replace(facts[1], value=facts[1].value + 10), *facts[2:]]
    assert found(report(text=text, facts=right), "listed-shares") == []


def test_a_table_whose_columns_run_together_is_not_checked() -> None:
    wrong = [row("合计", "9.00"), *classes()[1:]]
    assert found(report([(table(1, "支出决算表"), wrong)]), "total-of-classes") == ["error"]
    garbled = [replace(wrong[0], row=("合计 9.00 一、外交支出",)), *wrong[1:]]
    audit = reconcile(report([(table(1, "支出决算表"), garbled)]))
    assert not [f for f in audit.findings if f.severity == "error"]


def test_totals_that_go_together() -> None:
    basic = table(1, "一般公共预算财政拨款基本支出决算表")
    both = [row("人员经费合计", "1.00"), row("公用经费合计", "2.00")]
    assert found(report([(basic, both)]), "lone-total") == []
    assert found(report([(basic, both[:1])]), "lone-total") == ["warning"]


NINE = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表",
    "政府性基金预算财政拨款收入支出决算表", "三公经费支出决算表",
)  # fmt: skip
NINTH = "国有资本经营预算财政拨款支出决算表"


def test_a_table_is_missing_where_it_should_be() -> None:
    nothing = "本部门当年无国有资本经营预算财政拨款支出。"
    tables = [(table(n, key), [row("合计", None)]) for n, key in enumerate(NINE, start=1)]

    def missing(text: str, *lines: tuple[BlockKind, str]) -> list[str]:
        blocks = tuple(
            Block(kind, line, (Span(0, len(line), 2, BOX),), (None,) * len(line))
            for kind, line in lines
        )
        return found(replace(report(tables, text), blocks=blocks), "missing-table")

    assert missing("概况。") == ["warning"]
    assert missing(nothing) == []
    assert missing(nothing, ("contents", f"九、{NINTH}……9")) == ["warning"]
    assert missing("概况。", ("caption", NINTH)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("3", "2"), []),
        (("3", "4"), ["warning"]),
        (("3", "2", "9"), ["warning"]),
        (("6",), ["warning"]),
    ],
)
def test_what_is_told_as_a_part_is_not_more_than_the_whole(
    parts: tuple[str, ...], expected: list[str]
) -> None:
    text = "共5项，其中：" + "、".join(f"第{n} 种{part}项" for n, part in enumerate(parts))
    count = {"measure": "数量", "unit": "项"}
    facts = [told("事项", "5", "5项", text, **count)]
    for n, part in enumerate(parts):
        name = f"第{n}种"
        facts.append(told(name, part, f"{part}项", text, row=("事项", name), **count))
    assert found(report(text=text, facts=facts), "part-above-whole") == expected


def test_a_form_without_a_head_is_totalled_in_its_last_row() -> None:
    form = replace(table(1, "绩效自评表"), kind="form", standard=None, subject="惠民演出")
    points = {"unit": "分", "column_index": 0}
    cells = []
    for line, (name, weight, score) in enumerate(
        [("演出场次", "60", "58"), ("群众满意度", "40", "40"), ("总分", "100", "98")]
    ):
        weighed = {"measure": "分值", "column": ("分值",), **points}
        scored = {"measure": "得分", "column": ("得分",), **points}
        cells += [(line, row(name, weight, **weighed)), (line, row(name, score, **scored))]
    text = "“惠民演出”项目自评得分98分。"
    facts = [told("惠民演出", "98", "98分", text, measure="得分", unit="分")]
    audited = report([(form, [fact for _, fact in cells])], text, facts)
    lines = [line for line, _ in cells]
    placed = tuple(
        replace(fact, row_index=lines[n]) if fact.table else fact
        for n, fact in enumerate(audited.facts)
    )
    right = replace(audited, facts=placed)
    rules = ("form-score", "form-weights", "score-told", "score-above-weight")
    assert [found(right, rule) for rule in rules] == [[]] * 4
    for more, expected in ((4, [[], ["error"]]), (1, [["error"], []])):
        wrong = replace(placed[1], value=placed[1].value + more)
        changed = replace(right, facts=(placed[0], wrong, *placed[2:]))
        assert [found(changed, rule) for rule in ("form-score", "score-above-weight")] == expected


def test_a_table_and_its_details_are_not_one_table_twice() -> None:
    plain, detailed = table(1, "支出决算表"), table(2, "支出决算表", "支出决算明细表")
    twice = table(3, "支出决算表")
    rows = [row("合计", "3.00")]
    assert found(report([(plain, rows), (detailed, rows)]), "repeated-table") == []
    assert found(report([(plain, rows), (twice, rows)]), "repeated-table") == ["warning"]


@pytest.mark.parametrize(("share", "expected"), [("25.00", []), ("25.05", ["error"])])
def test_shares_of_a_whole_that_is_not_printed(share: str, expected: list[str]) -> None:
    text = (
        f"其中：甲支出100.00万元，占“三公”经费的{share}%；乙支出300.00万元，占“三公”经费的75.00%。"
    )
    facts = []
    for name, value, rate in (("甲支出", "100.00", share), ("乙支出", "300.00", "75.00")):
        facts.append(told(name, value, value, text))
        told_share = {"measure": "占比", "unit": "%", "base": "“三公”经费"}
        facts.append(told(name, rate, f"{rate}%", text, **told_share))
    assert found(report(text=text, facts=facts), "share") == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("517.39", []), ("571.39", ["warning"]), ("511.39", ["warning"]), ("430.12", [])],
)
def test_a_slip_of_the_pen_is_told_from_another_amount(printed: str, expected: list[str]) -> None:
    text = f"机关运行经费支出{printed}万元。"
    facts = [told("机关运行经费支出", printed, printed, text)]
    basic = [(table(1, "一般公共预算财政拨款基本支出决算表"), [row("公用经费合计", "517.39")])]
    assert found(report(basic, text, facts), "slip-of-the-pen") == expected


def test_two_tables_have_two_numbers() -> None:
    first = replace(table(1, "收入决算表"), code="公开02表")
    other = replace(table(2, "支出决算表"), code="公开03表")
    rows = [row("合计", "1.00")]
    assert found(report([(first, rows), (other, rows)]), "table-code") == []
    twice = replace(other, code="公开02表")
    assert found(report([(first, rows), (twice, rows)]), "table-code") == ["warning"]


def test_a_running_head_names_the_year() -> None:
    def headed(line: str) -> Report:
        head = Block("header", line, (Span(0, len(line), 1, BOX),), (None,) * len(line))
        return replace(report(text="概况。"), blocks=(head, head))

    assert found(headed("某区审批局2023年度部门决算"), "report-year") == []
    assert found(headed("某区审批局2022年度部门决算"), "report-year") == ["warning"]
