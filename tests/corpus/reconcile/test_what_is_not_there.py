"""What could not be read makes nothing else wrong: it is left unchecked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Report
from corpus.reconcile import reconcile
from tests.corpus.reconcile.making import report, row, table, told


def errors(of: Report) -> set[tuple[str, str]]:
    """Its error findings."""
    return {(f.rule, f.message) for f in reconcile(of).findings if f.severity == "error"}


def test_no_table_that_is_left_out_makes_an_error(sample: Report) -> None:
    known = errors(sample)
    for each in sample.tables:
        tables = tuple(other for other in sample.tables if other is not each)
        facts = tuple(fact for fact in sample.facts if fact.table != each.number)
        assert errors(replace(sample, tables=tables, facts=facts)) <= known, each.title


def test_an_explanation_without_tables_and_tables_without_it(sample: Report) -> None:
    known = errors(sample)
    told_only = tuple(fact for fact in sample.facts if fact.passage is not None)
    printed_only = tuple(fact for fact in sample.facts if fact.passage is None)
    assert errors(replace(sample, tables=(), facts=told_only)) <= known
    assert errors(replace(sample, passages=(), facts=printed_only)) <= known


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("收入决算表",), []),  # income says nothing of what was spent out of one fund
        (("支出决算表", "一般公共预算财政拨款支出决算表"), ["error"]),
    ],
)
def test_an_item_is_held_against_the_tables_that_it_can_be_of(
    titles: tuple[str, ...], expected: list[str]
) -> None:
    text = "教育支出1.00万元。"
    facts = [told("教育支出", "1.00", "1.00", text, basis="一般公共预算财政拨款")]
    rows = [row("教育支出", "3.00", code="205")]
    tables = [(table(n, title), rows) for n, title in enumerate(titles, start=1)]
    audit = reconcile(report(tables, text, facts))
    assert [f.severity for f in audit.findings if f.rule == "explanation-item"] == expected
    skipped = "explanation-item" in {each.rule for each in audit.skipped}
    assert skipped == (not expected)
