"""A data folder that an older version wrote: its reports are read again, none has to be found again.

The PDFs that it keeps are linked under their own names into ``again/``, from where the next ingest
reads them with whatever else it was given; the old database makes room for a new one and leaves it
its embeddings, whose texts are mostly the same. Killed at any moment, the next ingest goes on: what
lies in ``again/`` is read, and taken away only when it is published.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from index.files import stored_path
from index.outcomes import FileOutcome
from index.store import DATABASE, VERSION, version_of

AGAIN = "again"
OLD = "outdated.db"


def set_aside(data_dir: Path) -> None:
    """Make room for a new database where an older one stands; called under the ingest lock."""
    database = data_dir / DATABASE
    if not database.is_file():
        return
    with closing(sqlite3.connect(database)) as connection:
        if not 0 < version_of(connection) < VERSION:
            return
        for sha256, name in list(connection.execute("SELECT sha256, file_name FROM reports")):
            _link(stored_path(data_dir, sha256), data_dir / AGAIN / sha256 / Path(name).name)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        database.with_name(DATABASE + ending).unlink(missing_ok=True)
    database.replace(data_dir / OLD)  # last: until here, all of this happens again


def _link(source: Path, target: Path) -> None:
    if target.exists() or not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copy2(source, target)


def carry_over(connection: sqlite3.Connection, data_dir: Path) -> None:
    """Take the embeddings of the database that was set aside, then let it go."""
    old = data_dir / OLD
    if not old.is_file():
        return
    connection.execute("ATTACH ? AS old", [str(old)])
    with suppress(sqlite3.OperationalError):  # so old that it kept them otherwise
        connection.execute(
            "INSERT OR IGNORE INTO embeddings (model, hash, vector) "
            "SELECT model, hash, vector FROM old.embeddings"
        )
    connection.execute("DETACH old")
    old.unlink()


def waiting(data_dir: Path) -> Iterator[Path]:
    """Where the PDFs lie that have to be read again."""
    if (data_dir / AGAIN).is_dir():
        yield data_dir / AGAIN


def settle(data_dir: Path, outcomes: Iterable[FileOutcome]) -> None:
    """Take away what is published again; what could not be read stays, and is told of again."""
    folder = data_dir / AGAIN
    for outcome in outcomes:
        if outcome.outcome != "failed" and folder in outcome.path.parents:
            shutil.rmtree(outcome.path.parent, ignore_errors=True)
    with suppress(OSError):  # not there, or not empty
        folder.rmdir()
