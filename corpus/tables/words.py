"""The vocabulary of ``tables.toml``, read once: what heads, captions and titles mean."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.text import normalize


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern and the canonical name of what it matches."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard table: its key, what its title looks like and what its totals are of."""

    key: str
    pattern: re.Pattern[str]
    topic: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("corpus.tables").joinpath("tables.toml").read_text("utf-8")
    )


@cache
def word(section: str, name: str) -> re.Pattern[str]:
    """The pattern ``name`` of a section of ``tables.toml``."""
    return re.compile(_data()[section][name])


@cache
def name_of(section: str, name: str) -> str:
    """A plain word of a section of ``tables.toml``."""
    return str(_data()[section][name])


@cache
def _named(section: str) -> tuple[Named, ...]:
    return tuple(Named(entry["name"], re.compile(entry["pattern"])) for entry in _data()[section])


@cache
def measure_of(head: str) -> str | None:
    """The canonical measure that a column head names, or None."""
    return _first(_named("measures"), normalize(head))


@cache
def basis_of(head: str) -> str | None:
    """The canonical basis that a column head names, or None."""
    return _first(_named("bases"), normalize(head))


def _first(names: tuple[Named, ...], text: str) -> str | None:
    return next((named.name for named in names if named.pattern.search(text)), None)


@cache
def standard_of(title: str) -> Standard | None:
    """The standard table that a printed title names, whatever year or department it adds."""
    bare = normalize(bare_title(title))
    return next((s for s in _standards() if s.pattern.search(bare)), None)


_QUOTES, _HOLDERS = "“”‘’《》—", "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
_HIDE, _SHOW = str.maketrans(_QUOTES, _HOLDERS), str.maketrans(_HOLDERS, _QUOTES)


def display_form(text: str) -> str:
    """``text`` normalised but for its quotation marks and dashes, which people expect to see."""
    return normalize(text.translate(_HIDE)).translate(_SHOW).strip()


@cache
def bare_title(title: str) -> str:
    """A title without its number, year and department: what two years' tables share."""
    before, bare = "", display_form(title)
    while bare != before:
        before, bare = bare, word("title", "strip").sub("", bare).strip()
    return bare


@cache
def _standards() -> tuple[Standard, ...]:
    return tuple(
        Standard(entry["key"], re.compile(entry["pattern"]), entry["topic"])
        for entry in _data()["standard"]
    )
