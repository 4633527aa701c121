"""The last resort: nothing held answers, and what is said instead."""

from __future__ import annotations

from service.answering import refusals
from service.answering.candidates import Desk
from service.answering.evidence import parts
from service.answering.finishing import bare
from service.answering.suggestions import nearest_questions
from service.types import Answer, Context
from service.understanding.keys import key
from service.understanding.query import Query


def refuse(query: Query, context: Context, desk: Desk) -> Answer:
    """``not_found``, with the words that are nowhere printed; ``out_of_scope`` for another subject."""
    ids, records = desk.scope.ids, desk.scope.reports
    strange = [w for w in query.residual if not desk.shelf.containing(w, ids, k=1)]
    foreign = [w for w in strange if not _partly_printed(w, desk)]
    if not context.item and not refusals.in_domain(query, desk.vocabulary, foreign):
        return bare(query.question, refusals.out_of_scope(query), context)
    outcome = refusals.not_found(query, records, strange)
    return bare(query.question, outcome, context, nearest_questions(query, desk.lexicon, records))


def _partly_printed(word: str, desk: Desk) -> bool:
    """Whether a word within it is printed: the reports speak of that, if not of all of it."""
    within = [part for part in parts(key(word)) if part != word and len(part) > 1]
    return any(desk.shelf.containing(part, desk.scope.ids, k=1) for part in within)
