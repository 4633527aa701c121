"""What a careful reader accepts as the answer, decided from the facts and what was said.

The reader's habits: what was said must hold; what was not said has a usual reading (a final-accounts
report is asked for its outturn, a budget for its budget, the whole rather than a part, the side of
expenditure, the report's own year), which gives way where nothing of the kind is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.fromfacts.targets import Target
from service.understanding.keys import key, stems
from service.understanding.vocabulary import load

_OUTTURN = frozenset({"决算数", "执行数", "金额"})
_BUDGET = frozenset({"预算数", "年初预算数", "全年预算数", "调整预算数"})
_WHOLE = frozenset({None, "财政拨款", "一般公共预算财政拨款"})

MEASURES: dict[str, tuple[frozenset[str], ...]] = {
    "决算数": (_OUTTURN,),
    "执行数": (frozenset({"执行数"}), _OUTTURN),
    "预算数": (_BUDGET,),
    "年初预算数": (frozenset({"年初预算数"}), frozenset({"预算数"})),
    "全年预算数": (frozenset({"全年预算数", "调整预算数"}), frozenset({"预算数"})),
}
"""Measures that answer a named one, best first; any other measure answers itself alone."""


@dataclass(frozen=True)
class Said:
    """What a wording says; None and () where it leaves it open."""

    forms: frozenset[str] = frozenset()
    code: str | None = None
    stem: str | None = None
    measure: str | None = None
    basis: str | None = None
    base: str | None = None
    table: int | None = None
    subject: str | None = None
    parent: str | None = None
    year: int | None = None


def accepted(pool: Iterable[Target], said: Said) -> list[Target]:
    """The facts of one report that fit what was said, the usual reading first."""
    found = [t for t in pool if _named(t, said) and t.fact.measure != "界限"]
    steps: tuple[Callable[[list[Target], Said], list[Target]], ...] = (
        _of_year, _of_table, _of_measure, _of_basis, _of_side, _unnarrowed, _printed,
    )  # fmt: skip
    for step in steps:
        found = step(found, said)
    return found


def _named(target: Target, said: Said) -> bool:
    if said.code is not None:
        return target.fact.code == said.code
    if said.stem is not None:
        return any(said.stem in stems(form) for form in target.forms)
    return bool(target.forms & said.forms)


def _of_year(found: list[Target], said: Said) -> list[Target]:
    def fits(target: Target) -> bool:
        own = target.record.year
        return (target.fact.year or own) == (said.year or own)

    return [t for t in found if fits(t)]


def _of_table(found: list[Target], said: Said) -> list[Target]:
    if said.table is not None:
        found = [t for t in found if t.fact.table == said.table]
    if said.subject is not None:
        found = [t for t in found if said.subject in {t.fact.subject, t.head and t.head.subject}]
    if said.parent is not None:
        found = [t for t in found if said.parent in {key(p) for p in t.fact.row[:-1]}]
    return found


def _of_measure(found: list[Target], said: Said) -> list[Target]:
    if said.measure is not None:
        groups = MEASURES.get(said.measure, (frozenset({said.measure}),))
        found = _first(found, groups)
        if said.base is not None:
            found = [t for t in found if t.fact.base == said.base]
        return found
    budget = any("预算" in t.record.kind for t in found)
    return _first(found, (_BUDGET | {"金额"}, _OUTTURN) if budget else (_OUTTURN, _BUDGET)) or found


def _first(found: list[Target], groups: Iterable[frozenset[str]]) -> list[Target]:
    for group in groups:
        inside = [t for t in found if t.fact.measure in group]
        if inside:
            return inside
    return []


def _scope(target: Target) -> str | None:
    settings = load("standard_tables.toml").get(target.standard, {})
    return target.fact.basis or settings.get("scope")


def _of_basis(found: list[Target], said: Said) -> list[Target]:
    if said.basis is not None:
        return [t for t in found if said.basis in {t.fact.basis, _scope(t)}]
    if said.table is not None:
        return [t for t in found if t.fact.basis is None] or found
    whole = [t for t in found if _scope(t) is None]
    parts = [t for t in found if _scope(t) in _WHOLE]
    if any(t.fact.source == "table" for t in whole):
        amounts = {t.amount for t in whole}
        return whole + [t for t in parts if t.amount in amounts and t not in whole]
    return parts or found


def _of_side(found: list[Target], said: Said) -> list[Target]:
    """The rows of the table of income say what an item was funded with."""
    spent = [t for t in found if t.standard not in {"收入决算表", "收入预算总表"}]
    named = said.table is not None or said.basis is not None
    return found if named or not spent else spent


def _unnarrowed(found: list[Target], said: Said) -> list[Target]:
    """A sentence's figure of a part ("因公出国…其中：培训费") is not the item's own."""
    own = [t for t in found if not narrowed(t)]
    return own if own and said.parent is None else found


def narrowed(target: Target) -> bool:
    """Whether a sentence says whose part the amount is."""
    usual = {key(item) for item in load("totals.toml")["transparent"]["items"]}
    if target.fact.source == "table":
        return False
    return any(key(parent) not in usual for parent in target.fact.row[:-1])


def _printed(found: list[Target], _: Said) -> list[Target]:
    """A printed figure answers, an empty cell only where there is none."""
    return [t for t in found if t.fact.value is not None] or found
