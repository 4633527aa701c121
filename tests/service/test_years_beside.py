"""Reports of two years beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.reconcile import Claim, Standing, Summary
from service.years_beside import against_last_year, checks_beside
from tests.service.fakes import make_record

THIS = replace(make_record(Path("a.pdf")), id="a" * 12)
LAST = replace(THIS, id="b" * 12, year=2022)
YUAN = Decimal(10000)


@dataclass
class Shelf:
    """The four questions that are asked of a shelf here."""

    records: tuple[object, ...]

    def reports(self) -> tuple[object, ...]:
        return self.records

    def report(self, report_id: str) -> object:
        return THIS

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        return (
            Claim("甲", 1, 2, 5 * YUAN, YUAN / 100, "3 万元，比上年减少 2 万元"),
            Claim("乙", 3, 4, 5 * YUAN, YUAN / 100, "3 万元，比上年减少 2 万元"),
        )

    def standings(self, report_id: str) -> tuple[Standing, ...]:
        return (
            Standing("甲", 7, 5 * YUAN, YUAN / 100),
            Standing("乙", 8, 9 * YUAN, YUAN / 100),
        )


def test_a_difference_from_last_years_report_is_a_finding() -> None:
    beside = against_last_year(Shelf((THIS, LAST)), THIS.id)
    ((finding, last, fact),) = beside.findings
    assert (last, fact, finding.severity) == (LAST.id, 8, "warning")
    summary = beside.added_to(Summary(10, 9, 0, 1, 2))
    assert summary == Summary(12, 10, 0, 2, 2)


@pytest.mark.parametrize(
    "others",
    [
        lambda: (),
        lambda: (replace(LAST, kind="部门预算"),),
        lambda: (replace(LAST, entity="另一局"),),
        lambda: (LAST, replace(LAST, id="c" * 12)),
    ],
)
def test_nothing_is_compared_without_the_one_report(
    others: Callable[[], tuple[object, ...]],
) -> None:
    beside = against_last_year(Shelf((THIS, *others())), THIS.id)
    assert beside.passed == 0
    assert beside.findings == ()


def test_a_figure_says_how_it_stands_to_last_years_report() -> None:
    shelf = Shelf((THIS, LAST))
    told = {c.fact: (c.status, c.detail) for c in checks_beside(shelf, THIS.id, [1, 3, 4, 9])}
    assert told[1] == ("agrees", "上年报告的表中为 5.00 万元")
    assert {told[3][0], told[4][0]} == {"differs"}
    assert "9.00 万元" in told[4][1]
    assert set(told) == {1, 3, 4}
    assert not list(checks_beside(Shelf((THIS,)), THIS.id, [1]))
