"""Names with one character left open: what a misspelt name is looked up by.

Every label is kept once for each of its characters with that character open; a text that fits such
a pattern is the label with one character wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

MIN_LENGTH = 5
"""Characters: shorter names that differ in one are different names."""

MAX_LENGTH = 30
_OPEN = "\x00"
_TURNING = frozenset("非不未无免减增")
"""Characters that make another name of it, whichever stands in the label."""

_COUNTING = frozenset("上下一二三四五六七八九十0123456789")
"""Characters of a label that nobody misspells: another one in their place is another item."""


def open_patterns(labels: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    """Label ids by the patterns of their keys."""
    found: dict[str, list[int]] = defaultdict(list)
    for label, form in labels.items():
        if MIN_LENGTH <= len(form) <= MAX_LENGTH:
            for pattern in _opened(form, _TURNING | _COUNTING):
                found[pattern].append(label)
    return {pattern: tuple(ids) for pattern, ids in found.items()}


def fitting(text: str, patterns: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """The labels that are the text but for one character."""
    return tuple(
        dict.fromkeys(i for pattern in _opened(text, _TURNING) for i in patterns.get(pattern, ()))
    )


def _opened(form: str, kept: frozenset[str]) -> list[str]:
    return [
        f"{form[:place]}{_OPEN}{form[place + 1 :]}"
        for place, character in enumerate(form)
        if character not in kept
    ]
