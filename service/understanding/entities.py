"""Departments named in a way that no short name lists: "普陀财政", "省政协".

A stretch of unexplained words whose characters stand in order in a held entity's name, beginning
with two that stand together, names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from service.understanding.keys import key
from service.understanding.lexicon import ReportLike
from service.understanding.query import Query

MIN_LENGTH = 3


def with_entities(query: Query, reports: Sequence[ReportLike]) -> Query:
    """The query with the entities that its unexplained words name."""
    if query.entities:
        return replace(query, residual=_without_latin(query)) if query.mentions else query
    names = {report.id: key(report.entity) for report in reports}
    for word in query.residual:
        ids = tuple(i for i, name in names.items() if _names(word, name))
        if ids and len({names[i] for i in ids}) == 1:
            rest = tuple(w for w in query.residual if w != word)
            return replace(query, entities=(ids,), residual=rest)
    return query


def _names(word: str, entity: str) -> bool:
    if len(word) < MIN_LENGTH or word.isascii():
        return False
    whole = LCSseq.similarity(word, entity) == len(word)
    return whole and word[:2] in entity and word[-1] in entity[len(entity) // 2 - 1 :]


def _without_latin(query: Query) -> tuple[str, ...]:
    """A name in English beside the Chinese one explains nothing more."""
    return tuple(word for word in query.residual if not word.isascii())
