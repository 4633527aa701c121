"""Searching passages: full text and nearness of meaning, each ranked, then fused by weight.

Full text is SQLite's bm25 over words and pairs of characters (``index.segment``); nearness is
the cosine of embeddings (``index.vectors``). Ranks are fused, not scores, since no scale holds
for both: score = Σ weight / (DAMPING + rank), after Cormack, Clarke and Büttcher, "Reciprocal
Rank Fusion" (SIGIR 2009).

Measured (``index.recall``) on 60 questions in other words than the sample's, with eleven more
reports beside it; the sought sentence was among the first five for 95 % by full text, 88 % by
nearness, and 100 % fused as below (95 % fused with equal weights and the paper's damping of 60:
what one search puts first, the other must not bury).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.model import PassageKind
from corpus.text import normalize
from index import codec, segment
from index.encoder import Vectors
from index.facts import Filter
from index.protocol import PROSE
from index.reading import PASSAGE
from index.records import Hit, PassageCount, SearchMode, StoredPassage
from index.vectors import VectorIndex

DAMPING = 3.0
TEXT_WEIGHT = 1.0
DENSE_WEIGHT = 0.7

WORD_WEIGHT = 1.0
PAIR_WEIGHT = 1.0

POOL = 50
"""Passages that each search contributes at least."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search: ids of reports, kinds of passages, texts of headings (None: anywhere).

    ``ranges`` are the first and last passage keys of those reports, as far as they are few: the
    full text then need not look at all others.
    """

    reports: tuple[str, ...] | None
    kinds: tuple[PassageKind, ...] | None
    sections: tuple[str, ...] | None = None
    ranges: tuple[tuple[int, int], ...] = ()

    def takes_every_prose(self) -> bool:
        """Whether of the reports everything that is embedded lies inside."""
        return self.sections is None and (self.kinds is None or set(PROSE) <= set(self.kinds))

    def takes_no_prose(self) -> bool:
        """Whether nothing that is embedded lies inside."""
        return self.kinds is not None and not set(PROSE) & set(self.kinds)

    def narrow(self, filter_: Filter) -> Filter:
        """Add this scope's conditions, on passages ``p`` and reports ``r``."""
        filter_.among("r.id", self.reports).among("p.kind", self.kinds)
        if self.sections is not None:
            texts = codec.to_json([normalize(text) for text in self.sections])
            filter_.where(
                "EXISTS (SELECT 1 FROM json_each(?) WHERE instr(p.heading, value))", texts
            )
        return filter_


_LIVE = "JOIN reports r ON r.key = p.report AND r.state = 'live'"
_FOUND = f"FROM passages_text t CROSS JOIN passages p ON p.key = t.rowid {_LIVE}"


def text_search(
    connection: sqlite3.Connection, query: str, names: Iterable[str], k: int, scope: Scope
) -> list[int]:
    """Keys of the ``k`` best passages by full text."""
    match = segment.query(query, names)
    if match is None:
        return []
    score = f"bm25(passages_text, {WORD_WEIGHT}, {PAIR_WEIGHT})"
    ranked: list[tuple[float, int]] = []
    for found in _matching(match, scope):
        ranked += connection.execute(
            f"SELECT {score} AS score, p.key {_FOUND} {found.sql} ORDER BY score, p.key LIMIT ?",
            [*found.parameters, k],
        )
    return [key for _, key in sorted(ranked)[:k]]


def _matching(match: str, scope: Scope) -> Iterator[Filter]:
    """The conditions of a search, once for each range of keys."""
    for first, last in scope.ranges or [(None, None)]:
        found = Filter().where("passages_text MATCH ?", match)
        if first is not None:
            found.where("t.rowid BETWEEN ? AND ?", first, last)
        yield scope.narrow(found)


def text_total(connection: sqlite3.Connection, query: str, scope: Scope) -> int:
    """How many passages hold at least one word of the query."""
    match = segment.any_word(query)
    if match is None:
        return 0
    return sum(
        connection.execute(f"SELECT count(*) {_FOUND} {found.sql}", found.parameters).fetchone()[0]
        for found in _matching(match, scope)
    )


