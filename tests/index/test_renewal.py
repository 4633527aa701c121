"""A data folder that an older version of the program wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import IndexOutdated, IngestResult, Library, ingest, remove
from index.store import DATABASE, VERSION
from tests.index.reports import FakeEncoder, ForbiddenEncoder, read_report, report_file

Add = Callable[..., IngestResult]


def set_version(data_dir: Path, version: int) -> None:
    with sqlite3.connect(data_dir / DATABASE) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


@pytest.fixture
def outdated(library: Library, data_dir: Path, pdfs: Path) -> Path:
    """The folder of an older version; the PDFs that it was filled from are gone."""
    library.close()
    for path in pdfs.glob("*.pdf"):
        path.unlink()
    set_version(data_dir, VERSION - 10_000)
    return data_dir


def test_readers_say_what_to_do(outdated: Path) -> None:
    with pytest.raises(IndexOutdated, match=r"较旧版本.*wenzhang ingest.*自动重新读取"):
        Library.open(outdated, ForbiddenEncoder())
    with pytest.raises(IndexOutdated, match="wenzhang ingest"):
        remove("0" * 12, outdated, encoder=ForbiddenEncoder())


def test_ingest_reads_all_that_was_held_again(outdated: Path, pdfs: Path) -> None:
    report_file(pdfs, "乙.pdf", entity="乙局")
    encoder = FakeEncoder()
    result = ingest([pdfs], outdated, encoder=encoder, reader=read_report)
    assert (result.count("new"), result.reports) == (2, 2)
    assert len(encoder.seen) == 1, "住房公积金: what was embedded before is kept"
    with Library.open(outdated, ForbiddenEncoder("fake")).snapshot() as shelf:
        names = {record.file_name for record in shelf.reports()}
        assert names == {"甲.pdf", "乙.pdf"}
        assert all(shelf.pdf_path(record.id).is_file() for record in shelf.reports())
    kept = {path.name for path in outdated.iterdir()}
    assert not kept & {"again", "outdated.db"}, "nothing is left behind"


def test_a_renewal_that_was_cut_off_goes_on(outdated: Path, pdfs: Path) -> None:
    def stop(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([pdfs], outdated, encoder=FakeEncoder(), reader=read_report, step=stop)
    result = ingest([pdfs], outdated, encoder=FakeEncoder(), reader=read_report)
    assert result.reports == 1


def test_a_newer_version_is_left_alone(library: Library, data_dir: Path, add: Add) -> None:
    library.close()
    set_version(data_dir, VERSION + 10_000)
    with pytest.raises(IndexOutdated, match=r"较新版本.*升级"):
        add([data_dir])
    assert (data_dir / DATABASE).is_file()
