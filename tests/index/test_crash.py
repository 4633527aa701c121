"""A process that is killed at any moment loses nothing, and readers never see a mixture."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import IndexMissing, IngestResult, Library, StorageFailed, ingest
from tests.index.conftest import SENTENCES
from tests.index.reports import FakeEncoder, ForbiddenEncoder, read_report, report_file

Add = Callable[..., IngestResult]
MORE = 6


class SlowEncoder(FakeEncoder):
    """Takes its time, so that a kill hits it in the middle."""

    def encode(self, texts, prompt):  # type: ignore[no-untyped-def]
        time.sleep(0.05)
        return super().encode(texts, prompt)


def more_files(folder: Path) -> Path:
    for n in range(MORE):
        items = {f"项目{n}": f"{n}.00", "一般公共服务支出": "1.00"}
        report_file(
            folder, f"{n}.pdf", entity=f"{n}局", items=items, sentences=[f"第{n}局的说明。"]
        )
    return folder


def run_ingest(folder: Path, data_dir: Path, told: Any = None) -> None:
    """Ingest in a process of its own; ``told`` counts what it says of its progress."""

    def tell(_: object) -> None:
        if told is not None:
            with told.get_lock():
                told.value += 1

    encoder = SlowEncoder()
    ingest(
        [folder], data_dir, encoder=encoder, reader=read_report, workers=2, progress=tell, step=tell
    )


def assert_consistent(library: Library) -> int:
    """Everything that is said in two places is the same; returns the number of reports."""
    with library.snapshot() as shelf:
        manifest = shelf.manifest
        records, labels = shelf.reports(), shelf.labels()
        facts = shelf.facts(limit=None)
        assert manifest.reports == len(records)
        assert manifest.facts == facts.total == len(facts.facts) == sum(r.facts for r in records)
        assert manifest.labels == len(labels)
        assert sum(label.fact_count for label in labels) == manifest.facts
        assert len(shelf.search("说明", 99, mode="dense")) == manifest.passages
        assert len(shelf.nearest_labels("支出", 999)) == len(labels)
        for record in records:
            assert shelf.pdf_path(record.id).is_file()
            for hit in shelf.search("说明", 99, reports=[record.id]):
                assert hit.report == record.id
        return len(records)


@pytest.mark.slow
@pytest.mark.parametrize("after", [3, 10, 16, 18, 19, 20])
def test_killed_at_any_moment(library: Library, data_dir: Path, tmp_path: Path, after: int) -> None:
    """Killed as soon as it has told of its progress so many times: checking, reading, …"""
    folder = more_files(tmp_path / "more")
    context = multiprocessing.get_context("spawn")
    for wait in (0.0, 0.02):
        told = context.Value("i", 0)
        process = context.Process(target=run_ingest, args=(folder, data_dir, told))
        process.start()
        while told.value < after and process.is_alive():
            time.sleep(0.001)
        time.sleep(wait)
        process.kill()
        process.join()
        fresh = Library.open(data_dir, FakeEncoder())
        assert assert_consistent(fresh) in (1, 1 + MORE), "the old state or the new one"
        assert assert_consistent(library) in (1, 1 + MORE), "a service that was running"
    run_ingest(folder, data_dir)
    assert assert_consistent(library) == 1 + MORE


class Killed(BaseException):
    """Stands for the end of the process at a step: nothing of ingest may catch it."""


@pytest.mark.parametrize("at", ["embed", "vectors", "commit", "clean"])
def test_stopped_at_each_step(
    library: Library, data_dir: Path, tmp_path: Path, add: Add, at: str
) -> None:
    def step(name: str) -> None:
        if name == at:
            raise Killed

    folder = more_files(tmp_path / "more")
    with pytest.raises(Killed):
        add([folder], step=step)
    assert assert_consistent(library) == (1 if at != "clean" else 1 + MORE)
    result = ingest([folder], data_dir, encoder=FakeEncoder(), reader=None)  # type: ignore[arg-type]
    assert result.reports == assert_consistent(library) == 1 + MORE
    kept = sorted(path.name for path in (data_dir / "vectors").iterdir())
    assert len(kept) == 4, "two files of this generation, two of the one before"


def test_texts_embedded_before_a_failure_are_not_embedded_again(data_dir: Path, pdfs: Path) -> None:
    class FailsLater(FakeEncoder):
        def encode(self, texts, prompt):  # type: ignore[no-untyped-def]
            if len(self.seen) > 40:
                raise Killed
            return super().encode(texts, prompt)

    report_file(pdfs, items={f"项目{n}": "1.00" for n in range(100)})
    first, second = FailsLater(), FakeEncoder()
    with pytest.raises(Killed):
        ingest([pdfs], data_dir, encoder=first, reader=read_report)
    ingest([pdfs], data_dir, encoder=second, reader=read_report)
    assert len(first.seen) > 0
    assert len(first.seen) + len(second.seen) == 100


def test_an_interrupted_ingest_can_be_followed_by_another(
    library: Library, data_dir: Path, tmp_path: Path, add: Add
) -> None:
    """What was read of the folder before ctrl-C waits until the folder is named again."""
    folder = more_files(tmp_path / "more")

    def interrupt(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add([folder], step=interrupt)
    other = report_file(tmp_path / "other", "别.pdf", entity="别局")
    assert add([other]).reports == 2
    assert_consistent(library)
    assert add([folder]).reports == 2 + MORE


def test_a_reader_keeps_the_state_it_began_with(library: Library, pdfs: Path, add: Add) -> None:
    with library.snapshot() as before:
        labels = before.labels()
        add([report_file(pdfs, "乙.pdf", entity="乙局", items={"新项目": "9.00"})])
        assert before.generation == 1
        assert len(before.reports()) == 1
        assert before.labels() is labels
        assert before.facts(limit=None).total == 6
        with library.snapshot() as after:
            assert (after.generation, len(after.reports())) == (2, 2)
        assert len(before.search("支出", 99)) == 3
        assert before.facts(limit=None).total == 6


def test_readers_see_old_or_new_while_reports_come_and_go(
    library: Library, pdfs: Path, add: Add
) -> None:
    stop, problems = threading.Event(), []

    def read() -> None:
        try:
            while not stop.wait(0.01):
                assert_consistent(library)
        except BaseException as exc:  # noqa: BLE001 - told to the test
            problems.append(exc)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for n in range(4):
            add([report_file(pdfs, f"{n}.pdf", entity=f"{n}局", sentences=SENTENCES[:n])])
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert not problems
    assert assert_consistent(library) == 5


def test_a_damaged_vector_file_is_noticed_and_mended(
    library: Library, data_dir: Path, pdfs: Path
) -> None:
    for path in (data_dir / "vectors").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    assert library.ready().dense, "read anew from the embeddings that the database keeps"
    assert_consistent(library)
    result = ingest([pdfs], data_dir, encoder=ForbiddenEncoder("fake"), reader=None)  # type: ignore[arg-type]
    assert result.generation == 2, "the next ingest writes the files again"
    (data_dir / "vectors" / "passages-2.faiss").unlink()
    assert_consistent(library)


def test_a_damaged_database_is_named(
    library: Library, data_dir: Path, pdfs: Path, add: Add
) -> None:
    library.close()
    for path in data_dir.glob("wenzhang.db*"):
        path.unlink()
    (data_dir / "wenzhang.db").write_bytes(b"not a database at all" * 1000)
    readiness = Library(data_dir, FakeEncoder()).ready()
    assert not readiness.ready
    assert "数据库" in (readiness.reason or "")
    with pytest.raises(Exception, match="备份"):
        add([pdfs])


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, pdfs: Path, add: Add) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageFailed):
        ingest([pdfs], tmp_path / "file", encoder=FakeEncoder(), reader=read_report)
    with pytest.raises(IndexMissing):
        Library.open(tmp_path / "file")
