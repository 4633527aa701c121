"""The phrase book of the genre, read once from ``phrases.toml`` and compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

FigureKind = Literal["amount", "percentage", "score", "count"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One fixed phrase; ``pattern`` covers a clause up to the figure, its item in a group."""

    pattern: re.Pattern[str]
    kinds: frozenset[str]
    measure: str
    base: str | None
    whole: bool
    after: frozenset[str]
    keeps: str
    shares: bool


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Patterns of "[比 base] [item] [各] 增加" and of what such clauses leave open."""

    clause: re.Pattern[str]
    comparison: re.Pattern[str]
    comparison_only: re.Pattern[str]
    moved_to: re.Pattern[str]
    moves: re.Pattern[str]
    leading: re.Pattern[str]
    inner: re.Pattern[str]
    item_tail: re.Pattern[str]
    against: re.Pattern[str]
    held: re.Pattern[str]
    year_on_year: str
    up: frozenset[str]
    down: frozenset[str]
    over: frozenset[str]
    compared_only: frozenset[str]
    nominal: frozenset[str]


@dataclass(frozen=True, slots=True)
class BaseName:
    """A way to print what a change is measured against, and its canonical name."""

    pattern: re.Pattern[str]
    name: str


@dataclass(frozen=True, slots=True)
class NounWords:
    """How a noun phrase is trimmed, and what its words are worth."""

    front: re.Pattern[str]
    back: re.Pattern[str]
    goals: re.Pattern[str]
    pronouns: frozenset[str]
    last_year: frozenset[str]
    generic: frozenset[str]
    adjustments: frozenset[str]
    cuts: re.Pattern[str]
    verbs: re.Pattern[str]
    limits: re.Pattern[str]
    score_limits: re.Pattern[str]
    graded: re.Pattern[str]
    purposes: re.Pattern[str]
    staffed: re.Pattern[str]
    posts: re.Pattern[str]
    sides: re.Pattern[str]
    openers: frozenset[str]
    counted_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Everything of ``phrases.toml``."""

    performance: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]
    change: ChangeWords
    bases: tuple[BaseName, ...]
    noun: NounWords
    scopes: re.Pattern[str]
    passing: re.Pattern[str]
    sums: re.Pattern[str]
    restarts: re.Pattern[str]
    announces: re.Pattern[str]
    subjects: re.Pattern[str]
    leads_over: re.Pattern[str]
    heading_tail: re.Pattern[str]
    aspects: re.Pattern[str]
    besides: re.Pattern[str]
    wholes: re.Pattern[str]
    evaluated: re.Pattern[str]
    account_sections: re.Pattern[str]
    accounts: re.Pattern[str]
    budget: re.Pattern[str]
    rates: re.Pattern[str]
    basis: tuple[tuple[re.Pattern[str], str], ...]


@cache
def phrase_book() -> PhraseBook:
    """The phrase book, read once."""
    data = tomllib.loads(
        resources.files("corpus.sentences").joinpath("phrases.toml").read_text("utf-8")
    )
    structure, accounts = data["structure"], data["accounts"]
    return PhraseBook(
        performance=tuple(map(_phrase, data["performance"])),
        phrases=tuple(map(_phrase, data["phrase"])),
        change=_change_words(data["change"], data["base"]),
        bases=tuple(BaseName(re.compile(base["pattern"]), base["name"]) for base in data["base"]),
        noun=_noun_words(data["noun"]),
        scopes=re.compile(f"(?:{structure['scopes']})[,:]?"),
        passing=re.compile(structure["passing"]),
        sums=re.compile(structure["sums"]),
        announces=re.compile(f"{structure['announces']}$"),
        restarts=re.compile(structure["restarts"]),
        subjects=re.compile(structure["subjects"]),
        leads_over=re.compile(structure["leads_over"]),
        heading_tail=re.compile(structure["heading_tail"]),
        aspects=re.compile(structure["aspects"]),
        besides=re.compile(structure["besides"]),
        wholes=re.compile(structure["wholes"]),
        evaluated=re.compile(structure["evaluated"]),
        account_sections=re.compile(accounts["sections"]),
        accounts=re.compile(f".*{accounts['ends']}"),
        budget=re.compile(f".*{accounts['budget']}"),
        rates=re.compile(accounts["rates"]),
        basis=tuple((re.compile(entry["pattern"]), entry["name"]) for entry in data["basis"]),
    )


