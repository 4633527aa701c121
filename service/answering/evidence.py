"""Does what was found cover what was asked?

Refusals rest on this and not on similarity: each word of the question that no slot explains has to
stand in the evidence. Measured on the sample, no threshold on a retrieval score separates
questions that can be answered from those that cannot; words that are nowhere printed do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.understanding.keys import bigrams, key


def coverage(words: Sequence[str], evidence: str) -> float:
    """Share of the words' character pairs that stand in ``evidence`` (a key); 1 without words."""
    wanted = [pair for word in words for pair in bigrams(key(word))]
    if not wanted:
        return 1.0
    return sum(pair in evidence for pair in wanted) / len(wanted)


def uncovered(words: Iterable[str], evidence: str) -> tuple[str, ...]:
    """The words of which the evidence holds less than half."""
    return tuple(word for word in words if coverage((word,), evidence) < 0.5)
