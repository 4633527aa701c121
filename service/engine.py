"""The answering engine: a question and its context in, an Answer out; no state between requests."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from index.protocol import Shelf
from index.records import ReportRecord
from service.answering import listing, refusals
from service.answering.candidates import Desk
from service.answering.compound import joined_answers, parts_of
from service.answering.crowd import narrowed
from service.answering.deciding import decide
from service.answering.draft import Draft
from service.answering.evidence import parts
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import answer_mentioned
from service.answering.scope import Missing, Scope, resolve_scope
from service.answering.suggestions import nearest_items, nearest_questions, next_questions
from service.answering.verify import reads_back
from service.types import Answer, Context, FactsResult, Figure, SearchResult, TraceResult
from service.understanding.edits import unheld_entity, with_edits
from service.understanding.entities import organizations, with_entities
from service.understanding.followups import merge
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon, build_lexicon
from service.understanding.query import Query
from service.understanding.reading import read_question
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
        query = read_question(question, lexicon, words)
        hello = refusals.greeting(query, words)
        if hello is not None:
            return _bare(question, hello, suggestions=nearest_questions(query, lexicon, records))
        query = merge(with_entities(query, records), context, lexicon, words)
        query = with_edits(query, context, lexicon, words, records)
        if refusals.elsewhere(query, words, lambda word: bool(shelf.containing(word, k=1))):
            return _bare(question, _out_of_scope(query))
        unheld = unheld_entity(query, context) or _unheld(query, shelf)
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
            return replace(_bare(question, few, slots), choices=few.choices)
        desk = Desk(shelf, lexicon, words, few)
        draft = Draft(desk)
        decided = decide(Inquiry(query, context, desk), draft)
        if decided is None and self._assistant is not None:
            return self._assisted(query, context, desk)
        if decided is None:
            return self._refuse(query, context, desk)
        return _finish(query, context, desk, draft, decided)

    def _missing(self, query: Query, context: Context, missing: Missing, shelf: Shelf) -> Answer:
        """Not held as a report; yet a sentence of one that is may speak of that year or body."""
        records = shelf.reports()
        desk = self._desk(shelf, Scope(records))
        draft = Draft(desk)
        outcome = answer_mentioned(Inquiry(query, context, desk), missing.asked, draft)
        if outcome is not None:
            return _finish(query, context, desk, draft, outcome)
        suggestions = nearest_questions(query, self._lexicon_of(shelf), records)
        return _bare(query.question, refusals.missing(missing, records), context, suggestions)

    def _assisted(self, query: Query, context: Context, desk: Desk) -> Answer:
        """An unclear question as the assistant reads it; entity and year stay the question's own."""
        near = nearest_items(query, desk)
        slots = (
            self._assistant.slots(query.question, near, tuple(desk.vocabulary.measures))
            if (self._assistant and near)
            else None
        )
        if slots is None:
            return self._refuse(query, context, desk)
        read = Context(item=slots.item, measure=slots.measure, edited=("item", "measure"))
        clear = with_edits(query, read, desk.lexicon, desk.vocabulary, desk.scope.reports)
        draft = Draft(desk)
        decided = decide(Inquiry(replace(clear, residual=()), context, desk), draft)
        if decided is None:
            return self._refuse(query, context, desk)
        draft.note("assumption", f"问题按“{slots.item}{slots.measure or ''}”理解（由语言模型辅助）")
        return _finish(query, context, desk, draft, decided)

    def _refuse(self, query: Query, context: Context, desk: Desk) -> Answer:
        ids, records = desk.scope.ids, desk.scope.reports
        strange = [w for w in query.residual if not desk.shelf.containing(w, ids, k=1)]
        foreign = [w for w in strange if not _partly_printed(w, desk)]
        if not context.item and not refusals.in_domain(query, vocabulary(), foreign):
            return _bare(query.question, _out_of_scope(query), context)
        outcome = refusals.not_found(query, records, strange)
        suggestions = nearest_questions(query, desk.lexicon, records)
        return _bare(query.question, outcome, context, suggestions)

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


def _unheld(query: Query, shelf: Shelf) -> str | None:
    """An organisation that is named nowhere in what is held."""
    names = tuple(organizations(query, vocabulary().organization_endings))
    missing = next((name for name in names if not shelf.containing(name, k=1)), None)
    if missing or query.entities:
        return missing
    held = [record.entity for record in shelf.reports()]
    return next((name for name in names if _beside_held(name, held)), None)


