"""The vocabulary that a finance clerk can extend: TOML beside this room, read once.

Phrases are kept under their keys (see ``keys.key``), so that width, script and quotation marks
do not matter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from service.understanding.keys import key


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that can be asked: ``facts`` are the fact measures that answer it, best first."""

    name: str
    kind: str
    facts: tuple[str, ...]
    base: str | None
    beside: tuple[tuple[str, frozenset[str]], ...] = ()
    """Words that mean it where another measure stands beside them: 总分 beside 得分."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase built of parts; it names a measure, and a base where it says one."""

    expression: re.Pattern[str]
    measure: str
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A colloquial name for items of the reports; ``every`` when it means all of them."""

    items: tuple[str, ...]
    every: bool
    total_of: tuple[str, ...] = ()
    """Standard tables whose total row it names, whatever that row is called."""


@dataclass(frozen=True, slots=True)
class BodyKind:
    """What a body is called by its kind ("学校"), and how names of that kind end."""

    words: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrase tables, by key."""

    measures: dict[str, Measure]
    measure_phrases: dict[str, str]
    patterns: tuple[Pattern, ...]
    scopes: dict[str, tuple[str, ...]]
    scope_phrases: dict[str, str]
    separate_scopes: frozenset[str]
    base_phrases: dict[str, str]
    operation_phrases: dict[str, str]
    aliases: dict[str, Alias]
    function_words: frozenset[str]
    self_words: frozenset[str]
    generic_names: frozenset[str]
    domain_words: tuple[str, ...]
    elsewhere_words: tuple[str, ...]
    help_words: tuple[str, ...]
    thanks_words: tuple[str, ...]
    organization_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    body_kinds: tuple[BodyKind, ...]


def load(name: str) -> dict[str, Any]:
    """One vocabulary file as a dictionary."""
    return tomllib.loads(resources.files("service.vocabulary").joinpath(name).read_text("utf-8"))


@cache
def _paraphrases() -> dict[str, tuple[str, ...]]:
    entries = load("paraphrases.toml")["paraphrase"]
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        for word in entry["words"]:
            found[key(word)] = (*found.get(key(word), ()), *map(key, entry["means"]))
    return found


def paraphrases(word: str) -> tuple[str, ...]:
    """The reports' own words for an everyday one, as keys; () where none is known."""
    return _paraphrases().get(word, ())


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read on first use."""
    measures = load("measures.toml")["measure"]
    scopes = load("scopes.toml")["scope"]
    domain, organizations = load("domain.toml"), load("organizations.toml")
    return Vocabulary(
        measures={
            m["name"]: Measure(
                m["name"],
                m["kind"],
                tuple(m["facts"]),
                m.get("base"),
                tuple((o, frozenset(map(key, w))) for o, w in m.get("beside", {}).items()),
            )
            for m in measures
        },
        measure_phrases={key(word): m["name"] for m in measures for word in m["words"]},
        patterns=tuple(_patterns(measures)),
        scopes={s["name"]: tuple(s["facts"]) for s in scopes},
        scope_phrases={key(word): s["name"] for s in scopes for word in s["words"]},
        separate_scopes=frozenset(s["name"] for s in scopes if s.get("separate")),
        base_phrases={
            key(word): base["name"] for base in load("bases.toml")["base"] for word in base["words"]
        },
        operation_phrases={
            key(word): name
            for name, entry in load("operations.toml").items()
            for word in entry["words"]
        },
        aliases={
            key(word): Alias(
                tuple(alias["items"]),
                bool(alias.get("all", False)),
                tuple(alias.get("total_of", ())),
            )
            for alias in load("aliases.toml")["alias"]
            for word in alias["words"]
        },
        function_words=frozenset(k for w in load("function_words.toml")["words"] if (k := key(w))),
        self_words=frozenset(key(word) for word in organizations["self"]),
        generic_names=frozenset(key(word) for word in load("totals.toml")["generic"]["items"]),
        domain_words=tuple(key(word) for word in domain["words"]),
        elsewhere_words=tuple(key(word) for word in domain["elsewhere"]),
        help_words=tuple(key(word) for word in domain["help"]),
        thanks_words=tuple(key(word) for word in domain["thanks"]),
        organization_endings=tuple(organizations["endings"]),
        place_endings=tuple(organizations["places"]),
        body_kinds=tuple(
            BodyKind(
                tuple(sorted(map(key, kind["words"]), key=len, reverse=True)),
                tuple(map(key, kind["endings"])),
            )
            for kind in organizations["kind"]
        ),
    )


def _patterns(measures: list[dict[str, Any]]) -> Iterator[Pattern]:
    for measure in measures:
        for expression in measure.get("patterns", ()):
            yield Pattern(re.compile(expression), measure["name"], measure.get("base"))
    for base in load("bases.toml")["base"]:
        for expression in base.get("patterns", ()):
            yield Pattern(re.compile(expression), "增减额", base["name"])
