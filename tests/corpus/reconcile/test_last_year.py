"""What a report says of the year before, against that year's report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Report
from corpus.reconcile import compare, reconcile
from tests.corpus.reconcile.making import report, row, table, told


def spending(total: str, change: str) -> Report:
    """A report whose text says that spending fell by so much."""
    text = f"本年支出合计{total}万元，比上年减少{change} 万元。"
    facts = [
        told("本年支出合计", total, f"{total}万", text),
        told(
            "本年支出合计", change, f"{change} 万", text,
            measure="增减额", base="上年", direction=-1,
        ),
    ]  # fmt: skip
    return report([(table(1, "支出决算表"), [row("合计", total)])], text, facts)


@pytest.mark.parametrize(
    ("last", "expected"),
    [("5.00", None), ("5.01", "rounding"), ("7.00", "warning")],
)
def test_what_has_changed_is_changed_from_last_years_amount(
    last: str, expected: str | None
) -> None:
    this_year, last_year = reconcile(spending("3.00", "2.00")), reconcile(spending(last, "0.00"))
    ((_, standing, finding),) = compare(this_year.claims, last_year.standings)
    assert standing.quantity == "本年支出合计"
    assert (finding.severity if finding else None) == expected
    if finding:
        assert str(finding.printed) == "5.00"


def test_a_quantity_that_last_years_report_does_not_print_is_not_compared() -> None:
    claims = reconcile(spending("3.00", "2.00")).claims
    assert claims
    assert not list(
        compare(claims, reconcile(replace(spending("3.00", "1.00"), facts=())).standings)
    )
