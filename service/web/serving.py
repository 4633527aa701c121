"""Serving for real: waitress, in one process or in several that share the port.

waitress because it buffers slow clients itself, so a phone on a bad line never holds a worker.
Searching holds Python's lock most of the time: threads keep a slow request from blocking quick
ones, and processes are what uses more cores. The processes part before anything is loaded, since
the libraries underneath (FAISS, the encoder) start threads that a later fork would break; each
then opens the index for itself, its vectors mapped from the same file.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from waitress.server import create_server

from index.errors import LibraryError
from service.settings import Settings
from service.web.desk import desk, engine
from service.web.metrics import Metrics
from service.web.problems import Problem
from service.web.wire import Channel

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

MAX_BUFFERED_BODY = 64 * 1024 * 1024
"""Beyond this waitress refuses by itself; the application's own, smaller limit says it better."""

BACKLOG = 512
WARMING = "决算"
"""Any words: searching for them loads the model."""

RESTARTS = 10
"""A worker that keeps dying is not started again for ever."""


def serve(settings: Settings, announce: Callable[[str, int], None]) -> int:
    """Listen, tell ``announce`` where, and serve until SIGTERM or Ctrl-C; returns an exit code."""
    try:
        listener = listen(settings.host, settings.port)
    except OSError as exc:
        sys.stderr.write(f"无法监听 {settings.host}:{settings.port}：{exc.strerror}\n")
        return 2
    host, port = listener.getsockname()[:2]
    metrics = Metrics(settings.workers)
    announce(host, port)
    if settings.workers == 1:
        signal.signal(signal.SIGTERM, _stop)
        serve_here(settings, listener, metrics)
        return 0
    return _Workers(settings, listener, metrics).run()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; IPv6 where the host is written so. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.listen(BACKLOG)
    return listener


def serve_here(settings: Settings, listener: socket.socket, metrics: Metrics) -> None:
    """Serve in this process until it is stopped."""
    from service.web.app import create_app  # noqa: PLC0415  (after the processes parted)

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no trouble
    app = create_app(settings, metrics=metrics)
    warm_up(app)
    server: Any = create_server(
        app,
        sockets=[listener],
        threads=settings.threads,
        ident=None,
        max_request_body_size=MAX_BUFFERED_BODY,
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = Channel
    try:
        server.run()
    finally:
        server.close()


def warm_up(app: Flask) -> None:
    """Open the index before the first person waits for it; without one, start all the same.

    The embedding model takes seconds to load and few questions need it: it is loaded beside the
    first requests, not before them.
    """
    with app.app_context():
        try:
            engine().ask("", None, None, 1)
        except (LibraryError, Problem) as exc:
            log.warning("%s", exc)
        else:
            threading.Thread(target=_load_model, args=(app,), daemon=True).start()


def _load_model(app: Flask) -> None:
    with app.app_context():
        try:
            engine().search(
                WARMING, entity=None, year=None, kind=None, report=None, limit=1, offset=0
            )
            desk().openers.checking = True
        except (LibraryError, Problem) as exc:
            log.warning("%s", exc)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


class _Workers:
    """Forked processes that accept from one socket; one that dies is replaced."""

    def __init__(self, settings: Settings, listener: socket.socket, metrics: Metrics) -> None:
        self._settings = settings
        self._listener = listener
        self._metrics = metrics
        self._pids: dict[int, int] = {}
        self._stopping = False

    def run(self) -> int:
        """Until SIGTERM or Ctrl-C; 1 when the workers could not be kept alive."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._stop)
        for number in range(self._settings.workers):
            self._start(number)
        restarts = 0
        while self._pids:
            pid, status = os.wait()
            number = self._pids.pop(pid)
            if self._stopping:
                continue
            restarts += 1
            if restarts > RESTARTS:
                log.error("workers keep ending (status %s): giving up", status)
                self._stop(signal.SIGTERM, None)
            else:
                log.error("worker %s ended with status %s: starting another", number, status)
                self._start(number)
        return 1 if restarts > RESTARTS else 0

    def _start(self, number: int) -> None:
        pid = os.fork()
        if pid:
            self._pids[pid] = number
            return
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent passes it on
        self._metrics.take_row(number)
        code = 1
        try:
            serve_here(self._settings, self._listener, self._metrics)
            code = 0
        except SystemExit:
            code = 0
        finally:
            os._exit(code)  # never return into the parent's stack

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)