_AUTHORITY = re.compile(r"(.{2,}?[省市区县旗])(.{2,}(?:局|委员会|厅|办公室))")


def _beside_held(name: str, held: Sequence[str]) -> bool:
    """An authority with its place ("某区司法局"), mentioned in a report that is another one's."""
    return _AUTHORITY.fullmatch(name) is not None and not any(name in entity for entity in held)


def _partly_printed(word: str, desk: Desk) -> bool:
    """Whether a word within it is printed: the reports speak of that, if not of all of it."""
    within = [part for part in parts(key(word)) if part != word and len(part) > 1]
    return any(desk.shelf.containing(part, desk.scope.ids, k=1) for part in within)


def _out_of_scope(query: Query) -> Outcome:
    text = refusals.OUT_OF_SCOPE_ENGLISH if query.english else refusals.OUT_OF_SCOPE
    return Outcome("out_of_scope", text)


def _bare(
    question: str,
    outcome: Outcome,
    context: Context | None = None,
    suggestions: Sequence[str] = (),
) -> Answer:
    """An answer without figures: refusals and greetings keep the thread's context."""
    return Answer(
        question=question,
        status=outcome.status,
        answer=outcome.text,
        context=context or Context(),
        suggestions=tuple(suggestions),
    )


def _finish(query: Query, context: Context, desk: Desk, draft: Draft, outcome: Outcome) -> Answer:
    figures, lost = _verified(draft, desk)
    status = outcome.status
    if lost and status == "answered" and not any(f.role == "answer" for f in figures):
        text = "找到的数字无法在原文页面上核对，暂不给出。"
        return _bare(query.question, Outcome("not_found", text), context)
    for said in desk.scope.said:
        draft.note("assumption", said)
    _note_quality(desk, figures, draft)
    if status not in {"answered", "not_disclosed"}:
        figures = ()
    return Answer(
        question=query.question,
        status=status,
        answer=outcome.text,
        figures=figures,
        citations=tuple(draft.citations),
        notes=tuple(draft.notes),
        context=_slots(context, desk, draft, outcome, query),
        choices=outcome.choices,
        suggestions=tuple(next_questions(desk, outcome)),
    )


def _verified(draft: Draft, desk: Desk) -> tuple[tuple[Figure, ...], int]:
    kept = tuple(figure for figure in draft.figures if reads_back(figure, desk.shelf))
    return kept, len(draft.figures) - len(kept)


def _note_quality(desk: Desk, figures: Sequence[Figure], draft: Draft) -> None:
    """An answer that rests on a page with reading warnings says so."""
    pages = {(figure.report, figure.page) for figure in figures if figure.page}
    for report in {report for report, _ in pages}:
        for warning in desk.shelf.warnings(report):
            if warning.page is not None and (report, warning.page) in pages:
                draft.note("reading", f"第 {warning.page} 页：{warning.message}")
    for figure in figures:
        if "repaired" in figure.flags:
            read = f"{figure.value} {figure.unit or ''}".strip()
            said = f"第 {figure.page} 页原文印作“{figure.printed}”，疑为误印，此处按 {read} 理解"
            draft.note("reading", said)


def _slots(context: Context, desk: Desk, draft: Draft, outcome: Outcome, query: Query) -> Context:
    """The slots as understood, for the follow-up."""
    shown = [f for f in draft.figures if f.role == "answer"] or draft.figures
    reports = {f.report for f in shown} or {c.report for c in draft.citations}
    records = [r for r in desk.scope.reports if r.id in reports]
    entities = {r.entity for r in records}
    one: ReportRecord | None = records[0] if len(entities) == 1 else None
    years = {f.year for f in shown} or {r.year for r in records}
    return Context(
        entity=one.entity if one else None,
        year=next(iter(years)) if len(years) == 1 else None,
        item=outcome.item or context.item,
        measure=outcome.measure,
        basis=outcome.basis,
        operation=outcome.operation,
        base=outcome.base,
        unit=query.unit or context.unit,
        report=context.report,
        previous_item=context.item if context.item != outcome.item else context.previous_item,
    )
