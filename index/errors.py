"""What can go wrong while reports are kept.

LibraryError
├── IndexMissing           nothing was ingested into this data folder yet
├── IndexCorrupt           the database or a vector file is damaged
├── IndexOutdated          written by another version of this program
├── IngestRunning          another ingest works on the same data folder
├── StorageFailed          no space, no permission, a busy or failing disk
├── EncoderUnavailable     the embedding model cannot be loaded
└── NotHeld                what was asked for by its number is not there
    ├── UnknownReport
    ├── UnknownPage
    ├── UnknownTable
    └── UnknownPassage

Each carries a stable ``code`` and a message for people that names the way out. Errors of SQLite
are translated in one place, ``translated``; those of FAISS in ``index.vectors``, those of the
embedding libraries in ``index.encoder``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class LibraryError(Exception):
    """Anything the library of reports cannot do; ``way_out`` says what helps."""

    code = "library_error"
    way_out = ""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{reason}{'。' + self.way_out if self.way_out else ''}")


class IndexMissing(LibraryError):
    """The data folder holds no index."""

    code = "index_missing"
    way_out = "请先运行 wenzhang ingest 收录报告，或用 --data 指定数据目录"


class IndexCorrupt(LibraryError):
    """The database or a vector file is not what was written."""

    code = "index_corrupt"
    way_out = "请从备份恢复数据目录，或清空后重新运行 wenzhang ingest"


class IndexOutdated(LibraryError):
    """Another version of this program wrote the index: ingest renews an older one."""

    code = "index_outdated"

    def __init__(self, reason: str, *, older: bool) -> None:
        self.way_out = (
            "请停止服务并运行 wenzhang ingest（任意报告或文件夹），已收录的报告会自动重新读取"
            if older
            else "请升级本程序，或用 --data 换一个数据目录"
        )
        super().__init__(reason)


class IngestRunning(LibraryError):
    """The data folder's lock is held by another ingest."""

    code = "ingest_running"
    way_out = "请等它结束后再试"


class StorageFailed(LibraryError):
    """The disk refused: full, read-only, locked or failing."""

    code = "storage_failed"
    way_out = "请检查磁盘空间与目录权限"


class EncoderUnavailable(LibraryError):
    """The embedding model cannot be loaded or does not work."""

    code = "encoder_unavailable"
    way_out = "请检查 WENZHANG_MODEL，或清除该设置以使用内置模型"


class NotHeld(LibraryError):
    """Asked for by a number that is not there."""

    code = "not_held"


class UnknownReport(NotHeld):
    """No such report is held."""

    code = "unknown_report"


class UnknownPage(NotHeld):
    """The report has no such page."""

    code = "unknown_page"


class UnknownTable(NotHeld):
    """The report has no such table."""

    code = "unknown_table"


class UnknownPassage(NotHeld):
    """The report has no such passage."""

    code = "unknown_passage"


_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_REFUSED = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}


@contextmanager
def translated(action: str) -> Iterator[None]:
    """Turn SQLite's errors into this room's; ``action`` says (in Chinese) what was being done.

    Mistakes of the program (a wrong statement, a broken constraint) pass through: they are no
    state of the data folder.
    """
    try:
        yield
    except sqlite3.Error as exc:
        # The low byte is the kind of error; the rest says more about it.
        kind = getattr(exc, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if kind in _DAMAGED or "no such table" in str(exc):
            raise IndexCorrupt(f"{action}失败（{exc}）") from exc
        if kind in _REFUSED:
            raise StorageFailed(f"{action}失败（{exc}）") from exc
        raise
