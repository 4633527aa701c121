"""The SQLite file: opened for one writer, or for many readers who each see a standing state."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from queue import Empty, SimpleQueue

from corpus.model import SCHEMA_VERSION as CORPUS_VERSION
from index import segment
from index.errors import IndexMissing, IndexOutdated, StorageFailed, translated
from index.manifest import SCHEMA_VERSION

DATABASE = "wenzhang.db"
BUSY_SECONDS = 10.0

VERSION = 10_000 * SCHEMA_VERSION + 100 * segment.VERSION + CORPUS_VERSION
"""What stands in the file: other tables, tokens or report types make it outdated."""


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
    if version_of(connection) == 0:
        script = resources.files("index").joinpath("schema.sql").read_text("utf-8")
        connection.executescript(f"BEGIN;{script};PRAGMA user_version = {VERSION};COMMIT;")
    _check_version(connection)


def version_of(connection: sqlite3.Connection) -> int:
    """What wrote the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_version(connection: sqlite3.Connection) -> None:
    if (version := version_of(connection)) != VERSION:
        older = "较旧" if version < VERSION else "较新"
        raise IndexOutdated(
            f"数据目录由{older}版本的程序写成（{version}，本程序需要 {VERSION}）",
            older=version < VERSION,
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # nothing, where SQLite has rolled back on its own
        raise


Origin = tuple[int, int, int]
"""Process, device and file that a connection was opened for."""


class Readers:
    """Connections that only read, lent out one to a request and used again.

    Each belongs to the file and the process that it was opened for: a data folder that is
    cleared and filled anew is noticed, and a forked process opens its own.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._idle: SimpleQueue[tuple[Origin, sqlite3.Connection]] = SimpleQueue()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction: it sees one state until it is given back.

        Raises IndexMissing, StorageFailed, IndexCorrupt or IndexOutdated.
        """
        with translated("读取数据库"):
            origin = self._origin()
            connection = self._take(origin)
            try:
                # The first read, not BEGIN, takes the state that the rest then sees.
                connection.execute("BEGIN")
                _check_version(connection)
                yield connection
            finally:
                connection.rollback()
                self._idle.put((origin, connection))

    def close(self) -> None:
        """Close the idle connections."""
        while True:
            try:
                _, connection = self._idle.get_nowait()
            except Empty:
                return
            connection.close()

    def _origin(self) -> Origin:
        try:
            stat = (self._data_dir / DATABASE).stat()
        except OSError as exc:
            raise IndexMissing(f"{self._data_dir} 中没有已收录的报告") from exc
        return os.getpid(), stat.st_dev, stat.st_ino

    def _take(self, wanted: Origin) -> sqlite3.Connection:
        while True:
            try:
                origin, connection = self._idle.get_nowait()
            except Empty:
                return self._connect()
            if origin == wanted:
                return connection
            if origin[0] == wanted[0]:
                connection.close()  # one from before a fork is the other process's to close

    def _connect(self) -> sqlite3.Connection:
        path = self._data_dir / DATABASE
        mode = "mode=ro"
        if (
            not os.access(self._data_dir, os.W_OK)
            and not path.with_name(f"{DATABASE}-wal").exists()
        ):
            # Readers share a file beside the database, which cannot be made here; without
            # a log of changes there is nobody to share it with.
            mode = "mode=ro&immutable=1"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # one user at a time, but not always the same thread
        )
        connection.execute("PRAGMA query_only = ON")
        return connection
