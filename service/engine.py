"""The answering engine: a question and its context in, an Answer out; no state between requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from index.protocol import Shelf
from service.answering import listing, refusals
from service.answering.candidates import Desk
from service.answering.compound import joined_answers, parts_of
from service.answering.crowd import narrowed
from service.answering.deciding import decide
from service.answering.draft import Draft
from service.answering.finishing import bare, finish
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import answer_mentioned
from service.answering.scope import Missing, Scope, resolve_scope
from service.answering.suggestions import nearest_items, nearest_questions
from service.answering.unanswered import refuse
from service.answering.unheld import unheld_organization
from service.types import Answer, Context, FactsResult, SearchResult, TraceResult
from service.understanding.edits import unheld_entity, with_edits
from service.understanding.entities import with_entities
from service.understanding.followups import merge
from service.understanding.lexicon import Lexicon, build_lexicon
from service.understanding.query import Query
from service.understanding.reading import read_question
from service.understanding.shared_parts import spelled_out
from service.understanding.vocabulary import vocabulary

if TYPE_CHECKING:
    from service.language_model import Assistant


class Library(Protocol):
    """What the engine needs of the index."""

    def snapshot(self) -> AbstractContextManager[Shelf]:
        """A consistent view for one request."""
        ...


class Engine:
    """Answers from what a library holds. Thread-safe; keeps one lexicon per index generation."""

    def __init__(
        self,
        library: Library,
        *,
        today: Callable[[], date] = date.today,
        assistant: Assistant | None = None,
    ) -> None:
        self._library = library
        self._assistant = assistant
        self._today = today
        self._lexicon: tuple[int, Lexicon] | None = None
        self._building = threading.Lock()

    def ask(
        self,
        question: str,
        context: Mapping[str, Any] | None = None,
        report: str | None = None,
        limit: int = 10,
    ) -> Answer:
        """One question becomes one Answer; "no answer" is a status, not an exception."""
        started = time.perf_counter()
        slots = Context.from_json(context)
        with self._library.snapshot() as shelf:
            answer = self._compound(question, slots, report, shelf)
        if self._assistant is not None:
            answer = self._assistant.worded(answer)
        took = round((time.perf_counter() - started) * 1000)
        return replace(answer, citations=answer.citations[: max(limit, 1)], took_ms=took)

    def search(
        self,
        query: str,
        *,
        entity: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        report: str | None = None,
        section: str | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> SearchResult:
        """Ranked passages of the reports that the filters leave; ``section``: under a heading."""
        with self._library.snapshot() as shelf:
            records = listing.filtered(shelf.reports(), entity, year, report)
            return listing.search(shelf, records, query, kind, limit, offset, section)

    def facts(
        self,
        item: str | None = None,
        *,
        entity: str | None = None,
        year: int | None = None,
        table: str | None = None,
        report: str | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> FactsResult:
        """The structured-table lookup on its own; without ``item``, all in printed order."""
        with self._library.snapshot() as shelf:
            records = listing.filtered(shelf.reports(), entity, None, report)
            desk = self._desk(shelf, Scope(records))
            return listing.facts(desk, item, year, table, limit, offset)

    def trace(self, value: str, unit: str | None = None) -> TraceResult:
        """Every place where the figure is printed. ValueError where ``value`` is no number."""
        with self._library.snapshot() as shelf:
            return listing.trace(self._desk(shelf, Scope(shelf.reports())), value, unit)

    def _compound(
        self, question: str, context: Context, report: str | None, shelf: Shelf
    ) -> Answer:
        """The parts of a question one after the other, each with the context of the one before."""
        parts = parts_of(read_question(question, self._lexicon_of(shelf), vocabulary()))
        if not parts:
            return self._answer(question, context, report, shelf)
        answers: list[Answer] = []
        for part in parts:
            answers.append(self._answer(part, context, report, shelf))
            context = answers[-1].context
        return joined_answers(question, answers)

    def _answer(self, question: str, context: Context, report: str | None, shelf: Shelf) -> Answer:
        records = shelf.reports()
        words = vocabulary()
        lexicon = self._lexicon_of(shelf)
        read = read_question(spelled_out(question, lexicon), lexicon, words)
        query = replace(read, question=question)
        hello = refusals.greeting(query, words)
        if hello is not None:
            return bare(question, hello, suggestions=nearest_questions(query, lexicon, records))
        query = merge(with_entities(query, records), context, lexicon, words)
        query = with_edits(query, context, lexicon, words, records)
        if refusals.elsewhere(query, words, lambda word: bool(shelf.containing(word, k=1))):
            return bare(question, refusals.out_of_scope(query))
        unheld = unheld_entity(query, context) or unheld_organization(query, shelf)
        scope = (
            Missing("entity", unheld)
            if unheld
            else resolve_scope(query, context, records, self._today().year, report)
        )
        if isinstance(scope, Missing):
            return self._missing(query, context, scope, shelf)
        few = narrowed(Inquiry(query, context, Desk(shelf, lexicon, words, scope)))
        if isinstance(few, Outcome):
            slots = replace(context, item=few.item or context.item)
            return replace(bare(question, few, slots), choices=few.choices)
        desk = Desk(shelf, lexicon, words, few)
        draft = Draft(desk)
        decided = decide(Inquiry(query, context, desk), draft)
        if decided is None and self._assistant is not None:
            return self._assisted(query, context, desk)
        if decided is None:
            return refuse(query, context, desk)
        return finish(query, context, desk, draft, decided)

    def _missing(self, query: Query, context: Context, missing: Missing, shelf: Shelf) -> Answer:
        """Not held as a report; yet a sentence of one that is may speak of that year or body."""
        records = shelf.reports()
        desk = self._desk(shelf, Scope(records))
        draft = Draft(desk)
        outcome = answer_mentioned(Inquiry(query, context, desk), missing.asked, draft)
        if outcome is not None:
            return finish(query, context, desk, draft, outcome)
        suggestions = nearest_questions(query, self._lexicon_of(shelf), records)
        return bare(query.question, refusals.missing(missing, records), context, suggestions)

    def _assisted(self, query: Query, context: Context, desk: Desk) -> Answer:
        """An unclear question as the assistant reads it; entity and year stay the question's own."""
        near = nearest_items(query, desk)
        slots = (
            self._assistant.slots(query.question, near, tuple(desk.vocabulary.measures))
            if (self._assistant and near)
            else None
        )
        if slots is None:
            return refuse(query, context, desk)
        read = Context(item=slots.item, measure=slots.measure, edited=("item", "measure"))
        clear = with_edits(query, read, desk.lexicon, desk.vocabulary, desk.scope.reports)
        draft = Draft(desk)
        decided = decide(Inquiry(replace(clear, residual=()), context, desk), draft)
        if decided is None:
            return refuse(query, context, desk)
        draft.note("assumption", f"问题按“{slots.item}{slots.measure or ''}”理解（由语言模型辅助）")
        return finish(query, context, desk, draft, decided)

    def _desk(self, shelf: Shelf, scope: Scope) -> Desk:
        return Desk(shelf, self._lexicon_of(shelf), vocabulary(), scope)

    def _lexicon_of(self, shelf: Shelf) -> Lexicon:
        with self._building:
            if self._lexicon is None or self._lexicon[0] != shelf.generation:
                built = _lexicon(shelf)
                self._lexicon = (shelf.generation, built)
            return self._lexicon[1]


def _lexicon(shelf: Shelf) -> Lexicon:
    records = shelf.reports()
    tables = [(record.entity, table) for record in records for table in shelf.tables(record.id)]
    return build_lexicon(vocabulary(), shelf.labels(), records, tables)
