"""One wrong character in a name: "文化律游体育与传媒支出".

A stretch of the question that fits a label but for one character, and holds characters that nothing
else explains, is that label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.understanding.open_patterns import MAX_LENGTH, MIN_LENGTH, fitting
from service.understanding.query import Mention, Query
from service.understanding.segmentation import Token


def misspelt(query: Query, patterns: Mapping[str, tuple[int, ...]]) -> Iterator[Mention]:
    """The longest misspelt name of each clause."""
    for number, clause in enumerate(query.clauses):
        tokens = [t for t in query.tokens if t.clause == number]
        for start, end in _windows(clause, tokens):
            labels = fitting(clause[start:end], patterns)
            if labels:
                yield Mention(clause[start:end], "typo", labels, 0.7, number, start)
                break


def _windows(clause: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Stretches with something unexplained in them: the longest first, then whole words."""
    unknown = [t for t in tokens if t.kind == "unknown"]
    edges = {t.start for t in tokens} | {t.end for t in tokens}
    found = [
        (start, end)
        for start in range(len(clause))
        for end in range(start + MIN_LENGTH, min(len(clause), start + MAX_LENGTH) + 1)
        if any(start < t.end and t.start < end for t in unknown)
    ]
    return sorted(found, key=lambda w: (w[0] - w[1], -(w[0] in edges) - (w[1] in edges)))
