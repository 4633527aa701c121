"""From what was decided to the Answer that is given: verified figures, notes, the slots understood."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import ReportRecord
from service.answering.candidates import Desk
from service.answering.draft import Draft
from service.answering.outcome import Outcome
from service.answering.suggestions import next_questions
from service.answering.verify import reads_back
from service.types import Answer, Context, Figure
from service.understanding.query import Query


def bare(
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


def finish(query: Query, context: Context, desk: Desk, draft: Draft, outcome: Outcome) -> Answer:
    """The Answer of what was decided; a figure that its page does not read back is withheld."""
    figures, lost = _verified(draft, desk)
    status = outcome.status
    if lost and status == "answered" and not any(f.role == "answer" for f in figures):
        text = "找到的数字无法在原文页面上核对，暂不给出。"
        return bare(query.question, Outcome("not_found", text), context)
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
    # What is answered of a subject of its own, in the report's words, is not of the item before.
    follows = bool(query.inherited_mentions) or not query.residual
    return Context(
        entity=one.entity if one else None,
        year=next(iter(years)) if len(years) == 1 else None,
        item=outcome.item or (context.item if follows else None),
        measure=outcome.measure,
        basis=outcome.basis,
        operation=outcome.operation,
        base=outcome.base,
        unit=query.unit or context.unit,
        report=context.report,
        previous_item=context.item if context.item != outcome.item else context.previous_item,
        table=query.tables[0] if query.tables else None,
    )
