"""Parsing in child processes, each file under a limit of time and memory.

A PDF can hang a parser, eat all memory or crash the interpreter. Each child therefore has a
pipe of its own, is given one file at a time, and is ended when it is over its limit; the
others do not notice. (``concurrent.futures`` knows neither a limit for one task nor a dead
child.)
"""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from pathlib import Path

from corpus.errors import CorpusError
from corpus.model import Report
from corpus.ocr.engine import can_recognize
from index.files import size_of
from index.staging import Prepared, prepare

Reader = Callable[[Path], Report]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds (plus some for each megabyte) and bytes of memory."""

    seconds: float = 90.0
    seconds_per_megabyte: float = 60.0
    recognition_per_megabyte: float = 600.0  # besides, where scans are read: seconds for a page
    memory: int = 3 << 29  # 1.5 GiB beyond what the parser takes when it starts

    def seconds_for(self, path: Path) -> float:
        """The time that this file may take."""
        recognition = self.recognition_per_megabyte if can_recognize() else 0.0
        return self.seconds + (self.seconds_per_megabyte + recognition) * size_of(path) / (1 << 20)


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read: a stable code, a message for people, a trace for us."""

    code: str
    message: str
    detail: str | None = None


def read_report(path: Path) -> Report:
    """The parser of ``corpus``, imported where it runs."""
    from corpus.report import read_report as read  # noqa: PLC0415

    return read(path)


@contextmanager
def parsing(
    paths: Iterable[Path], workers: int, limits: Limits, reader: Reader = read_report
) -> Iterator[Iterator[tuple[Path, Prepared | Failed]]]:
    """Parse files in ``workers`` children, which end with the context.

    Gives (path, rows or failure) as they are ready, never more than one for each child.
    """
    waiting = deque(paths)
    children: list[_Child] = []
    try:
        children += (_Child(reader, limits) for _ in range(min(workers, len(waiting))))
        yield _results(children, waiting)
    finally:
        for child in children:
            child.end()


def _results(
    children: list[_Child], waiting: deque[Path]
) -> Iterator[tuple[Path, Prepared | Failed]]:
    for child in children:
        child.give(waiting.popleft())
    while busy := [child for child in children if child.path is not None]:
        for child in _ready(busy):
            path = child.path
            assert path is not None, "it is busy"
            result = child.take()
            if waiting:
                child.give(waiting.popleft())
            yield path, result


def _ready(busy: list[_Child]) -> list[_Child]:
    """Those that have answered, died, or are out of time."""
    patience = max(0.0, min(child.deadline for child in busy) - time.monotonic())
    answered = connection.wait([child.pipe for child in busy], timeout=patience)
    return [c for c in busy if c.pipe in answered or time.monotonic() >= c.deadline]


class _Child:
    """A child process and the file it works on; started anew after it had to be ended."""

    def __init__(self, reader: Reader, limits: Limits) -> None:
        self._reader, self._limits = reader, limits
        self.path: Path | None = None
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        # Spawned, not forked: the parent may have threads of an embedding engine.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, self._reader, self._limits.memory, os.getpid()), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, path: Path) -> None:
        if not self._process.is_alive():
            self.end()
            self._start()
        self.path, self.deadline = path, time.monotonic() + self._limits.seconds_for(path)
        with suppress(OSError):  # it died just now: take() will say so
            self.pipe.send(path)

    def take(self) -> Prepared | Failed:
        """What became of the file; after a failure of the process itself, that process ends."""
        assert self.path is not None, "a file was given"
        name, self.path = self.path.name, None
        if not self.pipe.poll():
            self.end()
            return Failed(
                "parser_timeout", f"{name}：解析超过时限，已中止。请检查该 PDF 或重新导出"
            )
        try:
            result: Prepared | Failed = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return Failed("parser_crashed", f"{name}：解析进程异常退出。请重新导出该 PDF")
        if isinstance(result, Failed) and result.code == "parser_memory":
            self.end()  # its memory is in pieces
        return result

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _work(pipe: connection.Connection, reader: Reader, memory: int, parent: int) -> None:
    """A child's life: a path comes in, rows or a failure go out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the parent's to handle
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    with suppress(ValueError, OSError):  # a lower limit is set already
        limit = _address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_parse(pipe.recv(), reader))


def _address_space() -> int:
    """Bytes of address space in use: with many cores, libraries reserve a lot at import."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _end_with(parent: int) -> None:
    """A child whose parent was killed in mid-file gets no signal: it looks."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _parse(path: Path, reader: Reader) -> Prepared | Failed:
    try:
        return prepare(reader(path))
    except CorpusError as exc:
        return Failed(exc.code, str(exc))
    except MemoryError:
        return Failed("parser_memory", f"{path.name}：解析所需内存超过上限。请拆分或重新导出该 PDF")
    except Exception as exc:  # noqa: BLE001 - whatever a PDF does to the parser, the next goes on
        message = f"{path.name}：解析出错（{type(exc).__name__}: {str(exc)[:200]}）"
        return Failed("parser_error", message, traceback.format_exc())
