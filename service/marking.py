"""Which stretches of a passage are words of a search, so that they can be marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from corpus.text import align
from index.segment import words

Stretch = tuple[int, int]
"""[start, end) in characters of the text."""


def searched_words(query: str) -> tuple[str, ...]:
    """The words that a query looks for.

    What the dictionary does not know comes in single characters: neighbours are one word
    ("外", "包"). A single character alone counts only where there is nothing else.
    """
    runs = groupby(words(query), key=lambda word: len(word) == 1)
    found = [word for single, run in runs for word in (["".join(run)] if single else run)]
    longer = dict.fromkeys(word for word in found if len(word) > 1)
    return tuple(longer) or tuple(found)


def word_marks(text: str, sought: Iterable[str]) -> tuple[Stretch, ...]:
    """Where the words stand in the text, in order; neighbours are one stretch.

    Blanks within a word and separators within a number do not keep it from being found.
    """
    plain = align(text).lower()
    kept = [i for i, char in enumerate(plain) if not char.isspace() and not _separates(plain, i)]
    squeezed = "".join(plain[i] for i in kept)
    found = sorted(
        (kept[start], kept[start + len(word) - 1] + 1)
        for word in map(str.lower, sought)
        for start in _occurrences(squeezed, word)
    )
    return _joined(text, found)


def _separates(text: str, index: int) -> bool:
    """A comma between digits."""
    around = text[max(index - 1, 0) : index + 2]
    return text[index] == "," and len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def _occurrences(text: str, word: str) -> Iterable[int]:
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
