"""The sentences that the product composes of a report, in English.

Rules and readers compose them in Chinese (corpus) with what a report prints in between, and they
are kept so in the index. ``english.toml`` has each pattern once in both languages: a sentence is
recognised by its pattern and said again in English, what is printed left as it is. A sentence of no
known pattern stays Chinese; a test holds the patterns against the sentences in the source.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from corpus.reconcile import rules

OPENING = tuple("“《")
Json = dict[str, Any]

_HOLE = re.compile(r"\{(\w+)\}")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of sentence or phrase; both texts have the same ``{holes}``.

    ``quoted`` are the holes in quotation marks: what stands there is printed, and stays.
    """

    chinese: re.Pattern[str]
    english: str
    quoted: frozenset[str]
    firmness: int
    """Characters outside the holes: the pattern with most of them is tried first."""


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = (files("service") / "english.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All of them, the firmest first."""
    pairs = {**_table()["phrases"], **_table()["sentences"]}
    made = [_pattern(chinese, english) for chinese, english in pairs.items()]
    return tuple(sorted(made, key=lambda one: -one.firmness))


def _pattern(chinese: str, english: str) -> Pattern:
    pieces = _HOLE.split(chinese)
    literal = pieces[::2]
    names = pieces[1::2]
    parts = [re.escape(literal[0])]
    for name, text in zip(names, literal[1:], strict=True):
        parts += [rf"(?P<{name}>.+?)", re.escape(text)]
    quoted = {name for name, before in zip(names, literal, strict=False) if before[-1:] in OPENING}
    whole = re.compile("".join(parts), re.DOTALL)
    return Pattern(whole, english, frozenset(quoted), sum(map(len, literal)))


@lru_cache(maxsize=4096)
def in_english(text: str) -> str:
    """The sentence in English; as it is where its pattern is not known."""
    if word := words().get(text.strip()):
        return word
    if not _CHINESE.search(text):
        return text.strip()
    for pattern in patterns():
        if found := pattern.chinese.fullmatch(text):
            holes = {
                name: each if name in pattern.quoted else in_english(each)
                for name, each in found.groupdict().items()
            }
            return pattern.english.format(**holes)
    return text.strip()


@cache
def words() -> Mapping[str, str]:
    """Words of the product's own (measures, kinds of sum, rules) that stand in its sentences."""
    names = _table()["rules"]
    titles = {rule.title: names[rule.name] for rule in rules() if rule.name in names}
    return {**titles, **_table()["words"]}


def audit_in_english(audit: Json) -> Json:
    """An audit of the interface with titles, messages and reasons in English."""
    findings = [
        {
            **finding,
            "title": in_english(finding["title"]),
            "message": in_english(finding["message"]),
        }
        for finding in audit["findings"]
    ]
    skipped = [{**each, "reason": in_english(each["reason"])} for each in audit["skipped"]]
    return {**audit, "findings": findings, "skipped": skipped}


def answer_in_english(answer: Json) -> Json:
    """An Answer of the interface whose remarks and checks are in English; it speaks as it was asked."""
    figures = [
        {**figure, "checks": [_check_in_english(check) for check in figure["checks"]]}
        for figure in answer["figures"]
    ]
    notes = [{**note, "text": in_english(note["text"])} for note in answer["notes"]]
    return {**answer, "figures": figures, "notes": notes}


def _check_in_english(check: Json) -> Json:
    return {**check, "detail": in_english(check["detail"])}
