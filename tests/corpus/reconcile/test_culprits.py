"""One wrong figure is told of once, by its own name and with the value that mends it all."""

from __future__ import annotations

import pytest

from corpus import Fact
from corpus.reconcile import Audit, reconcile
from tests.corpus.reconcile.making import report, row, table

SPENT, GENERAL, FUND = (
    "支出决算表", "一般公共预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表",
)  # fmt: skip


def rows(total: str, group: str, *items: str) -> list[Fact]:
    """教育支出 with one group of items, in one column."""
    path = ("教育支出", "教育管理事务")
    return [
        row("合计", total),
        row("教育支出", total, code="205"),
        row("教育管理事务", group, code="20501", row=path),
        *(
            row(f"事项{n}", item, code=f"205010{n}", row=(*path, f"事项{n}"))
            for n, item in enumerate(items, start=1)
        ),
    ]


def audited(*tables: tuple[str, list[Fact]]) -> Audit:
    return reconcile(report([(table(n, key), facts) for n, (key, facts) in enumerate(tables, 1)]))


def errors(audit: Audit) -> list[tuple[str, str]]:
    return [(str(f.printed), str(f.expected)) for f in audit.findings if f.severity == "error"]


def test_a_figure_that_several_relations_show_to_be_wrong_is_one_finding() -> None:
    right = rows("6.00", "6.00", "2.00", "4.00")
    audit = audited((SPENT, rows("6.00", "9.00", "2.00", "4.00")), (GENERAL, right))
    assert errors(audit) == [("9.00", "6.00")]
    (finding,) = (f for f in audit.findings if f.severity == "error")
    assert all(title in finding.message for title in ("科目层级", "两表对应行"))


def test_every_figure_knows_what_it_disagrees_with() -> None:
    right = rows("6.00", "6.00", "2.00", "4.00")
    audit = audited((SPENT, rows("6.00", "9.00", "2.00", "4.00")), (GENERAL, right))
    differing = {check.fact for check in audit.checks if check.status == "differs"}
    assert {3, 8} <= differing


def test_two_wrong_figures_are_two_findings() -> None:
    audit = audited(
        (SPENT, rows("6.00", "9.00", "2.00", "4.00")),
        (GENERAL, rows("6.00", "6.00", "2.00", "4.70")),
    )
    assert set(errors(audit)) == {("9.00", "6.00"), ("4.70", "4.00")}


@pytest.mark.parametrize(
    ("item", "expected"), [("1.50", []), ("1.70", [("1.70", "1.50")]), ("5.50", [("5.50", "1.50")])]
)
def test_spending_of_all_funds_is_the_sum_of_the_funds(
    item: str, expected: list[tuple[str, str]]
) -> None:
    audit = audited(
        (SPENT, rows("6.00", "6.00", "2.00", "4.00")),
        (GENERAL, rows("4.50", "4.50", item, "3.00")),
        (FUND, rows("1.50", "1.50", "0.50", "1.00")),
    )
    assert errors(audit) == expected


@pytest.mark.parametrize(("item", "count"), [("1.50", 0), ("2.50", 1)])
def test_one_fund_spends_no_more_than_all(item: str, count: int) -> None:
    other = rows("4.00", "4.00", item, "2.50")
    audit = audited((SPENT, rows("6.00", "6.00", "2.00", "4.00")), (GENERAL, other))
    found = [f for f in audit.findings if f.rule == "mirrored-rows" and f.severity == "error"]
    assert len(found) == count
