"""The parts by themselves: errors, manifest, segmentation, cache, vectors, limits."""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Box, Glyph
from corpus.text import normalize
from index import IndexCorrupt, IndexOutdated, Library, LibraryError, StorageFailed, errors, segment
from index.cache import Cache
from index.errors import translated
from index.manifest import read_manifest
from index.pagetext import flatten_glyphs, pack_glyphs, unpack_glyphs
from index.protocol import Shelf
from index.snapshot import Snapshot
from index.store import open_writer, transaction
from index.vectors import read_vectors, write_vectors
from tests.index.reports import FakeEncoder

# -- errors ------------------------------------------------------------------------------------


def every_error() -> list[type[LibraryError]]:
    found = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    return [kind for kind in found if issubclass(kind, LibraryError)]


def test_every_error_stands_in_the_tree_with_a_code_of_its_own() -> None:
    codes = [kind.code for kind in every_error()]
    assert len(codes) == len(set(codes))
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in every_error())


def test_the_message_names_the_way_out() -> None:
    assert str(StorageFailed("磁盘已满")).startswith("磁盘已满。请检查")


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_CORRUPT, IndexCorrupt),
        (sqlite3.SQLITE_NOTADB, IndexCorrupt),
        (sqlite3.SQLITE_FULL, StorageFailed),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageFailed),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageFailed),
        (sqlite3.SQLITE_READONLY, StorageFailed),
        (sqlite3.SQLITE_CANTOPEN, StorageFailed),
    ],
)
def test_errors_of_the_database_are_translated(code: int, expected: type[Exception]) -> None:
    with pytest.raises(expected, match="读取失败"), translated("读取"):
        raise sqlite_error(code)


def test_a_wrong_statement_is_no_state_of_the_data() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError), translated("读取"):
        connection.execute("SELEKT 1")
    connection.close()


# -- store and manifest ------------------------------------------------------------------------


def test_an_index_of_another_version_is_named(library: Library, data_dir: Path) -> None:
    library.close()
    connection = open_writer(data_dir)
    connection.execute("PRAGMA user_version = 999000")
    connection.close()
    with pytest.raises(IndexOutdated, match="999000"):
        Library.open(data_dir, FakeEncoder())
    with pytest.raises(IndexOutdated):
        open_writer(data_dir)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    connection = open_writer(tmp_path)
    insert = "INSERT INTO labels (text, vector) VALUES (?, x'00')"
    with suppress(KeyError), transaction(connection):
        connection.execute(insert, ["行政运行"])
        raise KeyError
    assert connection.execute("SELECT count(*) FROM labels").fetchone() == (0,)
    connection.close()


def test_a_manifest_is_checked(library: Library) -> None:
    with library.snapshot() as shelf:
        manifest = shelf.manifest
    assert manifest.is_valid()
    wrong = replace(manifest.passage_vectors, count=10_000)
    for field, value in (
        ("generation", 0),
        ("model", ""),
        ("dimension", 0),
        ("labels", 1),
        ("schema_version", 999),
        ("facts", -1),
        ("passage_vectors", wrong),
        ("label_vectors", replace(manifest.label_vectors, sha256="")),
    ):
        assert not replace(manifest, **{field: value}).is_valid(), field


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"generation": 1}', "not JSON"])
def test_a_manifest_that_cannot_be_read_is_named(tmp_path: Path, body: str) -> None:
    connection = open_writer(tmp_path)
    connection.execute("INSERT INTO manifest (id, body) VALUES (1, ?)", [body])
    with pytest.raises(IndexCorrupt):
        read_manifest(connection)
    connection.close()


def test_a_snapshot_is_a_shelf(library: Library) -> None:
    def takes(shelf: Shelf) -> int:
        return shelf.generation

    with library.snapshot() as shelf:
        assert takes(shelf) == 1
    for name, method in inspect.getmembers(Shelf, inspect.isfunction):
        if not name.startswith("_"):
            assert inspect.signature(method) == inspect.signature(getattr(Snapshot, name)), name


# -- segmentation ------------------------------------------------------------------------------


