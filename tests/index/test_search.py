"""Passages are found by words, by parts of words and by meaning; any query is only text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import EncoderUnavailable, IngestResult, Library
from index.encoder import SentenceTransformersEncoder
from index.recall import measure_recall
from tests.index.reports import FakeEncoder, report_file


class BrokenEncoder(FakeEncoder):
    def encode(self, texts: object, prompt: object) -> None:  # type: ignore[override]
        raise EncoderUnavailable("模型文件不在了")


@pytest.mark.parametrize("mode", ["fused", "dense", "text"])
def test_the_sought_passage_comes_first(library: Library, mode: str) -> None:
    with library.snapshot() as shelf:
        hits = shelf.search("政务服务外包花了多少钱", 2, mode=mode)  # type: ignore[arg-type]
        assert "政务服务外包经费" in hits[0].passage.text
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_hits_tell_which_search_found_them(library: Library) -> None:
    with library.snapshot() as shelf:
        (hit, *_) = shelf.search("三公经费减少的原因", 3)
        assert (hit.dense_rank, hit.text_rank) == (1, 1)
        assert shelf.search("三公经费", 1, mode="text")[0].dense_rank is None
        assert shelf.search("三公经费", 1, mode="dense")[0].text_rank is None


def test_offset_goes_on_where_the_first_page_ended(library: Library) -> None:
    with library.snapshot() as shelf:
        every = shelf.search("支出经费", 3)
        assert shelf.search("支出经费", 1, offset=1) == every[1:2]
        assert shelf.search("支出经费", 5, offset=99) == ()


def test_counts_by_section_add_up_to_the_total(library: Library) -> None:
    with library.snapshot() as shelf:
        counts = shelf.search_counts("支出经费")
        assert sum(count.passages for count in counts) == shelf.search_total("支出经费") > 0
        assert {count.report for count in counts} <= {record.id for record in shelf.reports()}
        assert len({(count.report, count.section) for count in counts}) == len(counts)
        assert shelf.search_counts("，。") == ()


def test_a_name_that_no_dictionary_knows_is_found(
    library: Library, pdfs: Path, add: Callable[..., IngestResult]
) -> None:
    add([report_file(pdfs, "乙.pdf", entity="乙局", items={}, sentences=["蔡甸办是下设机构。"])])
    with library.snapshot() as shelf:
        assert "蔡甸办" in shelf.search("蔡甸办", 1, mode="text")[0].passage.text


def test_scope_narrows_every_mode(
    library: Library, pdfs: Path, add: Callable[..., IngestResult]
) -> None:
    sentence = "政务服务外包经费 99 万元。"
    add([report_file(pdfs, "乙.pdf", entity="乙局", items={}, sentences=[sentence])])
    with library.snapshot() as shelf:
        other = next(record.id for record in shelf.reports() if record.entity == "乙局")
        for mode in ("fused", "dense", "text"):
            hits = shelf.search("政务服务外包经费", 9, reports=[other], mode=mode)
            assert [hit.passage.text for hit in hits] == [sentence]
            assert shelf.search("政务服务外包经费", 9, reports=[], mode=mode) == ()
            assert shelf.search("政务服务外包经费", 9, kinds=("note",), mode=mode) == ()
            inside = shelf.search("政务服务外包经费", 9, mode=mode, sections=["情况说明"])
            assert len(inside) >= 2
            assert shelf.search("政务服务外包经费", 9, mode=mode, sections=["名词解释"]) == ()


def test_totals_count_passages_that_share_a_word(library: Library) -> None:
    with library.snapshot() as shelf:
        assert shelf.search_total("外包") == 1
        assert shelf.search_total("万元") == 3
        assert shelf.search_total("外包", reports=[]) == 0
        assert shelf.search_total("？！") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("政务服务外包经费1612.17万元", 1),  # white space is no difference
        ("1612.17", 1),
        ("612.1", 1),
        ("万元", 3),
        ("％", 1),  # full width; not a letter, so every passage is looked at
        ("“三公”经费", 1),
        ('"三公"经费', 1),
        ("三公经费", 0),  # the quotation mark is printed
        ("便", 1),  # the last letter of a passage
        ("", 0),
        ("没有这句话", 0),
    ],
)
def test_containing_is_exact(library: Library, text: str, found: int) -> None:
    with library.snapshot() as shelf:
        assert len(shelf.containing(text)) == found


def test_containing_stops_at_k_and_keeps_to_the_reports(library: Library) -> None:
    with library.snapshot() as shelf:
        assert len(shelf.containing("万元", k=1)) == 1
        assert shelf.containing("万元", reports=["ffffffffffff"]) == ()


def test_without_a_model_full_text_goes_on(data_dir: Path, library: Library) -> None:
    broken = Library.open(data_dir, BrokenEncoder())
    with broken.snapshot() as shelf:
        (hit, *_) = shelf.search("政务服务外包", 1)
        assert (hit.dense_rank, hit.text_rank) == (None, 1)
        with pytest.raises(EncoderUnavailable):
            shelf.search("政务服务外包", 1, mode="dense")
        with pytest.raises(EncoderUnavailable):
            shelf.nearest_labels("政务服务外包", 1)
    readiness = broken.ready()
    assert (readiness.ready, readiness.dense) == (True, False)
    assert "模型文件不在了" in (readiness.reason or "")


def test_another_model_than_the_index_was_built_with_is_not_mixed_in(
    data_dir: Path, library: Library
) -> None:
    other = Library.open(data_dir, FakeEncoder("other"))
    assert not other.ready().dense
    with other.snapshot() as shelf:
        assert shelf.search("政务服务外包", 1)[0].dense_rank is None


def test_a_query_is_embedded_once(library: Library, encoder: FakeEncoder) -> None:
    with library.snapshot() as shelf:
        shelf.search("行政运行", 1)
        shelf.nearest_labels("行政运行", 1)
    with library.snapshot() as shelf:
        shelf.search("行政运行", 1)
    assert encoder.seen == [("query", "行政运行")]


def test_the_nearest_label_is_the_name_itself(library: Library) -> None:
    with library.snapshot() as shelf:
        (label, score), *_ = shelf.nearest_labels("国债还本付息", 3)
        assert label.text == "国债还本付息"
        assert score == pytest.approx(1.0, abs=1e-4)


def test_a_model_that_is_not_there_is_named() -> None:
    name = SentenceTransformersEncoder("/nowhere/at-all").name
    assert name == "/nowhere/at-all"


HOSTILE = (
    '"; DROP TABLE reports; --',
    "NEAR(a b) AND {words} : x* NOT (",
    "<script>alert(1)</script>",
    "\x00\x01\x1b[31m",
    "a\ud800b",
    "' OR 1=1",
    "*^:\"'",
    "－－（）",
    "😀" * 50,
    "经费" * 250,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_query_is_only_text(library: Library, text: str) -> None:
    with library.snapshot() as shelf:
        shelf.search(text, 3)
        shelf.search_total(text)
        shelf.containing(text)
        shelf.nearest_labels(text, 3)
        assert len(shelf.reports()) == 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_no_text_breaks_a_search(library: Library, text: str) -> None:
    with library.snapshot() as shelf:
        shelf.search(text, 3, mode="text")
        shelf.search_total(text)
        shelf.containing(text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 40), st.integers(1, 12), st.integers(0, 2))
def test_every_piece_of_a_passage_is_found_in_it(
    library: Library, start: int, length: int, which: int
) -> None:
    with library.snapshot() as shelf:
        (record,) = shelf.reports()
        passage = shelf.passages(record.id)[which].passage
        piece = passage.text[start : start + length].strip()
        if piece:
            numbers = [found.passage.number for found in shelf.containing(piece)]
            assert passage.number in numbers


def test_recall_counts_the_ranks_at_which_texts_are_found(library: Library) -> None:
    sought = [
        ("政务服务外包经费", "政务服务外包经费1612.17万元"),
        ("三公经费减少的原因", "厉行节约"),
        ("行政运行", "没有这句话"),
    ]
    with library.snapshot() as shelf:
        recall = measure_recall(shelf, sought, "text")
        assert (recall.queries, recall.at_1, recall.at_5) == (3, 2 / 3, 2 / 3)
        assert recall.reciprocal_rank == pytest.approx(2 / 3)
        assert measure_recall(shelf, [], "text").at_5 == 0
