"""Which stretches of a passage are words of a search, so that they can be marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.text import align, normalize
from index.segment import words

Stretch = tuple[int, int]
"""[start, end) in characters of the text."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query looks for: the whole of it, and the words that it is made of."""

    whole: str
    words: tuple[str, ...]


def sought_in(query: str) -> Sought:
    """The words of a query.

    What the dictionary does not know comes in single characters: neighbours are one word
    ("外", "包"). A single character alone counts only where there is nothing else.
    """
    runs = groupby(words(query), key=lambda word: len(word) == 1)
    found = [word for single, run in runs for word in (["".join(run)] if single else run)]
    longer = dict.fromkeys(word for word in found if len(word) > 1)
    return Sought(_plain(query), tuple(longer) or tuple(found))


def word_marks(text: str, sought: Sought) -> tuple[Stretch, ...]:
    """Where the query stands in the text, or else its words, in order; neighbours are one stretch.

    Blanks within a word and separators within a number do not keep it from being found.
    """
    aligned = align(text).lower()
    kept = [i for i, char in enumerate(aligned) if not _between(aligned, i)]
    squeezed = "".join(aligned[i] for i in kept)
    whole = bool(sought.whole) and sought.whole in squeezed
    looked_for = [sought.whole] if whole else map(_plain, sought.words)
    found = sorted(
        (kept[start], kept[start + len(word) - 1] + 1)
        for word in filter(None, looked_for)
        for start in _occurrences(squeezed, word)
    )
    return _joined(text, found)


def _plain(text: str) -> str:
    folded = normalize(text).lower()
    return "".join(char for i, char in enumerate(folded) if not _between(folded, i))


def _between(text: str, index: int) -> bool:
    """Whether the character only divides: a blank, or a comma between digits."""
    if text[index].isspace():
        return True
    around = text[max(index - 1, 0) : index + 2]
    return text[index] == "," and len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def _occurrences(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _joined(text: str, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
