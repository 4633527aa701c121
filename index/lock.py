"""One ingest at a time for a data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IngestRunning, StorageFailed

LOCK = "ingest.lock"


@contextmanager
def ingest_lock(data_dir: Path) -> Iterator[None]:
    """Hold the folder's lock; the system releases it when the process ends in any way.

    Raises IngestRunning or StorageFailed.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as exc:
        raise StorageFailed(f"无法在 {data_dir} 写入（{exc.strerror}）") from exc
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        os.close(handle)
        raise IngestRunning(f"数据目录 {data_dir} 正在被另一个收录任务使用") from exc
    try:
        yield
    finally:
        os.close(handle)
