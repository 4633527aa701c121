"""Chinese text as tokens for full text: words, and pairs of neighbouring characters.

Words (jieba) rank well; pairs find what the dictionary does not know. A name as a *phrase* of
pairs is an exact substring, whatever the dictionary says, so the names of items need not be
known when a report is indexed: they are given as phrases when it is searched.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from corpus.text import normalize

VERSION = 1
"""Raised when the same text gives other tokens: an index must not mix them."""

LONGEST_NAME = 30
"""Characters: the longest name that is looked for in a query."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

_loading = threading.Lock()


@cache
def _jieba() -> Any:
    """jieba with its own dictionary, held in memory only.

    ``Tokenizer.initialize`` would read and write a cache in the shared temporary folder, where
    another user could leave a forged one, and report on standard error.
    """
    with warnings.catch_warnings():
        # It looks for pkg_resources, which warns, and has "\." in plain strings.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - a second of start-up that only full text needs
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def words(text: str) -> list[str]:
    """Words of a text, and the shorter words inside long ones.

    Numbers stay whole, without separators: "1,234.56" is the word "1234.56".
    """
    with _loading:
        tokenizer = _jieba()
    found: list[str] = []
    end = 0
    plain = _plain(text)
    for number in _NUMBER.finditer(plain):
        found += tokenizer.cut_for_search(plain[end : number.start()], HMM=False)
        found.append(number[0].replace(",", ""))
        end = number.end()
    found += tokenizer.cut_for_search(plain[end:], HMM=False)
    return [word for word in (word.strip(".-%") for word in found) if any(map(str.isalnum, word))]


def bigrams(text: str) -> list[str]:
    """Each letter, digit or ideograph with its neighbour; the last one also alone.

    Everything else is left out, so a phrase of pairs matches across punctuation and space.
    """
    chars = _characters(text)
    return [a + b for a, b in zip(chars, [*chars[1:], ""], strict=False)]


def _plain(text: str) -> str:
    return normalize(text).lower()


def _characters(text: str) -> list[str]:
    return [char for char in _plain(text) if char.isalnum()]


def phrase(text: str) -> str | None:
    """An FTS5 query for the texts that hold this one, punctuation and space apart.

    None where no character of it is indexed. A single character is a prefix: every pair that
    starts with it, and the last character of a text.
    """
    chars = _characters(text)
    if not chars:
        return None
    if len(chars) == 1:
        return f'{{bigrams}} : "{chars[0]}" *'
    return f"{{bigrams}} : {_quoted(a + b for a, b in pairwise(chars))}"


def query(text: str, names: Iterable[str] = ()) -> str | None:
    """An FTS5 query for texts that share words, pairs or one of ``names`` with this one.

    Whatever the text holds (quotation marks, operators, control characters) is only text: every
    token is letters, digits, ".", "%" or "-" between double quotes. None when nothing is left.
    """
    parts = [any_word(text)]
    # A single character is left to the words: as a pair it would be a text's last character.
    if pairs := [pair for pair in dict.fromkeys(bigrams(text)) if len(pair) > 1]:
        parts.append(f"{{bigrams}} : ({' OR '.join(map(_quote, pairs))})")
    parts += map(phrase, names)
    return " OR ".join(filter(None, parts)) or None


def any_word(text: str) -> str | None:
    """An FTS5 query for the texts that share a word with this one."""
    found = list(dict.fromkeys(words(text)))
    return f"{{words}} : ({' OR '.join(map(_quote, found))})" if found else None


def names_in(text: str, names: set[str] | frozenset[str] | dict[str, Any]) -> list[str]:
    """The longest of ``names`` (normalised) that stand in the text, none inside another."""
    plain = normalize(text)
    found: list[str] = []
    position = 0
    while position < len(plain):
        longest = next(_names_at(plain, position, names), "")
        found += [longest] * bool(longest)
        position += max(len(longest), 1)
    return list(dict.fromkeys(found))


def _names_at(text: str, start: int, names: Any) -> Iterator[str]:
    for end in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
        if text[start:end] in names:
            yield text[start:end]


def _quote(token: str) -> str:
    return f'"{token}"'


def _quoted(tokens: Iterable[str]) -> str:
    return _quote(" ".join(tokens))
