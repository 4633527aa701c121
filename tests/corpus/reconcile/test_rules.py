"""One rule at a time: what holds, what rounding explains, what does not hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from corpus import Report
from corpus.reconcile import reconcile
from tests.corpus.reconcile.making import report, row, table, told

SPENDING = "支出决算表"
CLASSES = (row("教育支出", "1.00", code="205"), row("卫生健康支出", "2.00", code="210"))


def found(of: Report, rule: str) -> list[str]:
    """The severities of a rule's findings."""
    return [finding.severity for finding in reconcile(of).findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("total", "expected"),
    [("3.00", []), ("3.01", ["rounding"]), ("3.02", ["error"]), ("2.00", ["error"])],
)
def test_a_total_is_the_sum_of_its_classes(total: str, expected: list[str]) -> None:
    rows = [row("合计", total), *CLASSES]
    assert found(report([(table(1, SPENDING), rows)]), "total-of-classes") == expected


def test_a_blank_total_beside_amounts_is_doubtful() -> None:
    rows = [row("合计", None), *CLASSES]
    assert found(report([(table(1, SPENDING), rows)]), "total-of-classes") == ["warning"]


@pytest.mark.parametrize(
    ("group", "expected"), [("0.99", ["rounding"]), ("1.00", []), ("1.50", ["error"])]
)
def test_a_code_is_the_sum_of_the_codes_under_it(group: str, expected: list[str]) -> None:
    rows = [
        row("教育支出", group, code="205"),
        row("教育管理事务", "1.00", code="20501"),
        row("行政运行", "1.00", code="2050101"),
    ]
    assert found(report([(table(1, SPENDING), rows)]), "code-hierarchy") == expected


def test_a_whole_yuan_may_be_lost_in_budgets() -> None:
    rows = [
        row("教育支出", "154369326", code="205", unit="元"),
        row("教育管理事务", "100000000", code="20501", unit="元"),
        row("普通教育", "54369327", code="20502", unit="元"),
    ]
    budget = report([(table(1, "支出预算总表"), rows)], kind="部门预算")
    assert found(budget, "code-hierarchy") == ["rounding"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("33.33", []),  # exact
        ("33.34", ["rounding"]),  # the last place moved so that shares add up to 100
        ("33.3", []),  # less precise
        ("34.33", ["error"]),
    ],
)
def test_a_share_is_computed_again(share: str, expected: list[str]) -> None:
    text = f"支出合计300.00万元，其中：基本支出100.00万元，占{share}%。"
    under = ("支出合计", "基本支出")
    facts = [
        told("支出合计", "300.00", "300.00", text),
        told("基本支出", "100.00", "100.00", text, row=under),
        told("基本支出", share, f"{share}%", text, row=under, measure="占比", unit="%"),
    ]
    assert found(report(text=text, facts=facts), "share") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("小于", []), ("大于", ["error"]), ("等于", ["error"])],
)
def test_words_that_compare_agree_with_the_amounts(said: str, expected: list[str]) -> None:
    text = f"年初预算为80.81万元，支出决算为78.38万元。决算数{said}预算数的主要原因：节约。"
    facts = [
        told("行政运行", "80.81", "80.81", text, measure="年初预算数"),
        told("行政运行", "78.38", "78.38", text),
    ]
    assert found(report(text=text, facts=facts), "compared-words") == expected


def test_amount_and_rate_change_the_same_way() -> None:
    text = "支出合计90.00万元，比上年增加10.00万元，下降10.00%。"
    change = {"base": "上年", "direction": 1}
    facts = [
        told("支出合计", "90.00", "90.00", text),
        told("支出合计", "10.00", "10.00万", text, measure="增减额", **change),
        told(
            "支出合计", "10.00", "10.00%", text,
            measure="增减率", unit="%", base="上年", direction=-1,
        ),
    ]  # fmt: skip
    assert found(report(text=text, facts=facts), "change-rate") == ["error"]


def test_an_explanation_in_the_wrong_unit_is_told_of() -> None:
    text = "本年支出合计30000.00万元。"
    told_total = told("本年支出合计", "30000.00", "30000.00", text)
    rows = [row("合计", "3.00"), *CLASSES]
    wrong = report([(table(1, SPENDING), rows)], text, [told_total])
    (finding,) = [f for f in reconcile(wrong).findings if f.rule == "explanation-total"]
    assert "万元与元混用" in finding.message
    assert finding.difference == Decimal("29997.00")


def test_a_rounder_amount_agrees() -> None:
    text = "本年支出合计3万元。"
    rows = [row("合计", "3.40"), row("教育支出", "3.40", code="205")]
    facts = [told("本年支出合计", "3", "3万", text)]
    assert found(report([(table(1, SPENDING), rows)], text, facts), "explanation-total") == []


def test_nothing_stated_beside_amounts() -> None:
    text = "本部门当年无政府性基金预算财政拨款支出。"
    funds = table(1, "政府性基金预算财政拨款收入支出决算表")
    assert found(report([(funds, [row("合计", "5.00")])], text), "none-stated") == ["error"]
    assert found(report([(funds, [row("合计", None)])], text), "none-stated") == []


