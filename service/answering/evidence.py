"""Does what was found cover what was asked?

Refusals rest on this and not on similarity: each word of the question that no slot explains has to
stand in the evidence. Measured on the sample, no threshold on a retrieval score separates
questions that can be answered from those that cannot; words that are nowhere printed do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.segment import words as segmented
from service.answering.classifiers import counting_characters
from service.understanding.keys import bigrams, key
from service.understanding.vocabulary import paraphrases, vocabulary

COVERED = 0.75
"""Share of the words that no slot explains which the evidence must hold."""

GAPS = {2: 2}
WIDER_GAP = 4
"""Characters that may stand inside an abbreviation's long form (监管: 监督管理), by its length."""

ABBREVIATED = {2: 0.6, 3: 0.75}
"""What a word counts for that stands only in its long form, by its length; a longer one ``SURELY``."""
LONG = 4
"""Characters of a word that may be said in pieces."""

SURELY = 0.9
"""What a word counts for that stands in other words, in pieces, or in the long form of a long word."""


def coverage(words: Sequence[str], evidence: str) -> float:
    """Share of the words' character pairs that stand in ``evidence`` (a key); 1 without words."""
    wanted = [pair for word in words for pair in bigrams(key(word))]
    if not wanted:
        return 1.0
    return sum(pair in evidence for pair in wanted) / len(wanted)


def word_coverage(words: Iterable[str], evidence: str) -> float:
    """Share of the words, by length, that stand in ``evidence`` (a key), long forms included."""
    total = found = 0.0
    for word in words:
        weight = float(len(word))
        total += weight
        if word in evidence:
            found += weight
        elif any(other in evidence for other in paraphrases(word)):
            found += SURELY * weight
        elif len(word) >= LONG and (share := _pieces_in(word, evidence)):
            found += SURELY * weight * share
        elif _long_form(word).search(evidence):
            found += ABBREVIATED.get(len(word), SURELY) * weight
    return found / total if total else 1.0


def _pieces_in(word: str, evidence: str) -> float:
    """Share of a long word that stands in its shorter words ("执法检查": 执法…检查), 0 for less than
    all but one."""
    pieces = [piece for piece in segmented(word) if 1 < len(piece) < len(word)]
    held = [p for p in pieces if p in evidence or any(o in evidence for o in paraphrases(p))]
    covered = {i for p in held for i in range(word.find(p), word.find(p) + len(p))}
    return len(covered) / len(word) if len(covered) * 4 >= len(word) * 3 else 0.0


@lru_cache(maxsize=4096)
def _long_form(word: str) -> re.Pattern[str]:
    if len(word) < 2 or word.isascii():
        return re.compile(r"(?!)")
    gap = GAPS.get(len(word), WIDER_GAP)
    return re.compile(f".{{0,{gap}}}".join(map(re.escape, word)))


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[str, ...]:
    """The words of a stretch of the question; single characters mean too little alone."""
    cut = segmented(text)
    found = [word for word in cut if len(word) > 1]
    found += _loose_pairs(text, found)
    whole = [w for w in found if not any(w != other and w in other for other in found)]
    return tuple(dict.fromkeys(whole)) or ((text,) if text else ())


def _loose_pairs(text: str, found: list[str]) -> list[str]:
    """A character that belongs to no word counts with its neighbour ("编" of "编人员"), alone where
    words without meaning surround it ("优" of "优和良的"), and not at all when it only counts."""
    function = vocabulary().function_words
    covered = [False] * len(text)
    for word in found:
        start = text.find(word)
        while start >= 0:
            covered[start : start + len(word)] = [True] * len(word)
            start = text.find(word, start + 1)
    loose = [i for i, known in enumerate(covered) if not known and text[i] not in function]
    return [
        _with_neighbour(text, i, function)
        for i in loose
        if len(text) > 1 and not (i == 0 and text[i] in counting_characters())
    ]


def _with_neighbour(text: str, place: int, function: frozenset[str]) -> str:
    following, before = text[place + 1 : place + 2], text[max(place - 1, 0) : place]
    if following and following not in function:
        return text[place] + following
    return before + text[place] if before and before not in function else text[place]
