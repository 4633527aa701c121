"""The lookups without a question: passages, facts, traces."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import get_args

from corpus.model import PassageKind
from index.protocol import PROSE, Shelf
from index.records import ReportRecord, StoredFact
from service.answering.candidates import Candidate, Desk, candidate
from service.answering.draft import page_url, to_figure
from service.answering.inquiry import Inquiry
from service.answering.tracing import occurrences, parse_value
from service.links import box_tuple
from service.marking import sought_in, word_marks
from service.types import Citation, Context, FactsResult, PlaceRef, SearchResult, TraceResult
from service.understanding.keys import key
from service.understanding.query import Query
from service.understanding.reading import read_question
from service.understanding.stretches import fuzzy_mentions
from service.understanding.vocabulary import load


def filtered(
    records: Sequence[ReportRecord], entity: str | None, year: int | None, report: str | None
) -> tuple[ReportRecord, ...]:
    """The reports that the filters leave; an entity may be shortened."""
    wanted = key(entity) if entity else None
    return tuple(
        r
        for r in records
        if (report is None or r.id == report)
        and (year is None or r.year == year)
        and (wanted is None or any(wanted in key(n) for n in (r.entity, *r.short_names)))
    )


def search(
    shelf: Shelf,
    records: Sequence[ReportRecord],
    query: str,
    kind: str | None,
    limit: int,
    offset: int,
    section: str | None = None,
) -> SearchResult:
    """Passages of one kind of text (narrative, table, note) or of prose, in one part of a report."""
    ids = [r.id for r in records]
    kinds: Sequence[PassageKind] = PROSE
    if kind in get_args(PassageKind):
        kinds = (kind,)  # type: ignore[assignment]
    elif kind:
        ids = [r.id for r in records if r.kind == kind]
    sections = headings_of(section)
    hits = shelf.search(query, limit, ids, kinds=kinds, sections=sections, offset=offset)
    sought = sought_in(query)
    by_id = {r.id: r for r in records}
    found = []
    for n, hit in enumerate(hits, start=offset + 1):
        record, passage = by_id[hit.report], hit.passage
        places = tuple(PlaceRef(p.page, box_tuple(p.box)) for p in passage.places())
        found.append(
            Citation(
                n=n,
                report=record.id,
                title=record.title,
                entity=record.entity,
                year=record.year,
                kind=passage.kind,
                section=passage.section,
                text=passage.text,
                page=places[0].page if places else 1,
                places=places,
                url=page_url(record.id, places),
                marks=word_marks(passage.text, sought),
                confidence=passage.confidence,
                score=round(hit.score, 4),
            )
        )
    total = shelf.search_total(query, ids, kinds=kinds, sections=sections)
    return SearchResult(query, total, tuple(found))


@cache
def parts() -> dict[str, tuple[str, ...]]:
    """The parts of a report by name: texts of which a heading of theirs contains one."""
    return {name: tuple(part["headings"]) for name, part in load("parts.toml").items()}


def headings_of(section: str | None) -> tuple[str, ...] | None:
    """What to look for in headings: a part's texts, or the text itself. None: anywhere."""
    return None if section is None else parts().get(section, (section,))


def facts(
    desk: Desk, item: str | None, year: int | None, table: str | None, limit: int, offset: int
) -> FactsResult:
    """Facts by item name or code, or all of them in printed order."""
    number = int(table) if table and table.isdecimal() else None
    if item is None and (table is None or number is not None):
        page = desk.shelf.facts(desk.scope.ids, table=number, year=year, limit=limit, offset=offset)
        return FactsResult(
            page.total, tuple(to_figure(c, "answer") for c in _all(desk, page.facts))
        )
    found = (
        _by_item(desk, item)
        if item
        else _all(desk, desk.shelf.facts(desk.scope.ids, limit=None).facts)
    )
    kept = [
        c
        for c in found
        if (year is None or (c.fact.year or c.record.year) == year) and _of_table(c, table)
    ]
    return FactsResult(
        len(kept), tuple(to_figure(c, "answer") for c in kept[offset : offset + limit])
    )


def _of_table(one: Candidate, table: str | None) -> bool:
    if table is None:
        return True
    head = one.table
    if head is None:
        return False
    return table == str(head.number) or key(table) in key(f"{head.code or ''}{head.title}")


def _all(desk: Desk, stored: Sequence[StoredFact]) -> list[Candidate]:
    heads = {report: desk.tables(report) for report in {s.report for s in stored}}
    return [
        candidate(
            desk.scope.record(s.report), s.fact, heads[s.report].get(s.fact.table or 0), 0, ""
        )
        for s in stored
    ]


def _by_item(desk: Desk, item: str) -> list[Candidate]:
    """Exact names and codes first; a part of a name where nothing is called so."""
    if item.isdecimal():
        return _all(desk, desk.shelf.facts_by_code(item, desk.scope.ids))
    query = read_question(item, desk.lexicon, desk.vocabulary)
    mentions = fuzzy_mentions(query, desk.lexicon) or query.mentions
    labels = desk.lexicon.by_key.get(key(item), ()) or tuple(
        label for mention in mentions for label in mention.labels
    )
    return _all(desk, desk.shelf.facts_by_label(labels, desk.scope.ids)) if labels else []


def trace(desk: Desk, value: str, unit: str | None) -> TraceResult:
    """Raises ValueError where ``value`` is no number."""
    parsed = parse_value(value, unit)
    if parsed is None:
        raise ValueError(f"“{value}”不是一个数")
    query = Query(value, value, (), (), ())
    return TraceResult(value, occurrences(Inquiry(query, Context(), desk), *parsed))
