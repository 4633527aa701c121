"""What is read back is what was read, to the last field."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus.model import Cell, Fact, Passage, Table
from index import Library, UnknownPage, UnknownPassage, UnknownReport, UnknownTable
from tests.index.conftest import SENTENCES
from tests.index.reports import line_box, make_report

ITEMS = {"一般公共服务支出": "2768.90", "行政运行": "95.98", "国债还本付息": None}


def test_a_report_comes_back_as_it_was_read(library: Library, pdfs: Path) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        read = make_report(record.sha256, record.file_name, items=ITEMS, sentences=SENTENCES)
        assert tuple(stored.fact for stored in shelf.facts(limit=None).facts) == read.facts
        assert tuple(stored.passage for stored in shelf.passages(record.id)) == read.passages
        assert shelf.table(record.id, 1) == read.tables[0]
        assert shelf.sections(record.id) == read.sections
        assert shelf.warnings(record.id) == read.warnings
        page = shelf.page(record.id, 1)
        assert (page.width, page.height) == (read.pages[0].width, read.pages[0].height)
        assert shelf.pdf_path(record.id).read_bytes() == (pdfs / "甲.pdf").read_bytes()


def test_the_record_sums_the_report_up(library: Library) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        assert record.id == record.sha256[:12]
        assert (record.entity, record.year, record.kind) == ("某市甲局", 2023, "部门决算")
        counts = (record.pages, record.tables, record.facts, record.passages, record.warnings)
        assert counts == (1, 1, 6, 3, 1)
        assert shelf.report(record.id) == record
        (head,) = shelf.tables(record.id)
        assert (head.number, head.code, head.unit, head.pages) == (1, "公开01表", "万元", (1,))


def test_what_is_not_there_is_named(library: Library) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        with pytest.raises(UnknownReport, match="0123456789ab"):
            shelf.report("0123456789ab")
        with pytest.raises(UnknownReport):
            shelf.facts_of_row("0123456789ab", 1, 1)
        with pytest.raises(UnknownPage, match="9"):
            shelf.page(record.id, 9)
        with pytest.raises(UnknownPage):
            shelf.read_box(record.id, 0, line_box(1, "x"))
        with pytest.raises(UnknownTable):
            shelf.table(record.id, 9)
        with pytest.raises(UnknownPassage):
            shelf.passage(record.id, 9)


def test_every_fact_is_read_back_from_its_box(library: Library) -> None:
    with library.snapshot() as shelf:
        for stored in shelf.facts(source="table", limit=None).facts:
            assert shelf.read_box(stored.report, 1, stored.fact.box) == stored.fact.printed


def test_a_box_is_read_line_by_line(library: Library) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        both = line_box(1, "一般公共服务支出").union(line_box(2, "行政运行"))
        assert shelf.read_box(record.id, 1, both) == "一般公共服务支出\n行政运行 95."
        outside = replace(both, top=700.0, bottom=800.0)
        assert shelf.read_box(record.id, 1, outside) == ""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        # A field that is new in corpus.model must be stored too, or left out knowingly.
        (Fact, 25),
        (Passage, 7),
        (Table, 18),
        (Cell, 10),
    ],
)
def test_storage_knows_every_field(kind: type, expected: int) -> None:
    assert len(fields(kind)) == expected, "index/codec.py or index/factrows.py lag behind"
