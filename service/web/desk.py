"""Where requests get the reports and the engine from, opened when first needed.

A service may start before anything was ingested, and an ingest may come while it runs: so the
index is looked for again with each request until it is there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from flask import Flask, current_app, g

from index.errors import IndexMissing
from service.web.openers import Openers
from service.web.problems import NotReady

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from index.protocol import Shelf
    from index.records import Readiness, ReportRecord
    from service.types import Answer, FactsResult, SearchResult, TraceResult

EXTENSION = "wenzhang.desk"
NO_REPORTS = "还没有收录任何报告。请先运行 wenzhang ingest 收录报告"


class Library(Protocol):
    """What a request needs of ``index.library.Library``."""

    def ready(self) -> Readiness:
        """Whether the index answers, and how well."""
        ...

    def snapshot(self) -> AbstractContextManager[Shelf]:
        """One consistent view for the length of a request."""
        ...


class Engine(Protocol):
    """What a request needs of ``service.engine.Engine``."""

    def ask(
        self, question: str, context: Mapping[str, Any] | None, report: str | None, limit: int
    ) -> Answer:
        """One question becomes one Answer, whatever it is."""
        ...

    def search(
        self,
        query: str,
        *,
        entity: str | None,
        year: int | None,
        kind: str | None,
        report: str | None,
        section: str | None = None,
        limit: int,
        offset: int,
    ) -> SearchResult:
        """Ranked passages."""
        ...

    def facts(
        self,
        item: str | None,
        *,
        entity: str | None,
        year: int | None,
        table: str | None,
        report: str | None,
        limit: int,
        offset: int,
    ) -> FactsResult:
        """The structured-table lookup."""
        ...

    def trace(self, value: str, unit: str | None) -> TraceResult:
        """Every place where a figure is printed."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """An index and the engine that answers from it."""

    library: Library
    engine: Engine


class Desk:
    """Opens once, on first use. ``opener`` raises a LibraryError where there is no index."""

    def __init__(self, opener: Callable[[], Held]) -> None:
        self._opener = opener
        self._held: Held | None = None
        self._opening = threading.Lock()
        self.openers = Openers()

    def held(self) -> Held:
        """Index and engine. Raises LibraryErrors."""
        if self._held is None:
            with self._opening:
                if self._held is None:
                    self._held = self._opener()
        return self._held

    def readiness(self) -> Readiness:
        """How the index stands; raises NotReady (with the reason) unless it can answer."""
        state = self.held().library.ready()
        if not state.ready:
            raise NotReady(state.reason or "索引不可用", code="not_ready")
        if not state.reports:
            raise NotReady(NO_REPORTS, code="index_empty")
        return state


def install(app: Flask, desk: Desk) -> None:
    """Make the desk reachable from requests, and close what a request opened."""
    app.extensions[EXTENSION] = desk
    app.teardown_appcontext(_close_shelf)


def desk() -> Desk:
    """The desk of the running application."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


def engine() -> Engine:
    """The engine; raises NotReady where there is nothing to answer from."""
    desk().readiness()
    return desk().held().engine


def shelf() -> Shelf:
    """The request's view of all reports: the same one however often it is asked for."""
    if "shelf" not in g:
        g.opened = ExitStack()
        g.shelf = g.opened.enter_context(desk().held().library.snapshot())
    found: Shelf = g.shelf
    return found


def held_reports() -> tuple[ReportRecord, ...]:
    """Every report; none where nothing was ingested yet."""
    try:
        return shelf().reports()
    except IndexMissing:
        return ()


def _close_shelf(_: BaseException | None) -> None:
    opened: ExitStack | None = g.pop("opened", None)
    if opened is not None:
        opened.close()
