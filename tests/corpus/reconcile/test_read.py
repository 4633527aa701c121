"""Sentences as reports print them, read and checked: what is wrong is found, what is right is not."""

from __future__ import annotations

import pytest

from corpus.reconcile import reconcile
from tests.corpus.reconcile.making import reading, report, row, table

THREE = (
    "“三公”经费支出决算为 15.00 万元，比上年{way} {total} 万元。其中：因公出国（境）费 3.00 万元，"
    "比上年增加 3.00 万元；公务接待费 4.80 万元，比上年{host} 1.20 万元；"
    "公务用车运行维护费 7.20 万元，比上年{car} 5.40 万元。"
)

WRONG = {
    "one way turned round": (
        THREE.format(way="减少", total="3.60", host="减少", car="增加"), "changes-summed", "error",
    ),
    "changes that do not add up": (
        THREE.format(way="减少", total="2.70", host="减少", car="减少"), "changes-summed", "warning",
    ),
    "less than last year, told as more": (
        "公务接待费2023年支出2.86万元，比2022年支出3.36万元增加0.50万元。", "change-from-past", "error",
    ),
    "more was added than there is": (
        "年末结转和结余 6.15 万元，较上年增加 6.25 万元。", "change-above-amount", "warning",
    ),
    "one number in two units": (
        "一般公共预算财政拨款支出 12678.01 万元，占 95%。一般公共预算支出决算数为 12678.01 元。",
        "unit-slip", "warning",
    ),
    "cents for a car": (
        "公务用车运行维护费支出 8.26 万元。公务用车保有量为 3 辆，车均维护费 2.75 元。",
        "per-head", "warning",
    ),
    "a unit before its number": ("增资工资万 14.97 元。", "misprinted-amount", "warning"),
    "two kinds of vehicles": (
        "共有车辆 3 辆，其中：机要通信用车 1 辆、应急保障用车 1 辆。", "listed-counts", "warning",
    ),
    "parts in another unit": (
        "政府采购总额 352.60 元，其中：货物 96.40 万元、工程 210.00 万元、服务 46.20 万元。",
        "listed-parts", "error",
    ),
    "another year's performance": (
        "根据 2020 年预算绩效管理要求，我部门开展了自评。", "year-in-text", "warning",
    ),
    "a comparison that its rate refutes": (
        "公务接待费支出决算为 4.63 万元，完成预算 61.73%，决算数大于预算数的主要原因是接待增加。",
        "compared-words", "error",
    ),
    "a change of what is named otherwise": (
        "一般公共预算财政拨款支出12678.01万元。与2022年相比，一般公共预算减少1312.74万元，下降12.38%。",
        "change-rate", "warning",
    ),
    "another year's work": ("本部门对2021年度项目支出全面开展绩效自评。", "year-in-text", "warning"),
    "another year of the body": ("2021年度本单位无机关运行经费支出。", "year-in-text", "warning"),
    "another body at the head of a sentence": (
        "2023年，某区民政局机关运行经费支出5.00万元。", "named-in-text", "warning",
    ),
    "another body's economies": (
        "主要原因是区住房和城乡建设局落实过紧日子要求。", "named-in-text", "warning",
    ),
    "another place's government": ("已纳入长山市人民政府投资计划。", "named-in-text", "warning"),
    "what was not filled in": ("主要原因是 XXXXXX。", "placeholder", "warning"),
    "a year left open": ("实施周期：XX 年。", "placeholder", "warning"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "severity"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_found(text: str, rule: str, severity: str) -> None:
    found = {(f.rule, f.severity) for f in reconcile(reading(text)).findings}
    assert (rule, severity) in found


RIGHT = {
    "changes that add up": THREE.format(way="减少", total="3.60", host="减少", car="减少"),
    "kinds of a kind in brackets": (
        "共有车辆14辆，其中：应急保障用车1辆、特种专业技术用车8辆（救护车6辆、采血车1辆、体检车1辆）、"
        "其他用车5辆。"
    ),
    "a part that stays level": (
        "“三公”经费支出决算为 5.00 万元，比上年减少 1.20 万元。其中：公务接待费 2.00 万元，"
        "比上年减少 1.20 万元；公务用车运行维护费 3.00 万元，与上年持平。"
    ),
    "first and adjusted budget": (
        "教育支出（类）：年初预算为 100 万元，调整预算为 120 万元，支出决算为 118 万元，"
        "完成调整预算的 98.33%，决算数大于年初预算数，主要原因是追加。"
    ),
    "what one guest cost": (
        "公务接待费支出 0.85 万元。国内公务接待 14 批次 96 人，人均接待费 88.54 元。"
    ),
    "pupils beside the staff": (
        "实有人数小计 52 人，其中：在职人数 52 人；退休人员 26 人；在校训练学生 214 人。"
    ),
    "guests received for no journeys": (
        "因公出国（境）费支出 0 万元。公务接待费支出 2.00 万元，接待国内来访团组 8 个。"
    ),
    "a share of the whole that is named, not of the part above": (
        "政府采购支出总额 3629.07 万元。授予中小企业合同金额 3015.36 万元，占政府采购支出总额的 83.09%，"
        "其中：授予小微企业合同金额 1628.40 万元，占政府采购支出总额的 44.87%。"
    ),
    "last year's amount beside this year's": (
        "2023年本年收入5069.61万元，2022年4969.61万元，增加100万元，增长2.01%。"
    ),
    "shares that grow": (
        "教育支出4283.46万元，占83.9%；卫生健康支出824.85万元，占16.1%，累计占100.0%。"
    ),
    "a change told after the parts": (
        "机关运行经费支出285.14万元，其中局机关200.14万元、下属单位85.00万元，比上年减少5万元，下降1.72%。"
    ),
    "what one kind of cars is": (
        "共有车辆6辆，其中：机要通信用车1辆、应急保障用车1辆、其他用车4辆，其他用车主要是演出车2辆、"
        "图书车2辆。"
    ),
    "a change told after what is left": (
        "政府性基金本年收入36万元，本年支出36万元，年末结转0万元，较上年增加6万元，增长20%。"
    ),
    "budget and outturn of a fee in turn": (
        "公务接待费预算4.50万元，决算2.86万元，完成预算的63.56%，比上年减少0.50万元，下降14.88%。"
    ),
    "parts of a part": (
        "基本支出3224.92万元，占62%；项目支出1944.99万元，占38%。基本支出中，人员经费2939.78万元，"
        "占91%；公用经费285.14万元，占9%。"
    ),
    "last year's total before the parts of this year's": (
        "“三公”经费决算数8.00万元，比2022年决算数10.00万元减少2.00万元。其中：因公出国（境）费1.00万元，"
        "公务用车购置及运行费5.00万元，公务接待费2.00万元。"
    ),
    "a list that does not claim to be whole": "人员经费 2.00 万元，主要包括基本工资、奖金等。",
    "what happened to the body before": (
        "主要原因是2022年本单位购置车辆。本单位2019年由三家机构合并成立。与本部门2022年度相比持平。"
    ),
    "the year before and the report's own": (
        "2022年度收入总计5000.00万元，2023年度收入总计5215.21万元。2022年度无此项支出，2023年新增。"
    ),
    "groups of other bodies": "因公出国（境）费支出 0 万元，参加其他单位组织的团组 1 个。",
    "the body's own economies": "主要原因是区审批局落实过紧日子要求，某区人民政府统一部署。",
    "last year's performance": "根据 2024 年预算绩效管理要求，我部门对 2023 年项目开展了自评。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_right_is_left_alone(text: str) -> None:
    findings = reconcile(reading(text)).findings
    assert [(f.rule, f.message) for f in findings if f.severity != "info"] == []


FUNDS = [
    row("一般公共预算财政拨款收入", "9.00", row=("收入", "一般公共预算财政拨款收入")),
    row("政府性基金预算财政拨款收入", "1.00", row=("收入", "政府性基金预算财政拨款收入")),
    row("本年收入合计", "10.00", row=("收入", "本年收入合计")),
    row("年初财政拨款结转和结余", "0.50", row=("收入", "年初财政拨款结转和结余")),
    row("一般公共预算财政拨款", "0.50", row=("收入", "一般公共预算财政拨款")),
    row("本年支出合计", "9.80", row=("支出", "本年支出合计")),
    row("本年支出合计", "8.80", row=("支出", "本年支出合计"), basis="一般公共预算财政拨款",
        column=("一般公共预算财政拨款",), column_index=1),
]  # fmt: skip


@pytest.mark.parametrize(("income", "expected"), [("9.00", []), ("9.10", ["between-tables"])])
def test_money_carried_over_is_no_income(income: str, expected: list[str]) -> None:
    totals = [
        row("一般公共预算财政拨款收入", income, row=("收入", "一般公共预算财政拨款收入")),
        row("总计", "12.00", row=("收入", "总计")),
    ]
    tables = [(table(1, "收入支出决算总表"), totals), (table(2, "财政拨款收入支出决算总表"), FUNDS)]
    found = [f.rule for f in reconcile(report(tables)).findings if f.rule == "between-tables"]
    assert found == expected


@pytest.mark.parametrize(("told", "errors"), [("8.80", 0), ("9.80", 0), ("8.70", 1)])
def test_a_short_name_may_be_of_fewer_funds(told: str, errors: int) -> None:
    tables = [(table(1, "财政拨款收入支出决算总表"), FUNDS)]
    audit = reconcile(
        reading(f"财政拨款支出 {told} 万元。", tables, section="财政拨款支出决算情况")
    )
    assert sum(finding.rule == "explanation-total" for finding in audit.findings) == errors


@pytest.mark.parametrize(
    ("told", "severity"), [("8.8", None), ("8.80", "error"), ("9.8", "error"), ("8.9", "error")]
)
def test_a_rounder_figure_is_no_other_amount(told: str, severity: str | None) -> None:
    rows = [row("本年支出合计", "8.82", row=("支出", "本年支出合计"))]
    tables = [(table(1, "收入支出决算总表"), rows)]
    findings = reconcile(
        reading(f"本年支出合计 {told} 万元。保障人数增加 1.25 万人。", tables)
    ).findings
    found = [f.severity for f in findings if f.rule == "explanation-total"]
    assert [each for each in found if each != "rounding"] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("name", "expected"), [("福利费", 0), ("职工福利费", 0), ("工会经费", 1), ("办公用房租赁费", 0)]
)
def test_a_code_under_the_name_of_another_is_told_of(name: str, expected: int) -> None:
    rows = [row("商品和服务支出", "1.00", code="302"), row(name, "1.00", code="30229")]
    audit = reconcile(report([(table(1, "一般公共预算财政拨款基本支出决算表"), rows)]))
    assert [f.rule for f in audit.findings].count("standard-name") == expected


def test_a_unit_may_be_introduced_once() -> None:
    text = "某区政务服务中心是全额拨款事业单位。"
    assert not reconcile(reading(text, section="机构设置")).findings