def test_an_empty_table_is_explained_by_its_note() -> None:
    funds = table(1, "政府性基金预算财政拨款收入支出决算表")
    text = "本部门概况。"
    assert found(report([(funds, [row("合计", None)])], text), "empty-unexplained") == ["warning"]
    noted = replace(funds, notes=("注：本表无数据。",))
    assert found(report([(noted, [row("合计", None)])], text), "empty-unexplained") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("某区XX局负责政务服务。", "placeholder"),
        ("支出减少，主要原因是XXXX。", "placeholder"),
        ("比上年增加(减少)0万元。", "template-left"),
        ("其他收入（请依据部门收入的实际情况进行解释）。", "template-left"),
        ("基本支出100.00万元，占本年支出33.33；项目支出较少。", "percent-sign"),
        ("公务接待费增长(下降)%。", "percent-sign"),
        ("截至2022年12月31日，共有车辆0辆。", "as-of-date"),
        ("决算数小于预算数的主要原因是：。", "left-blank"),
        ("支出决算为 万元。", "left-blank"),
        (
            "住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：基本医疗保险。",
            "purpose-of-another",
        ),
    ],
)
def test_words_that_cannot_be_right(text: str, rule: str) -> None:
    assert found(report(text=text), rule) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "占地33.33平方米；增长3.5个百分点；比上年增加3.20万元，增长5.48%。",
        "截至2023年12月31日，共有车辆0辆。",
        "住房改革支出（款）住房公积金（项）。主要用于：缴纳在职人员住房公积金。",
        "拓展XX品牌。",
    ],
)
def test_words_that_are_right(text: str) -> None:
    assert reconcile(report(text=text)).findings == ()


def test_headings_name_the_year_of_the_report() -> None:
    right, wrong = "第三部分 2023年度部门决算情况说明", "第三部分 2022年度部门决算情况说明"
    assert found(report(headings=[right]), "report-year") == []
    assert found(report(headings=[wrong]), "report-year") == ["warning"]


def test_a_code_has_one_name() -> None:
    first = (table(1, SPENDING), [row("教育支出", "1.00", code="205")])
    other = (table(2, "收入决算表"), [row("教育经费", "1.00", code="205")])
    assert found(report([first, other]), "code-name") == ["warning"]


def test_what_cannot_be_checked_is_skipped_with_a_reason() -> None:
    text = "授予中小企业合同金额50.00万元，占采购总额的50%。"
    facts = [
        told("合同金额", "50.00", "50.00", text),
        told("合同金额", "50", "50%", text, measure="占比", unit="%", base="采购总额"),
    ]
    audit = reconcile(report(text=text, facts=facts))
    reasons = {each.rule: each.reason for each in audit.skipped}
    assert "采购总额" in reasons["share"]
    assert audit.summary.skipped == len(audit.skipped)


def test_a_part_of_a_column_is_not_added_to_it() -> None:
    income = table(1, "收入决算表")
    heads = (("事业收入", "小计"), ("事业收入", "其中：教育收费"))
    rows = [
        row("合计", "9.00", column=heads[0], column_index=4),
        row("合计", "2.00", column=heads[1], column_index=5),
    ]
    assert found(_one_line(report([(income, rows)])), "row-sum") == []


def _one_line(of: Report) -> Report:
    """The figures of the table side by side."""
    return replace(of, facts=tuple(replace(fact, row_index=0) for fact in of.facts))


@pytest.mark.parametrize(("total", "severities"), [("11.00", []), ("11.50", ["error"])])
def test_a_named_total_is_made_up_by_the_columns_next_to_it(
    total: str, severities: list[str]
) -> None:
    fees = table(1, "三公经费支出决算表")
    names = {"“三公”经费合计": total, "因公出国费": "2.00", "公务接待费": "9.00", "会议费": "4.00"}
    rows = [
        row("支出", value, column=(name,), column_index=place)
        for place, (name, value) in enumerate(names.items())
    ]
    assert found(_one_line(report([(fees, rows)])), "row-sum") == severities


def test_one_name_of_several_items_is_not_compared() -> None:
    text = "行政运行支出3.00万元。"
    rows = [
        row("行政运行", "1.00", code="2010301", row=("政府办公厅", "行政运行")),
        row("行政运行", "2.00", code="2080101", row=("人力资源", "行政运行")),
    ]
    facts = [told("行政运行", "3.00", "3.00", text)]
    assert found(report([(table(1, SPENDING), rows)], text, facts), "explanation-item") == []


def test_parts_of_what_was_carried_over_are_not_added_twice() -> None:
    rows = [
        row("本年收入合计", "5.00"),
        row("年初结转和结余", "3.00"),
        row("项目支出结转和结余", "3.00"),
        row("总计", "8.00"),
    ]
    assert found(report([(table(1, "收入支出决算总表"), rows)]), "running-total") == []


def test_last_years_amount_is_not_the_base_of_this_years_change() -> None:
    text = "支出合计100.00万元，比上年80.00万元增加20.00万元，增长25.00%。"
    change = {"base": "上年", "direction": 1}
    facts = [
        told("支出合计", "100.00", "100.00", text),
        told("支出合计", "80.00", "80.00", text, year=2022),
        told("支出合计", "20.00", "20.00", text, measure="增减额", **change),
        told("支出合计", "25.00", "25.00", text, measure="增减率", unit="%", **change),
    ]
    assert found(report(text=text, facts=facts), "change-rate") == []
