"""Labels that resemble what was typed: overlap for a part of a name, homophones for typos.

The order of characters counts (longest common subsequence), so that 社会保障支出 finds
社会保障和就业支出 and not a label that merely shares characters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import LCSseq

from service.understanding.keys import bigrams
from service.understanding.lexicon import Lexicon

MIN_COVERAGE = 0.8
"""Share of the typed characters that a label must hold in order."""

NEAR_TIE = 0.04
"""Labels within this of the best score are all kept."""

WHOLE = 0.05
"""A label that holds the phrase in one piece goes before one that holds it in several."""

POOL = 60
"""Labels that share most character pairs are scored; the others cannot win."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label that may be meant, 0 < score < 1."""

    label: int
    score: float


def matching_labels(phrase: str, lexicon: Lexicon) -> tuple[LabelMatch, ...]:
    """Labels that contain the phrase's characters in order, best first, ties kept."""
    scored = [
        LabelMatch(label, score)
        for label in _pool(phrase, lexicon)
        if (score := _similarity(phrase, lexicon.label_key[label])) > 0
    ]
    scored.sort(key=lambda match: (-match.score, match.label))
    return tuple(m for m in scored if m.score >= scored[0].score - NEAR_TIE)


def _pool(phrase: str, lexicon: Lexicon) -> list[int]:
    counts: Counter[int] = Counter()
    for pair in bigrams(phrase):
        counts.update(lexicon.by_bigram.get(pair, ()))
    return [label for label, _ in counts.most_common(POOL)]


def _similarity(phrase: str, label: str) -> float:
    """Coverage of the phrase, lowered by what the label says beyond it; 0 when not meant."""
    common = LCSseq.similarity(phrase, label)
    coverage = common / len(phrase)
    if coverage < MIN_COVERAGE or common < 2 or not _contiguous_enough(phrase, label):
        return 0.0
    precision = common / len(label)
    whole = WHOLE if phrase in label else 0.0
    return coverage * (0.6 + 0.35 * precision) + whole


def _contiguous_enough(phrase: str, label: str) -> bool:
    """At least half of the phrase's pairs stand in the label: no scattered coincidences."""
    pairs = bigrams(phrase)
    return len(pairs & bigrams(label)) * 2 >= len(pairs)


def typo_labels(phrase: str, lexicon: Lexicon) -> tuple[LabelMatch, ...]:
    """Labels that differ from the phrase in one character that sounds alike (or, in a name of
    five characters and more, in any one character, or one left out or too many)."""
    found = [
        LabelMatch(label, 0.7)
        for label in _near_spellings(phrase, lexicon)
        if _one_slip(phrase, lexicon.label_key[label])
    ]
    return tuple(found)


def _near_spellings(phrase: str, lexicon: Lexicon) -> list[int]:
    """Labels that share all characters but one or two with the phrase."""
    counts: Counter[int] = Counter()
    for character in set(phrase):
        counts.update(lexicon.by_character.get(character, ()))
    least = max(len(set(phrase)) - 2, 1)
    return [label for label, count in counts.items() if count >= least]


def _one_slip(phrase: str, label: str) -> bool:
    if len(phrase) == len(label) >= 3:
        off = [(a, b) for a, b in zip(phrase, label, strict=True) if a != b]
        return len(off) == 1 and (len(label) >= 5 or _sound(off[0][0]) == _sound(off[0][1]))
    longer, shorter = max(phrase, label, key=len), min(phrase, label, key=len)
    return (
        len(longer) - len(shorter) == 1
        and len(shorter) >= 5
        and LCSseq.similarity(longer, shorter) == len(shorter)
    )


@lru_cache(maxsize=4096)
def _sound(character: str) -> str:
    return str(lazy_pinyin(character, style=Style.NORMAL)[0])


_NEGATIONS = frozenset("非不未无免")
MIN_VARIANT = 6
"""Shorter names that differ by one character are different names."""


def variant_labels(labels: tuple[int, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """Labels spelled with one character more or less ("物业[管理]服务外包经费"), no negation."""
    found: list[int] = []
    for label in labels:
        form = lexicon.label_key.get(label, "")
        if len(form) < MIN_VARIANT:
            continue
        found.extend(
            other
            for other in _pool(form, lexicon)
            if other not in labels and _one_more(form, lexicon.label_key[other])
        )
    return tuple(dict.fromkeys(found))


def _one_more(a: str, b: str) -> bool:
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) - len(shorter) != 1 or LCSseq.similarity(longer, shorter) != len(shorter):
        return False
    extra = next((x for x, y in zip(longer, shorter, strict=False) if x != y), longer[-1])
    return extra not in _NEGATIONS
