"""Facts are found by item, code, value and place, and their amounts across units."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import IngestResult, Library, Snapshot
from index.amounts import in_yuan, plain
from tests.index.reports import FakeEncoder, report_file


def printed(found: tuple[object, ...]) -> list[str]:
    return [stored.fact.printed for stored in found]  # type: ignore[attr-defined]


def label_id(shelf: Snapshot, text: str) -> int:
    (found,) = [label.id for label in shelf.labels() if label.text == text]
    return found


def test_facts_by_label_and_code(library: Library) -> None:
    with library.snapshot() as shelf:
        (label,) = [label for label in shelf.labels() if label.text == "行政运行"]
        assert (label.codes, label.fact_count) == (("2010301",), 1)
        assert printed(shelf.facts_by_label([label.id])) == ["95.98"]
        assert printed(shelf.facts_by_label([label.id], reports=["ffffffffffff"])) == []
        assert printed(shelf.facts_by_code("2010301")) == ["95.98"]
        assert printed(shelf.facts_by_label([])) == []


def test_an_empty_cell_is_a_fact_without_a_value(library: Library) -> None:
    with library.snapshot() as shelf:
        (stored,) = shelf.facts_by_label([label_id(shelf, "国债还本付息")])
        assert (stored.fact.value, stored.fact.printed) == (None, "")


def test_facts_of_a_row_and_of_a_passage(library: Library) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        assert printed(shelf.facts_of_row(record.id, 1, 2)) == ["95.98"]
        assert printed(shelf.facts_of_passage(record.id, 2)) == ["15 万元"]
        assert printed(shelf.facts_of_passage(record.id, 77)) == []


def test_listing_is_in_printed_order_and_cut(library: Library) -> None:
    with library.snapshot() as shelf:
        listing = shelf.facts(limit=2, offset=1)
        assert listing.total == 6
        assert [stored.fact.number for stored in listing.facts] == [2, 3]
        assert shelf.facts(source="narrative", limit=0).total == 3
        assert shelf.facts(table=1, year=2023).total == 3
        assert shelf.facts(year=1999).total == 0
        assert shelf.facts(labels=[label_id(shelf, "行政运行")]).total == 1


def test_a_value_is_traced_through_units(
    library: Library, pdfs: Path, add: Callable[..., IngestResult]
) -> None:
    """95.98 万元 in one report is 959800.00 元 in another."""
    add([report_file(pdfs, "乙.pdf", entity="乙局", items={"行政运行": "959800.00"}, unit="元")])
    add([report_file(pdfs, "丙.pdf", entity="丙局", items={"完成率": "95.980"}, unit="%")])
    with library.snapshot() as shelf:
        same = ["95.98", "959800.00"]
        assert printed(shelf.facts_by_value(Decimal("95.98"), "万元")) == same
        assert printed(shelf.facts_by_value(Decimal(959800), "元")) == same
        assert printed(shelf.facts_by_amount([Decimal("959800.0")])) == same
        assert printed(shelf.facts_by_value(Decimal("95.98"), "%")) == ["95.980"]
        assert printed(shelf.facts_by_value(Decimal("95.98"))) == [*same, "95.980"]
        assert printed(shelf.facts_by_value(Decimal("95.97"))) == []


def test_labels_are_normalised_and_counted_over_reports(
    library: Library, pdfs: Path, add: Callable[..., IngestResult], encoder: FakeEncoder
) -> None:
    """⾏政运⾏ (radicals, as some fonts map them) is the item 行政运行."""
    before = len(encoder.seen)
    add([report_file(pdfs, "乙.pdf", entity="乙局", items={"⾏政运⾏": "1.00"})])
    assert encoder.seen[before:] == [], "the label was embedded before"
    with library.snapshot() as shelf:
        (label,) = [label for label in shelf.labels() if label.text == "行政运行"]
        assert label.fact_count == 2
        assert printed(shelf.facts_by_label([label.id])) == ["95.98", "1.00"]


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_plain_is_the_same_number_and_the_same_for_equal_numbers(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert plain(value * 1) == plain(value.normalize()) == text


@pytest.mark.parametrize(
    ("value", "unit", "yuan"),
    [
        ("1612.17", "万元", "16121700"),
        ("16121700.00", "元", "16121700"),
        ("0.5", "亿元", "50000000"),
        ("-4.32", "万元", "-43200"),
        ("0.00", "万元", "0"),
        ("12345678901234567890.123456789012", "万元", "123456789012345678901234.56789012"),
    ],
)
def test_amounts_in_yuan_are_exact(value: str, unit: str, yuan: str) -> None:
    amount = in_yuan(Decimal(value), unit)
    assert amount is not None
    assert plain(amount) == yuan


@pytest.mark.parametrize("unit", ["%", "个", "辆", None, ""])
def test_other_units_are_no_money(unit: str | None) -> None:
    assert in_yuan(Decimal(1), unit) is None
