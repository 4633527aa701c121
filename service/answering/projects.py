"""A project of a self-evaluation form, named by a part of its name."""

from __future__ import annotations

from dataclasses import replace

from service.answering.evidence import parts
from service.answering.inquiry import Inquiry
from service.understanding.keys import key
from service.understanding.query import Mention, Query

_FORM_KINDS = frozenset({"score", "rate", "weight", "target", "achievement"})


def with_project(inquiry: Inquiry, query: Query) -> Query:
    """The query with the one project whose name holds all its unexplained words, if one does.

    Only where the question asks what a form prints, and names no item besides.
    """
    kinds = {inquiry.desk.vocabulary.measures[name].kind for name in query.measures}
    if query.mentions or not query.residual or not kinds & _FORM_KINDS:
        return query
    words = [part for word in query.residual for part in parts(key(word))]
    names: set[str] = set()
    for record in inquiry.desk.scope.reports:
        for head in inquiry.desk.shelf.tables(record.id):
            if head.kind == "form" and head.subject and _named(words, key(head.subject)):
                names.add(key(head.subject))
    labels = inquiry.desk.lexicon.by_key.get(next(iter(names)), ()) if len(names) == 1 else ()
    if not labels:
        return query
    text = "".join(query.residual)
    clause = next((i for i, c in enumerate(query.clauses) if query.residual[0] in c), 0)
    start = max(query.clauses[clause].find(query.residual[0]), 0)
    mention = Mention(text, "fuzzy", labels, 0.8, clause, start)
    return replace(query, mentions=(mention,), residual=())


def _named(words: list[str], name: str) -> bool:
    return bool(words) and sum(map(len, words)) > 2 and all(word in name for word in words)
