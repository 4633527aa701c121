"""Departments named in a way that no short name lists: "普陀财政", "省政协".

A name in English beside a Chinese one explains nothing more. A stretch of unexplained words whose characters stand in order in a held entity's name, beginning
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
    names = {report.id: key(report.entity) for report in reports}
    entities, residual = list(query.entities), []
    for word in query.residual:
        ids = tuple(i for i, name in names.items() if _names(word, name))
        if ids and len({names[i] for i in ids}) == 1:
            entities.append(ids)
        else:
            residual.append(word)
    if entities and query.mentions:
        residual = [word for word in residual if not word.isascii()]
    return replace(query, entities=tuple(dict.fromkeys(entities)), residual=tuple(residual))


def _names(word: str, entity: str) -> bool:
    if len(word) < MIN_LENGTH or word.isascii():
        return False
    whole = LCSseq.similarity(word, entity) == len(word)
    return whole and word[:2] in entity and word[-1] in entity[len(entity) // 2 - 1 :]
