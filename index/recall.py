"""How often a search finds what was sought: what the weights of ``index.search`` are set by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.text import normalize
from index.protocol import Shelf
from index.records import SearchMode

DEPTH = 10
"""Hits looked through for each query."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Shares of the queries whose text was found at rank 1, 3 and 5, and the mean 1 / rank."""

    queries: int
    at_1: float
    at_3: float
    at_5: float
    reciprocal_rank: float


def measure_recall(shelf: Shelf, sought: Iterable[tuple[str, str]], mode: SearchMode) -> Recall:
    """Search each (query, text that a right passage contains), white space aside."""
    ranks = [_rank(shelf, query, text, mode) for query, text in sought]
    count = max(len(ranks), 1)

    def share(depth: int) -> float:
        return sum(rank is not None and rank <= depth for rank in ranks) / count

    mean = sum(1 / rank for rank in ranks if rank) / count
    return Recall(len(ranks), share(1), share(3), share(5), mean)


def _rank(shelf: Shelf, query: str, text: str, mode: SearchMode) -> int | None:
    wanted = _flat(text)
    for rank, hit in enumerate(shelf.search(query, DEPTH, mode=mode), start=1):
        if wanted in _flat(hit.passage.text):
            return rank
    return None


def _flat(text: str) -> str:
    return "".join(normalize(text).split())
