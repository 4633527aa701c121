"""The places of one figure, put together by what it is called there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.text import normalize

if TYPE_CHECKING:
    from service.types import Check, Figure

MOST_SHOWN = 200
"""Places on the page; the interface lists all."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one amount is called, and the places that call it so.

    ``measure`` is "" where the places measure different things by that name: each says its own.
    """

    label: str
    measure: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All places of a figure: by name, the name of most places first.

    ``units`` counts in which units it is printed; ``differing`` are the figures of which another
    place of the report says otherwise, with what it says there.
    """

    total: int
    shown: int
    reports: int
    names: tuple[Name, ...]
    units: tuple[tuple[str, int], ...]
    agreeing: int
    differing: tuple[tuple[Figure, Check], ...]


def by_name(occurrences: Sequence[Figure]) -> Trace:
    """Sort the places of a figure under its names."""
    shown = occurrences[:MOST_SHOWN]
    named: dict[str, list[Figure]] = {}
    for figure in shown:
        named.setdefault(normalize(figure.label), []).append(figure)
    names = [_name(own) for own in named.values()]
    checked = [(figure, check) for figure in shown for check in figure.checks]
    return Trace(
        total=len(occurrences),
        shown=len(shown),
        reports=len({figure.report for figure in occurrences}),
        names=tuple(sorted(names, key=lambda name: -len(name.figures))),
        units=tuple(Counter(figure.unit or "" for figure in occurrences).most_common()),
        agreeing=sum(_agrees(figure) for figure in shown),
        differing=tuple(pair for pair in checked if pair[1].status != "agrees"),
    )


def _name(figures: Sequence[Figure]) -> Name:
    measures = {figure.measure for figure in figures}
    return Name(figures[0].label, measures.pop() if len(measures) == 1 else "", tuple(figures))


def _agrees(figure: Figure) -> bool:
    return bool(figure.checks) and all(check.status == "agrees" for check in figure.checks)
