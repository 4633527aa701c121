"""Ingest: what becomes of each file, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import (
    EncoderUnavailable,
    IndexMissing,
    IngestResult,
    IngestRunning,
    Library,
    Limits,
    Progress,
    UnknownReport,
    ingest,
    remove,
)
from index.embeddings import BLOCK
from index.lock import ingest_lock
from tests.index.reports import FakeEncoder, ForbiddenEncoder, read_report, report_file

Add = Callable[..., IngestResult]


def ids(data_dir: Path) -> list[str]:
    with Library.open(data_dir, ForbiddenEncoder()).snapshot() as shelf:
        return [record.id for record in shelf.reports()]


def test_a_bad_file_does_not_stop_the_others(pdfs: Path, data_dir: Path, add: Add) -> None:
    report_file(pdfs, "a/好.pdf")
    for name in ("fail", "stumble", "crash", "hang", "explode"):
        report_file(pdfs, f"b/{name}.pdf", **{name: 1})
    (pdfs / "c.txt").write_text("not looked at")
    limits = Limits(seconds=10.0, memory=1 << 31)
    result = add([pdfs, pdfs / "missing.pdf"], limits=limits, workers=2)
    outcomes = {outcome.path.name: outcome for outcome in result.files}
    assert {name: outcome.code for name, outcome in outcomes.items()} == {
        "好.pdf": None,
        "fail.pdf": "no_text",
        "stumble.pdf": "parser_error",
        "crash.pdf": "parser_crashed",
        "hang.pdf": "parser_timeout",
        "explode.pdf": "parser_memory",
        "missing.pdf": "parser_error",  # the tests' parser; corpus says not_readable
    }
    assert (result.count("new"), result.count("failed"), result.reports) == (1, 6, 1)
    for name, outcome in outcomes.items():
        assert outcome.outcome == ("failed" if outcome.code else "new")
        assert not outcome.code or name in (outcome.message or ""), "the message names the file"
    assert len(ids(data_dir)) == 1


def test_an_unchanged_file_needs_neither_parser_nor_encoder(
    library: Library, pdfs: Path, data_dir: Path
) -> None:
    before = ids(data_dir)
    result = ingest([pdfs], data_dir, encoder=ForbiddenEncoder(), reader=None)  # type: ignore[arg-type]
    (outcome,) = result.files
    assert (outcome.outcome, outcome.report, outcome.facts) == ("unchanged", before[0], 6)
    assert result.generation == 1, "nothing was published"
    assert result.seconds < 1


def test_the_same_file_under_two_names_is_read_once(pdfs: Path, add: Add) -> None:
    first = report_file(pdfs, "a.pdf")
    (pdfs / "b.pdf").write_bytes(first.read_bytes())
    result = add([pdfs, first])
    assert [(f.path.name, f.outcome) for f in result.files] == [
        ("a.pdf", "new"),
        ("b.pdf", "unchanged"),
    ]
    assert result.reports == 1


def test_a_file_that_prints_the_same_is_not_held_twice(
    library: Library, pdfs: Path, data_dir: Path, add: Add
) -> None:
    """As after "save as": other bytes, the same characters in the same places."""
    (original,) = ids(data_dir)
    copy = pdfs / "另存.pdf"
    copy.write_bytes((pdfs / "甲.pdf").read_bytes() + b"\n")
    for _ in range(2):  # the second time without parsing: it is remembered
        result = add([copy])
        (outcome,) = result.files
        assert (outcome.outcome, outcome.report) == ("unchanged", original)
        assert result.generation == 1, "nothing was published"
    assert ids(data_dir) == [original]


def test_an_altered_copy_stands_beside_the_original_and_both_say_so(
    library: Library, pdfs: Path, data_dir: Path, add: Add
) -> None:
    (original,) = ids(data_dir)
    add([report_file(pdfs, "改.pdf", items={"一般公共服务支出": "2768.99"})])
    with library.snapshot() as shelf:
        (altered,) = [record.id for record in shelf.reports() if record.id != original]
        for one, other in ((original, altered), (altered, original)):
            warning = shelf.warnings(one)[-1]
            assert warning.kind == "same_disclosure"
            assert other in warning.message
            assert shelf.report(one).warnings == len(shelf.warnings(one))


def test_text_and_tables_in_two_files_are_one_disclosure(
    pdfs: Path, data_dir: Path, add: Add
) -> None:
    report_file(pdfs, "表.pdf")
    report_file(pdfs, "文.pdf", items={}, sentences=["收入比上年增加。"])
    add([pdfs])
    with Library.open(data_dir, ForbiddenEncoder()).snapshot() as shelf:
        assert [shelf.warnings(id_)[-1].kind for id_ in ids(data_dir)] == ["other_part"] * 2


def test_remove_takes_a_report_and_its_warnings_away(
    library: Library, pdfs: Path, data_dir: Path, add: Add
) -> None:
    (original,) = ids(data_dir)
    add([report_file(pdfs, "改.pdf", items={"仅此一项": "1.00"}, sentences=["仅此一句。"])])
    (altered,) = [id_ for id_ in ids(data_dir) if id_ != original]
    remove(altered, data_dir, encoder=ForbiddenEncoder("fake"))
    with library.snapshot() as shelf:
        assert [record.id for record in shelf.reports()] == [original]
        assert [warning.kind for warning in shelf.warnings(original)] == ["pages_without_text"]
        assert "仅此一项" not in [label.text for label in shelf.labels()]
        assert shelf.containing("仅此一句") == ()
        assert all(hit.report == original for hit in shelf.search("仅此一句", 9))
        with pytest.raises(UnknownReport):
            shelf.pdf_path(altered)
    with pytest.raises(UnknownReport, match=altered):
        remove(altered, data_dir, encoder=ForbiddenEncoder("fake"))


def test_the_last_report_can_be_removed_and_come_back(
    library: Library, pdfs: Path, data_dir: Path, add: Add, encoder: FakeEncoder
) -> None:
    (only,) = ids(data_dir)
    remove(only, data_dir, encoder=encoder)
    with library.snapshot() as shelf:
        assert shelf.reports() == ()
        assert shelf.labels() == ()
        assert shelf.search("经费", 3, mode="text") == ()
        assert shelf.search("经费", 3) == ()
    add([pdfs])
    assert ids(data_dir) == [only]
    assert {prompt for prompt, _ in encoder.seen} <= {"query"}, "its texts were still embedded"
    assert len([text for _, text in encoder.seen if text != "经费"]) == 0


def test_progress_counts_files_pages_and_failures(pdfs: Path, add: Add) -> None:
    report_file(pdfs, "a.pdf")
    report_file(pdfs, "b.pdf", fail=1)
    told: list[Progress] = []
    add([pdfs], progress=told.append)
    assert list(dict.fromkeys(progress.stage for progress in told)) == [
        "check",
        "parse",
        "publish",
        "embed",
    ]
    last = [progress for progress in told if progress.stage == "parse"][-1]
    assert (last.done, last.total, last.pages, last.failed) == (2, 2, 1, 1)


def test_two_ingests_do_not_run_at_once(pdfs: Path, data_dir: Path, add: Add) -> None:
    with ingest_lock(data_dir), pytest.raises(IngestRunning, match="正在被另一个收录任务使用"):
        add([pdfs])
    add([pdfs])


def test_another_model_embeds_everything_anew(library: Library, pdfs: Path, data_dir: Path) -> None:
    other = FakeEncoder("other", dimension=32)
    result = ingest([pdfs], data_dir, encoder=other, reader=read_report)
    assert (result.generation, result.count("unchanged")) == (2, 1)
    readiness = Library.open(data_dir, other).ready()
    assert (readiness.dense, readiness.model) == (True, "other")


def test_a_failing_model_leaves_what_was_read_for_the_next_run(pdfs: Path, data_dir: Path) -> None:
    class Failing(FakeEncoder):
        def encode(self, texts: object, prompt: object) -> None:  # type: ignore[override]
            raise EncoderUnavailable("不行")

    report_file(pdfs)
    with pytest.raises(EncoderUnavailable):
        ingest([pdfs], data_dir, encoder=Failing(), reader=read_report)
    with pytest.raises(IndexMissing):
        Library.open(data_dir)
    result = ingest([pdfs], data_dir, encoder=FakeEncoder(), reader=None)  # type: ignore[arg-type]
    assert (result.count("new"), result.reports) == (1, 1)


def test_nothing_to_read_publishes_nothing(pdfs: Path, data_dir: Path, add: Add) -> None:
    assert add([pdfs]).generation == 0
    with pytest.raises(IndexMissing, match="wenzhang ingest"):
        Library.open(data_dir)


def test_a_second_name_of_a_bad_file_fails_as_the_first(pdfs: Path, add: Add) -> None:
    first = report_file(pdfs, "a.pdf", fail=1)
    (pdfs / "b.pdf").write_bytes(first.read_bytes())
    assert [outcome.code for outcome in add([pdfs]).files] == ["no_text", "no_text"]


def test_a_mistake_of_the_parser_leaves_a_trace(pdfs: Path, add: Add) -> None:
    (outcome,) = add([report_file(pdfs, stumble=1)]).files
    assert "something of the parser's own" in (outcome.message or "")
    assert "Traceback" in (outcome.detail or "")


def test_a_file_that_is_changed_while_it_is_read_is_not_held(pdfs: Path, add: Add) -> None:
    report_file(pdfs, rewrite=1)
    (outcome,) = add([pdfs]).files
    assert (outcome.outcome, outcome.code) == ("failed", "file_changed")


def test_two_spellings_of_a_party_office_are_one_entity(
    pdfs: Path, data_dir: Path, add: Add
) -> None:
    report_file(pdfs, "表.pdf", entity="中共某省委办公厅")
    report_file(pdfs, "文.pdf", entity="某省委办公厅", items={}, sentences=["收入比上年增加。"])
    add([pdfs])
    with Library.open(data_dir, ForbiddenEncoder()).snapshot() as shelf:
        assert [shelf.warnings(id_)[-1].kind for id_ in ids(data_dir)] == ["other_part"] * 2


def test_a_large_ingest_embeds_in_blocks(
    pdfs: Path, data_dir: Path, encoder: FakeEncoder, add: Add
) -> None:
    report_file(pdfs, items={f"项目{n}": "1.00" for n in range(BLOCK + 10)})
    told: list[Progress] = []
    add([pdfs], progress=told.append)
    embedding = [progress for progress in told if progress.stage == "embed"]
    assert embedding[-1].done == embedding[-1].total == len(encoder.seen) == BLOCK + 10
    assert Library.open(data_dir, encoder).ready().dense
