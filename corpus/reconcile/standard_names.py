"""Codes that everybody uses, under the name of another one."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

from corpus.model import Fact
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import CLASS_DIGITS, View, words

RULE = "standard-name"


@cache
def _standard() -> tuple[int, dict[str, str]]:
    """(the first year, code to its name)."""
    text = resources.files("corpus.reconcile").joinpath("codes.toml").read_text("utf-8")
    found = tomllib.loads(text)
    return found["since"], {code: words(name) for code, name in found["names"].items()}


def standard_names(view: View) -> Iterator[Outcome]:
    """30229 is 福利费: where all tables call it 工会经费, no comparison among them shows it."""
    since, names = _standard()
    if (view.report.identity.year or 0) < since:
        return
    printed: dict[str, dict[str, Fact]] = defaultdict(dict)
    for table in view.standard_tables:
        for fact in view.by_table[table.number]:
            if fact.code in names:
                printed[fact.code].setdefault(words(fact.item), fact)
    for code, found in printed.items():
        if len(found) > 1:
            continue  # told of as one code with two names
        ((name, fact),) = found.items()
        other = next((each for each in names if names[each] == name and _beside(each, code)), None)
        if other is None:
            yield Outcome(RULE, "passed")
            continue
        message = (
            f"科目编码 {code} 印为“{fact.item}”，该名称是 {other} 的，{code} 为“{names[code]}”"
        )
        yield Outcome(RULE, "failed", "warning", message, (fact.number,))


def _beside(code: str, other: str) -> bool:
    """Whether two codes are different ones of one class, or both classes."""
    classes = len(code) == len(other) == CLASS_DIGITS and code[0] == other[0]
    return code != other and (classes or code[:CLASS_DIGITS] == other[:CLASS_DIGITS])