def test_words_and_the_words_inside_them() -> None:
    found = segment.words("一般公共预算财政拨款支出1,612.17万元，占69.4%，办件2023件。")
    wanted = {"公共", "预算", "财政", "拨款", "支出", "1612.17", "万元", "69.4", "2023"}
    assert wanted <= set(found)


def test_pairs_run_across_punctuation_and_end_with_the_last_character() -> None:
    assert segment.bigrams("“三公”经费 ") == ["三公", "公经", "经费", "费"]
    assert segment.bigrams("") == []


def test_the_longest_names_are_found_in_a_question() -> None:
    names = {"行政运行", "行政", "支出", "行政运行支出", "住房公积金"}
    assert segment.names_in("⾏政运⾏支出和住房公积金？", names) == ["行政运行支出", "住房公积金"]


@given(st.text())
def test_tokens_hold_nothing_that_the_full_text_would_read(text: str) -> None:
    for token in [*segment.words(text), *segment.bigrams(text)]:
        assert token
        assert not set(token) & set("\"'*^():{}+ \0")


@given(st.text(alphabet="预算支出 12.，(（", min_size=1), st.text(alphabet="预算支出 12.，(（"))
def test_pairs_of_a_piece_follow_each_other_in_the_whole(piece: str, rest: str) -> None:
    """What makes ``containing`` exact: the phrase of a piece is in the pairs of the whole."""
    whole, inner = segment.bigrams(rest + piece + rest), segment.bigrams(piece)[:-1]
    if normalize(piece) in normalize(rest + piece + rest) and inner:
        runs = [whole[i : i + len(inner)] for i in range(len(whole))]
        assert inner in runs


# -- page text, vectors, cache -----------------------------------------------------------------

points = st.decimals(min_value=-50, max_value=2000, places=2).map(float)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=3), points, points, points, points)))
def test_glyphs_are_kept_to_the_hundredth_of_a_point(
    glyphs: list[tuple[str, float, float, float, float]],
) -> None:
    made = [Glyph(text, Box(*box), 10.0) for text, *box in glyphs]
    read = unpack_glyphs(pack_glyphs(flatten_glyphs(made)))
    assert len(read.texts) == len(made)
    for i, glyph in enumerate(made):
        box = (glyph.box.x0, glyph.box.top, glyph.box.x1, glyph.box.bottom)
        assert tuple(read.edges[:, i] / 100) == box


@pytest.mark.parametrize("blob", [b"", b"x" * 9, pack_glyphs(b"\x02\0\0\0[]abc")])
def test_damaged_page_text_is_named(blob: bytes) -> None:
    with pytest.raises(IndexCorrupt):
        unpack_glyphs(blob)


def test_vectors_are_searched_exactly_and_within_what_is_allowed(tmp_path: Path) -> None:
    matrix = np.eye(4, dtype=np.float32)
    file = write_vectors(tmp_path, "x-1.faiss", 4, [([10, 20], matrix[:2]), ([30, 40], matrix[2:])])
    index = read_vectors(tmp_path, file)
    assert (len(index), index.dimension, file.count) == (4, 4, 4)
    assert index.search(matrix[2], 1) == [(30, 1.0)]
    assert {found for found, _ in index.search(matrix[2], 9, allowed=[10, 40])} == {10, 40}
    assert index.search(matrix[2], 3, allowed=[]) == []
    assert index.search(matrix[2], 0) == []


def test_vectors_of_another_length_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexCorrupt):
        write_vectors(tmp_path, "x-1.faiss", 4, [([1], np.ones((1, 5), dtype=np.float32))])


def test_no_vectors_are_a_file_too(tmp_path: Path) -> None:
    file = write_vectors(tmp_path, "x-1.faiss", 0, [])
    assert len(read_vectors(tmp_path, file)) == 0


def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    made: list[int] = []

    def make(n: int) -> int:
        made.append(n)
        return n

    cache: Cache[int, int] = Cache(2)
    for n in (1, 2, 1, 3, 1, 2):
        assert cache.get(n, lambda n=n: make(n)) == n  # type: ignore[misc]
    assert made == [1, 2, 3, 2]
