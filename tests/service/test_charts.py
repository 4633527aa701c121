"""Charts: only from figures that are printed, each computed amount from two that are in sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from corpus.model import Fact
from index.records import FactPage, StoredFact, TableHead
from service.web.charts import Chart, charts_of
from tests.service.fakes import FACT, REPORT, TABLE


@dataclass
class Facts:
    """The part of a shelf that charts are made from."""

    listed: list[Fact]
    standard: str = "支出决算表"

    def facts(self, reports: Any, *, limit: int | None) -> FactPage:
        return FactPage(len(self.listed), tuple(StoredFact(REPORT, fact) for fact in self.listed))

    def tables(self, report: str) -> tuple[TableHead, ...]:
        shared = {name: getattr(TABLE, name) for name in TableHead.__dataclass_fields__}
        return (TableHead(**shared | {"standard": self.standard}),)


def listed(item: str, code: str | None, value: str, **changes: Any) -> Fact:
    plain: dict[str, Any] = {"row": (item,), "column": ("本年支出",), "basis": None} | changes
    return replace(FACT, item=item, code=code, value=Decimal(value), printed=value, **plain)


def told(item: str, measure: str, value: str, **changes: Any) -> Fact:
    plain: dict[str, Any] = {"source": "narrative", "table": None, "passage": 7} | changes
    return listed(item, None, value, measure=measure, **plain)


def charts(*facts: Fact, **shelf: Any) -> dict[str, Chart]:
    found = charts_of(Facts(list(facts), **shelf), REPORT)  # type: ignore[arg-type]
    return {chart.kind: chart for chart in found}


def test_without_figures_there_is_no_chart() -> None:
    assert charts() == {}
    assert charts(listed("甲", "201", "5")) == {}, "one class is no division"


def test_classes_come_from_the_first_column_the_largest_first() -> None:
    found = charts(
        listed("合计", None, "100.00"),
        listed("公共安全支出", "204", "25.00"),
        listed("公共安全支出", "204", "99.00", column_index=2, basis="基本支出"),
        listed("一般公共服务支出", "201", "75.00"),
        listed("行政运行", "2010101", "75.00"),
    )["classes"]
    assert [(row.label, row.bars[0].text, row.more[0].text) for row in found.rows] == [
        ("一般公共服务支出", "75.00", "75.00%"),
        ("公共安全支出", "25.00", "25.00%"),
    ]
    assert found.rows[1].widths == (Decimal("33.33"),)
    assert found.rows[0].bars[0].address == f"/reports/{REPORT}/pages/8?box=132,140,192,160"
    assert found.rows[0].more[0].address is None, "computed, so printed nowhere"
    assert found.source is not None


def test_a_table_that_lists_no_expenditure_by_class_gives_none() -> None:
    classes = (listed("甲", "201", "75"), listed("乙", "204", "25"))
    assert charts(*classes, standard="收入决算表") == {}


def test_a_budget_is_paired_with_the_outturn_of_its_sentence() -> None:
    found = charts(
        told("甲", "年初预算数", "50"),
        told("甲", "决算数", "75"),
        told("乙", "年初预算数", "10"),
        told("丙", "决算数", "11"),
        told("丁", "年初预算数", "10"),
        told("丁", "决算数", "12", passage=8),
    )["budget"]
    ((row),) = found.rows
    assert [amount.text for amount in (*row.bars, *row.more)] == ["50", "75", "+25", "150.00%"]


def test_columns_of_a_table_are_paired_too() -> None:
    found = charts(
        listed("", None, "8", measure="预算数", column=("预算数", "公务接待费")),
        listed("", None, "6", measure="决算数", column=("决算数", "公务接待费")),
        listed("", None, "0", measure="预算数", column=("预算数", "因公出国")),
        listed("", None, "0", measure="决算数", column=("决算数", "因公出国")),
    )["budget"]
    assert [(row.label, row.more[0].text) for row in found.rows] == [("公务接待费", "-2")]


def test_last_year_follows_from_this_year_and_the_change() -> None:
    found = charts(
        told("支出合计", "决算数", "3988.02"),
        told("支出合计", "增减额", "1866.88", base="上年", direction=-1),
        told("支出合计", "增减率", "31.9", base="上年", direction=-1, unit="%"),
    )["last_year"]
    ((row),) = found.rows
    assert [amount.text for amount in (*row.bars, *row.more)] == [
        "5,854.90",
        "3,988.02",
        "-1,866.88",
        "-31.9%",
    ]
    assert row.bars[0].address is None
    assert row.bars[1].address


def test_a_change_against_something_else_is_not_last_years() -> None:
    budget = told("支出合计", "增减额", "5", base="年初预算", direction=-1)
    undirected = told("支出合计", "增减额", "5", base="上年", direction=0)
    for change in (budget, undirected):
        assert "last_year" not in charts(told("支出合计", "决算数", "30"), change)


def test_amounts_of_another_unit_are_left_out() -> None:
    found = charts(
        told("甲", "年初预算数", "50"),
        told("甲", "决算数", "75"),
        told("乙", "年初预算数", "20"),
        told("乙", "决算数", "25"),
        told("丙", "年初预算数", "500000", unit="元"),
        told("丙", "决算数", "600000", unit="元"),
    )["budget"]
    assert (found.unit, [row.label for row in found.rows]) == ("万元", ["甲", "乙"])
