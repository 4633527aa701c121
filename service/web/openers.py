"""First questions, for a person who does not know yet what can be asked: one of each kind, each made
of something that a report held really prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.model import Fact
    from index.protocol import Shelf
    from index.records import ReportRecord

TOTALS = ("本年支出合计", "支出合计", "本年收入合计", "收入合计", "支出总计", "收入总计")
LONGEST = 16
"""Characters of a name that still reads at a glance."""
_TERM = re.compile(r"^[\s\d.、(（)）一二三四五六七八九十]*[“\"]?([^：:“”\"，。]{2,12})[”\"]?[：:]")
_OTHER_THAN_NAMES = re.compile(r"\d|[。，；]")


@dataclass(frozen=True, slots=True)
class Opener:
    """A kind of question (a message of ``openers``), what it is about, and whom it is asked of.

    ``whose`` is "" where one report alone is held.
    """

    kind: str
    item: str
    whose: str


class Openers:
    """Chosen once for each generation of the index, for all reports and for each one alone.

    ``checking``: whether questions are put to the engine before they are offered. A service says so
    when the embedding model is there: until then a page would wait for it.
    """

    def __init__(self) -> None:
        self.checking = False
        self._generation: int | None = None
        self._chosen: dict[str | None, tuple[Opener, ...]] = {}
        self._answered: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, shelf: Shelf, report: str | None) -> tuple[Opener, ...]:
        """Those of one report, or of all, each kind then from another one. Raises UnknownReport."""
        if shelf.generation != self._generation:
            self._generation, self._chosen, self._answered = shelf.generation, {}, {}
        if report not in self._chosen:
            records = (shelf.report(report),) if report else shelf.reports()
            self._chosen[report] = tuple(_chosen(shelf, records))
        return self._chosen[report]

    def answered(
        self, report: str | None, questions: Sequence[str], answers: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """Of the questions about a report, or all, those answered; all until that is checked."""
        if not self.checking:
            return tuple(questions)
        asked = (report or "", *questions)
        if asked not in self._answered:
            self._answered[asked] = tuple(filter(answers, questions))
        return self._answered[asked]


def _chosen(shelf: Shelf, records: Sequence[ReportRecord]) -> Iterator[Opener]:
    """Each kind from the next report that has something for it."""
    position = 0
    for kind, find in KINDS.items():
        for step in range(min(len(records), len(KINDS))):
            record = records[(position + step) % len(records)]
            item = find(shelf, record)
            if item is not None:
                yield Opener(kind, item, _whose(record, records))
                position += step + 1
                break


def _whose(record: ReportRecord, records: Sequence[ReportRecord]) -> str:
    """The body's short name and, where several of its years are held, the year."""
    own = [one for one in records if one.entity == record.entity]
    name = min((n for n in record.short_names if len(n) > 4), key=len, default=record.entity)
    if len(own) < len(records):
        return f"{record.year}年{name}" if len(own) > 1 and record.year else name
    return f"{record.year}年" if len(own) > 1 and record.year else ""


def _total(shelf: Shelf, record: ReportRecord) -> str | None:
    printed = {fact.item for fact in _facts(shelf, record)}
    return next((name for name in TOTALS if name in printed), None)


def _changed(direction: int, shelf: Shelf, record: ReportRecord) -> str | None:
    """Something of which the text says that it fell (-1) or rose, and why."""
    for fact in _facts(shelf, record):
        changed = fact.measure == "增减额" and fact.base == "上年" and fact.direction == direction
        if changed and fact.value and fact.passage is not None and _named(fact.item):
            text = shelf.passage(record.id, fact.passage).passage.text
            if "原因" in text and "支出" in fact.item:
                return fact.item
    return None


def _completion(shelf: Shelf, record: ReportRecord) -> str | None:
    """Something that was not spent exactly as planned."""
    rates = (fact for fact in _facts(shelf, record) if fact.measure == "完成率")
    return next(
        (fact.item for fact in rates if fact.value not in {None, 0, 100} and _named(fact.item)),
        None,
    )


def _project(shelf: Shelf, record: ReportRecord) -> str | None:
    """A project with a form of its own."""
    projects = (
        fact.subject or ""
        for fact in _facts(shelf, record)
        if fact.measure == "执行率" and fact.source == "table"
    )
    return next((name for name in projects if "部门" not in name and _named(name)), None)


def _term(shelf: Shelf, record: ReportRecord) -> str | None:
    """A term that the glossary explains."""
    for stored in shelf.passages(record.id):
        passage = stored.passage
        if any("名词解释" in title for title in passage.section):
            found = _TERM.match(passage.text)
            if found and _named(found[1]) and "收入" not in found[1]:
                return found[1]
    return None


def _duties(shelf: Shelf, record: ReportRecord) -> str | None:
    titles = (section.title for section in shelf.sections(record.id))
    return record.entity if any("职责" in one or "职能" in one for one in titles) else None


KINDS: dict[str, Callable[[Shelf, ReportRecord], str | None]] = {
    "total": _total,
    "fell": partial(_changed, -1),
    "rose": partial(_changed, 1),
    "completion": _completion,
    "project": _project,
    "term": _term,
    "duties": _duties,
}


def _facts(shelf: Shelf, record: ReportRecord) -> Iterator[Fact]:
    facts = shelf.facts([record.id], limit=None).facts
    return (stored.fact for stored in facts if stored.fact.value is not None)


def _named(text: str) -> bool:
    """Whether it is a name, and short enough."""
    return 2 < len(text) <= LONGEST and not _OTHER_THAN_NAMES.search(text)
