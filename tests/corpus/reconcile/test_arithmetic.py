"""Exact arithmetic and the tolerance of printed precision."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reconcile import reconcile
from corpus.reconcile.amounts import in_unit, judge, quantum
from corpus.reconcile.outcomes import rate_status
from tests.corpus.reconcile.making import report, row, table

D = Decimal
CENTS = st.integers(min_value=0, max_value=10**9).map(lambda n: Decimal(n) / 1000)


@pytest.mark.parametrize(
    ("value", "step"), [("12.30", "0.01"), ("15", "1"), ("1E+3", "1"), ("0.5", "0.1")]
)
def test_a_figure_has_a_last_place(value: str, step: str) -> None:
    assert quantum(D(value)) == D(step)


@pytest.mark.parametrize(
    ("difference", "status"), [("0", "passed"), ("-0.02", "rounding"), ("0.03", "failed")]
)
def test_a_difference_is_judged_by_the_tolerance(difference: str, status: str) -> None:
    assert judge(D(difference), D("0.02")) == status


@pytest.mark.parametrize(
    ("printed", "status"),
    [("21.90", "passed"), ("21.9", "passed"), ("21.91", "rounding"), ("21.80", "failed")],
)
def test_a_percentage_is_judged_at_its_own_precision(printed: str, status: str) -> None:
    assert rate_status(D(printed), D("873.56"), D("3988.02"), D("0.005")) == status


@given(st.lists(CENTS, min_size=1, max_size=40))
def test_true_sums_rounded_part_by_part_are_never_errors(parts: list[Decimal]) -> None:
    cent = D("0.01")
    rows = [
        row("某项", str(part.quantize(cent)), code=f"2{number:02}")
        for number, part in enumerate(parts, start=1)
    ]
    total = row("合计", str(sum(parts, D(0)).quantize(cent)))
    audit = reconcile(report([(table(1, "支出决算表"), [total, *rows])]))
    assert {f.severity for f in audit.findings if f.rule == "total-of-classes"} <= {"rounding"}


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_comes_back_from_its_unit(value: Decimal) -> None:
    assert in_unit(value * 10000, "万元", value) == value