def _phrase(entry: dict[str, Any]) -> Phrase:
    pattern = entry["pattern"]
    if "(?P<item>" not in pattern:
        pattern = f"(?P<item>.*?)(?:{pattern})"
    return Phrase(
        pattern=re.compile(pattern),
        kinds=frozenset(entry["kinds"]),
        measure=entry["measure"],
        base=entry.get("base"),
        whole=entry.get("whole", False),
        after=frozenset(entry.get("after", ())),
        keeps=entry.get("keeps", ""),
        shares=entry["measure"] == "占比",
    )


def _change_words(entry: dict[str, Any], bases: list[dict[str, str]]) -> ChangeWords:
    plain = "|".join(_longest_first([*entry["up"], *entry["down"]]))
    beyond = "|".join(_longest_first([*entry["over"], *entry["under"]]))
    adverbs, compare, compared = entry["adverbs"], entry["comparison"], entry["compared"]
    named = "|".join(f"(?:{base['pattern']})" for base in bases)
    base = rf"(?P<base>(?:{named})|[^,;]{{2,20}}?(?={compared}))"
    return ChangeWords(
        clause=re.compile(
            rf"(?P<front>.*?){adverbs}(?P<word>{entry['either']}|{plain}){entry['endings']}"
        ),
        comparison=re.compile(
            rf"(?P<before>.*?){compare}{base}(?:{compared})?,?(?P<after>.*?){adverbs}"
        ),
        comparison_only=re.compile(rf"(?P<before>.*?){compare}{base}{compared}"),
        moved_to=re.compile(rf"(?P<item>.*?){adverbs}(?P<word>{plain})(?:至|到)"),
        moves=re.compile(rf"(?:{plain})(?:至|到)"),
        leading=re.compile(rf"{adverbs}(?P<word>{plain})(?P<item>.{{2,}})"),
        inner=re.compile(r".{2,}?(?P<word>减少|增加)(?P<item>.{2,}(?<![率度比例]))"),
        item_tail=re.compile(entry["item_tail"]),
        against=re.compile(
            rf"(?P<item>.*?(?<!不))(?P<word>{beyond})(?P<base>{named})(?:的?金额)?(?:为|达)?"
        ),
        held=re.compile(rf"(?P<item>.*?){compare}(?P<base>{named})(?:的|为)?"),
        year_on_year=entry["year_on_year"],
        up=frozenset(entry["up"]),
        down=frozenset(entry["down"]),
        over=frozenset(entry["over"]),
        compared_only=frozenset(entry["compared_only"]),
        nominal=frozenset(entry["nominal"]),
    )


def _noun_words(entry: dict[str, Any]) -> NounWords:
    return NounWords(
        front=re.compile(f"(?:{'|'.join(entry['front'])})"),
        back=re.compile(f"(?:{'|'.join(_longest_first(entry['back']))})$"),
        goals=re.compile(entry["goals"]),
        pronouns=frozenset(entry["pronouns"]),
        last_year=frozenset(entry["last_year"]),
        generic=frozenset([*entry["generic"], *entry["adjustments"]]),
        adjustments=frozenset(entry["adjustments"]),
        cuts=re.compile(entry["cuts"]),
        verbs=re.compile(entry["verbs"]),
        limits=re.compile(entry["limits"]),
        score_limits=re.compile(entry["score_limits"]),
        graded=re.compile(entry["graded"]),
        purposes=re.compile(entry["purposes"]),
        staffed=re.compile(entry["staffed"]),
        posts=re.compile(entry["posts"]),
        sides=re.compile(entry["sides"]),
        openers=frozenset(entry["openers"]),
        counted_after=frozenset(entry["counted_after"]),
    )


def _longest_first(words: list[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
