"""How people call a table: its standard name, the title that a report prints, its number.

``names_of`` gives every key by which a table may be named; a phrase of the question names the tables
that have it among theirs. A form has no name of its own: it is called by its project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from service.understanding.keys import key
from service.understanding.vocabulary import load

_YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度?)?")
_NUMBERED = re.compile(r"^公开0?(\d{1,2})表$")
SHORTEST = 4
"""Characters: a shorter title ("附表") names no table of its own."""


class TableLike(Protocol):
    """What the index says of a table, as far as names go."""

    @property
    def title(self) -> str: ...
    @property
    def code(self) -> str | None: ...
    @property
    def standard(self) -> str | None: ...
    @property
    def kind(self) -> str: ...


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The other names of the standard tables."""
    entries = load("standard_tables.toml").items()
    return {name: tuple(map(key, entry.get("words", ()))) for name, entry in entries}


def standard_phrases() -> Iterable[str]:
    """Names of the standard tables, whether a held report has them or not."""
    for name, words in _words().items():
        yield key(name)
        yield from words


def names_of(table: TableLike, entity: str) -> frozenset[str]:
    """The keys by which the table may be named."""
    return _names(table.title, table.code, table.standard, table.kind, entity)


@lru_cache(maxsize=16384)
def _names(
    title: str, code: str | None, standard: str | None, kind: str, entity: str
) -> frozenset[str]:
    names = {_bare_title(title, entity)} if kind != "form" else set()
    if standard:
        names |= {key(standard), *_words().get(standard, ())}
    if code:
        names.add(key(code))
        numbered = _NUMBERED.match(key(code))
        if numbered:
            names |= {f"{int(numbered[1]):02}表", f"{int(numbered[1])}表"}
    return frozenset(names - {""})


def _bare_title(title: str, entity: str) -> str:
    """The title without year and entity, up to its 表; "" where it has none."""
    bare = _YEAR.sub("", key(title)).replace(key(entity), "")
    bare = _YEAR.sub("", bare)
    end = bare.rfind("表") + 1
    return bare[:end] if end >= SHORTEST else ""