def text_counts(
    connection: sqlite3.Connection, query: str, scope: Scope
) -> tuple[PassageCount, ...]:
    """How many of them each section of each report has."""
    match = segment.any_word(query)
    if match is None:
        return ()
    found = scope.narrow(Filter().where("passages_text MATCH ?", match))
    rows = connection.execute(
        f"SELECT r.id, p.section, count(*) {_FOUND} {found.sql} GROUP BY r.key, p.section",
        found.parameters,
    )
    return tuple(
        PassageCount(report, codec.strings(section), count) for report, section, count in rows
    )


def dense_search(
    connection: sqlite3.Connection, index: VectorIndex, vector: Vectors, k: int, scope: Scope
) -> list[int]:
    """Keys of the ``k`` passages nearest in meaning."""
    if scope.takes_no_prose():
        return []
    allowed: list[int] | None = None
    if scope.takes_every_prose() and scope.ranges:
        allowed = [key for first, last in scope.ranges for key in range(first, last + 1)]
    elif scope.reports is not None or not scope.takes_every_prose():
        inside = scope.narrow(Filter().where("p.vector IS NOT NULL"))
        rows = connection.execute(
            f"SELECT p.key FROM passages p {_LIVE} {inside.sql}",  # noqa: S608
            inside.parameters,
        )
        allowed = [row[0] for row in rows]
    return [key for key, _ in index.search(vector, k, allowed)]


def fuse(text: Sequence[int], dense: Sequence[int]) -> list[tuple[int, float]]:
    """(key, score), best first; ties in favour of full text."""
    scores: dict[int, float] = {}
    for keys, weight in ((text, TEXT_WEIGHT), (dense, DENSE_WEIGHT)):
        for rank, key in enumerate(keys, start=1):
            scores[key] = scores.get(key, 0.0) + weight / (DAMPING + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def hits(
    connection: sqlite3.Connection,
    ranked: Sequence[tuple[int, float]],
    text: Sequence[int],
    dense: Sequence[int],
) -> tuple[Hit, ...]:
    """The passages behind ranked keys, with their rank in each search."""
    rows = connection.execute(
        f"SELECT p.key, r.id, {PASSAGE} FROM passages p {_LIVE} "  # noqa: S608
        "WHERE p.key IN (SELECT value FROM json_each(?))",
        [codec.to_json([key for key, _ in ranked])],
    )
    found = {key: (report, codec.unpack_passage(row)) for key, report, *row in rows}
    text_ranks = {key: rank for rank, key in enumerate(text, start=1)}
    dense_ranks = {key: rank for rank, key in enumerate(dense, start=1)}
    return tuple(
        Hit(*found[key], score, dense_ranks.get(key), text_ranks.get(key))
        for key, score in ranked
        if key in found
    )


def search(
    connection: sqlite3.Connection,
    query: str,
    names: Iterable[str],
    dense: Callable[[int], list[int]],
    *,
    k: int,
    offset: int,
    scope: Scope,
    mode: SearchMode,
) -> tuple[Hit, ...]:
    """See ``Shelf.search``; ``dense`` gives the keys of the nearest passages."""
    pool = max(POOL, offset + k)
    by_text = text_search(connection, query, names, pool, scope) if mode != "dense" else []
    by_meaning = dense(pool) if mode != "text" else []
    ranked = fuse(by_text, by_meaning)[offset : offset + k]
    return hits(connection, ranked, by_text, by_meaning)


def containing(
    connection: sqlite3.Connection, text: str, k: int, scope: Scope
) -> tuple[StoredPassage, ...]:
    """See ``Shelf.containing``: the full text narrows, the texts themselves decide."""
    wanted = normalize(text)
    if not wanted:
        return ()
    match = segment.phrase(text)
    if match is None:
        narrowed = scope.narrow(Filter())
        queries = [(f"FROM passages p {_LIVE} {narrowed.sql} ORDER BY p.key", narrowed)]
    else:
        # In the order of its own row ids the full text gives one row after the other, unsorted.
        queries = [(f"{_FOUND} {f.sql} ORDER BY t.rowid", f) for f in _matching(match, scope)]
    rows = (
        row
        for sql, each in queries
        for row in connection.execute(f"SELECT r.id, {PASSAGE} {sql}", each.parameters)
    )
    holding = (
        StoredPassage(report, codec.unpack_passage(row))
        for report, *row in rows
        if wanted in normalize(row[2])
    )
    return tuple(islice(holding, k))
