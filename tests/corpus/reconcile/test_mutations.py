"""Change one figure of a report that adds up: the change is found, and called what it is."""

from __future__ import annotations

import pytest

from bench.mutations import KINDS, Change, mutate
from corpus import Report

CHANGES = 200
SHARE = 0.95


@pytest.fixture(scope="module")
def changes(sample: Report) -> list[Change]:
    return list(mutate(sample, CHANGES))


def test_nearly_every_change_to_a_related_figure_is_found(changes: list[Change]) -> None:
    seen = [change for change in changes if change.kind != "last place"]
    assert {change.kind for change in seen} >= set(KINDS) - {"last place"}
    assert sum(change.found for change in seen) / len(seen) >= SHARE


def test_a_cent_is_rounding_where_amounts_are_rounded(changes: list[Change]) -> None:
    """Points and counts are exact, and percentages too coarse to show a cent."""
    cents = [
        c
        for c in changes
        if c.kind == "last place" and c.fact.unit == "万元" and c.fact.value and c.found
    ]
    assert cents
    assert {change.gravest for change in cents} <= {"rounding", "warning", "info"}
