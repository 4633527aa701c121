"""A shelf with holes: the same reports, some passages and table rows of them taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from index.library import Library
from index.protocol import Shelf
from index.records import FactPage, StoredFact
from service.types import Answer

Hole = tuple[str, object]
"""A report with the number of a passage, or with a table and its row."""


class LibraryWithHoles:
    """What the engine needs of a library, without what ``holes`` names; they may change."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.holes: set[Hole] = set()

    @contextmanager
    def snapshot(self) -> Iterator[Shelf]:
        with self._library.snapshot() as shelf:
            yield _ShelfWithHoles(shelf, frozenset(self.holes))  # type: ignore[misc]


class _ShelfWithHoles:
    def __init__(self, shelf: Shelf, holes: frozenset[Hole]) -> None:
        self._shelf = shelf
        self._holes = holes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)

    def _kept(self, found: Iterable[StoredFact]) -> tuple[StoredFact, ...]:
        return tuple(s for s in found if not self._holes.intersection(_homes(s)))

    def facts_by_label(self, *args: Any) -> tuple[StoredFact, ...]:
        return self._kept(self._shelf.facts_by_label(*args))

    def facts_by_code(self, *args: Any) -> tuple[StoredFact, ...]:
        return self._kept(self._shelf.facts_by_code(*args))

    def facts_by_value(self, *args: Any) -> tuple[StoredFact, ...]:
        return self._kept(self._shelf.facts_by_value(*args))

    def facts_of_passage(self, *args: Any) -> tuple[StoredFact, ...]:
        return self._kept(self._shelf.facts_of_passage(*args))

    def facts(self, *args: Any, **more: Any) -> FactPage:
        kept = self._kept(self._shelf.facts(*args, **more).facts)
        return FactPage(len(kept), kept)

    def search(self, *args: Any, **more: Any) -> tuple[Any, ...]:
        return self._readable(self._shelf.search(*args, **more))

    def containing(self, *args: Any, **more: Any) -> tuple[Any, ...]:
        return self._readable(self._shelf.containing(*args, **more))

    def passages(self, report: str) -> tuple[Any, ...]:
        return self._readable(self._shelf.passages(report))

    def _readable(self, found: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(f for f in found if (f.report, f.passage.number) not in self._holes)


def _homes(stored: StoredFact) -> set[Hole]:
    fact = stored.fact
    return {(stored.report, fact.passage), (stored.report, (fact.table, fact.row_index))}


def printed_at(library: Library, answer: Answer) -> set[Hole]:
    """The passages and rows that an answer's figures and citations stand in."""
    boxes = {(f.report, f.page, f.box) for f in answer.figures}
    quoted = {(c.report, c.text) for c in answer.citations}
    holes: set[Hole] = set()
    with library.snapshot() as shelf:
        for report in {report for report, _ in quoted}:
            for stored in shelf.facts([report], limit=None).facts:
                fact, box = stored.fact, stored.fact.box
                if (report, fact.page, (box.x0, box.top, box.x1, box.bottom)) in boxes:
                    holes |= _homes(stored)
            holes |= {
                (report, s.passage.number)
                for s in shelf.passages(report)
                if (report, s.passage.text) in quoted
            }
    return holes
