"""The SQLite file: opened for one writer, or for many readers who each see a standing state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from queue import Empty, SimpleQueue

from corpus.model import SCHEMA_VERSION as CORPUS_VERSION
from index.errors import IndexMissing, IndexOutdated, StorageFailed, translated
from index.manifest import SCHEMA_VERSION

DATABASE = "wenzhang.db"
BUSY_SECONDS = 10.0

VERSION = 1000 * SCHEMA_VERSION + CORPUS_VERSION
"""What stands in the file: a change of the tables, or of what a report is, makes it outdated."""


def open_writer(data_dir: Path) -> sqlite3.Connection:
    """The one connection that writes; makes folder and tables where there are none.

    Transactions are begun and committed by name. Raises StorageFailed, IndexCorrupt or
    IndexOutdated.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StorageFailed(f"无法建立数据目录 {data_dir}（{exc.strerror}）") from exc
    with translated("打开数据库"):
        connection = sqlite3.connect(
            data_dir / DATABASE, timeout=BUSY_SECONDS, isolation_level=None
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _create(connection)
    return connection


def _create(connection: sqlite3.Connection) -> None:
    if _version(connection) == 0:
        script = resources.files("index").joinpath("schema.sql").read_text("utf-8")
        connection.executescript(f"BEGIN;{script};PRAGMA user_version = {VERSION};COMMIT;")
    _check_version(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_version(connection: sqlite3.Connection) -> None:
    if (version := _version(connection)) != VERSION:
        raise IndexOutdated(f"数据库版本为 {version}，本程序需要 {VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class Readers:
    """Connections that only read, lent out one to a request and used again."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / DATABASE
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        if not self._path.is_file():
            raise IndexMissing(f"{data_dir} 中没有已收录的报告")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction: it sees one state until it is given back.

        Raises StorageFailed, IndexCorrupt or IndexOutdated.
        """
        with translated("读取数据库"):
            connection = self._take()
            try:
                # The first read, not BEGIN, takes the state that the rest then sees.
                connection.execute("BEGIN")
                _check_version(connection)
                yield connection
            finally:
                connection.rollback()
                self._idle.put(connection)

    def close(self) -> None:
        """Close the idle connections."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        # Each connection has one user at a time, but not always the same thread.
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA query_only = ON")
        return connection
