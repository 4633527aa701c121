"""The search page: what was found, how the filters would divide it, and an address for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from corpus.text import normalize
from service.answering.listing import filtered, parts
from service.errors import BadText
from service.inputs import read_figure

if TYPE_CHECKING:
    from index.records import PassageCount, ReportRecord
    from service.schemas import SearchIn
    from service.types import Figure
    from service.web.desk import Engine

MOST_FIGURES = 6
UNITS = ("万元", "元", "亿元", "%")
"""What amounts are asked for in."""

FILTERS = ("entity", "year", "kind", "section")

_AFTER_QUERY = ("entity", "year", "kind", "section", "report")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many passages it would leave, and where that is."""

    value: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its values, the fullest first; ``clear`` takes it away."""

    name: str
    choices: tuple[Choice, ...]
    clear: str | None

    @property
    def useful(self) -> bool:
        """Whether there is something to choose, or to take away."""
        return len(self.choices) > 1 or self.clear is not None


def address(wanted: SearchIn, **changes: Any) -> str:
    """The search with some of it changed; None takes a filter away. Pages start anew."""
    plain = {"q": wanted.q} | {name: getattr(wanted, name) for name in _AFTER_QUERY}
    query = {name: value for name, value in (plain | changes).items() if value}
    return f"/search?{urlencode(query)}"


def facets(
    counts: Sequence[PassageCount], records: Sequence[ReportRecord], wanted: SearchIn
) -> tuple[Facet, ...]:
    """Each filter, counted over what the others leave."""
    by_id = {record.id: record for record in records}
    return tuple(_facet(name, counts, by_id, wanted) for name in FILTERS)


def _facet(
    name: str,
    counts: Sequence[PassageCount],
    records: dict[str, ReportRecord],
    wanted: SearchIn,
) -> Facet:
    others = [test for other, test in _tests(records, wanted) if other != name]
    left = [count for count in counts if all(test(count) for test in others)]
    totals: Counter[str] = Counter()
    for count in left:
        for value in _values(name, count, records):
            totals[value] += count.passages
    chosen = getattr(wanted, name)
    choices = [
        Choice(value, total, str(chosen) == value, address(wanted, **{name: value}))
        for value, total in _ordered(name, totals)
    ]
    return Facet(name, tuple(choices), address(wanted, **{name: None}) if chosen else None)


def _tests(
    records: dict[str, ReportRecord], wanted: SearchIn
) -> list[tuple[str, Callable[[PassageCount], bool]]]:
    """What each filter asks of a count."""
    of_entity = _ids(filtered(list(records.values()), wanted.entity, None, None))
    of_year = _ids(filtered(list(records.values()), None, wanted.year, None))
    return [
        ("entity", lambda count: count.report in of_entity),
        ("year", lambda count: count.report in of_year),
        ("kind", lambda count: wanted.kind in {None, records[count.report].kind}),
        ("section", lambda count: wanted.section is None or _under(wanted.section, count)),
        ("report", lambda count: wanted.report in {None, count.report}),
    ]


def _ids(records: Iterable[ReportRecord]) -> set[str]:
    return {record.id for record in records}


def _values(name: str, count: PassageCount, records: dict[str, ReportRecord]) -> list[str]:
    if name == "section":
        return [part for part in parts() if _under(part, count)]
    value = getattr(records[count.report], name)
    return [str(value)] if value else []


def _under(section: str, count: PassageCount) -> bool:
    """As the index narrows: one of the texts stands in one of the headings."""
    headings = [normalize(title) for title in count.section]
    sought = [normalize(text) for text in parts().get(section, (section,))]
    return any(text in heading for text in sought for heading in headings)


def _ordered(name: str, totals: Counter[str]) -> list[tuple[str, int]]:
    """Years from the latest, parts as a report has them, the rest by how much they hold."""
    if name == "year":
        return sorted(totals.items(), reverse=True)
    if name == "section":
        return [(part, totals[part]) for part in parts() if totals[part]]
    return totals.most_common()


def figures(engine: Engine, wanted: SearchIn) -> Sequence[Figure]:
    """The figures that match: those that answer the words as a question, else what is so called."""
    context = {"entity": wanted.entity, "year": wanted.year}
    said = engine.ask(wanted.q, context, wanted.report, MOST_FIGURES)
    found = [figure for figure in said.figures if figure.role == "answer" and figure.box]
    if said.status != "answered" or not found:
        listed = engine.facts(
            wanted.q,
            entity=wanted.entity,
            year=wanted.year,
            table=None,
            report=wanted.report,
            limit=MOST_FIGURES,
            offset=0,
        )
        found = [figure for figure in listed.facts if figure.value is not None]
    return found[:MOST_FIGURES]


def traced(query: str) -> str | None:
    """Where every place of a figure is listed, if the words are one."""
    try:
        value, unit = read_figure(query)
    except BadText:
        return None
    if unit not in {None, *UNITS}:
        return None
    return f"/trace?{urlencode({'value': value + (unit or '')})}"
