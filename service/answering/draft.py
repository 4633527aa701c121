"""An answer while it is put together: figures, numbered citations, notes.

Every figure and every quotation enters through here, with its provenance, so that nothing can be
shown that is not printed somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import urlencode

from corpus.model import Box, Passage, Place, Table
from index.records import ReportRecord
from service.answering.candidates import Candidate, Desk, is_generic, standard_tables
from service.answering.money import amount_yuan, plain
from service.answering.sentences import places_of
from service.answering.total_rows import is_form_total
from service.checks import checks_of
from service.links import box_tuple
from service.types import Check, Citation, Figure, Note, PlaceRef, Role, TableRef


def page_url(report: str, places: tuple[PlaceRef, ...]) -> str:
    """The lasting link to the first page of the places, with its boxes."""
    if not places:
        return f"/reports/{report}"
    first = places[0].page
    boxes = [",".join(f"{v:.1f}" for v in p.box) for p in places if p.page == first]
    query = urlencode([("box", box) for box in boxes], safe=",")
    return f"/reports/{report}/pages/{first}?{query}"


@dataclass(slots=True)
class Draft:
    """Mutable while an answer is composed; turned into an ``Answer`` by the engine."""

    desk: Desk
    figures: list[Figure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def figure(self, candidate: Candidate, role: Role, label: str | None = None) -> int:
        """Add the fact as a figure with its citation; returns its index in ``figures``.

        The same fact is added once; an ``answer`` outranks the role it had.
        """
        figure = self._figure(candidate, role, label)
        for index, known in enumerate(self.figures):
            if (known.report, known.page, known.box) == (figure.report, figure.page, figure.box):
                if role == "answer" and known.role != "answer":
                    self.figures[index] = replace(known, role="answer")
                return index
        self.figures.append(figure)
        return len(self.figures) - 1

    def _figure(self, candidate: Candidate, role: Role, label: str | None) -> Figure:
        return replace(
            to_figure(candidate, role, label),
            citation=self.cite(candidate),
            checks=self._checks(candidate),
        )

    def _checks(self, candidate: Candidate) -> tuple[Check, ...]:
        """How reconciling the report left this figure."""
        number = candidate.fact.number
        return checks_of(self.desk.shelf, candidate.record.id, [number]).get(number, ())

    def derived(
        self, like: Candidate, value: Decimal, unit: str | None, expression: str, **what: str
    ) -> int:
        """Add a computed figure; ``what`` may name label, measure and year."""
        amount = amount_yuan(value, unit)
        base = to_figure(like, "answer")
        year = what.get("year")
        self.figures.append(
            replace(
                base,
                value=plain(value),
                unit=unit,
                printed="",
                amount_yuan=None if amount is None else plain(amount),
                label=what.get("label", base.label),
                measure=what.get("measure", base.measure),
                year=int(year) if year else base.year,
                table=None,
                page=None,
                box=None,
                citation=None,
                derived=True,
                expression=expression,
                flags=(),
                code=None,
            )
        )
        return len(self.figures) - 1

    def cite(self, candidate: Candidate) -> int:
        """The number of the citation that holds the fact: its sentence or its table row."""
        fact = candidate.fact
        if fact.table is not None and fact.passage is None:
            return self._cite_row(candidate)
        if fact.passage is None:
            return 0
        stored = self.desk.shelf.passage(candidate.record.id, fact.passage)
        marks = ((fact.start, fact.end),) if fact.start is not None and fact.end is not None else ()
        return self.cite_passage(candidate.record, stored.passage, marks)

    def cite_passage(
        self,
        record: ReportRecord,
        passage: Passage,
        marks: tuple[tuple[int, int], ...] = (),
    ) -> int:
        """The number of the passage's citation; further marks join the ones it has."""
        identity = (record.id, "passage", passage.number)
        if identity in self._numbers:
            number = self._numbers[identity]
            known = self.citations[number - 1]
            merged = tuple(sorted({*known.marks, *marks}))
            self.citations[number - 1] = replace(known, marks=merged)
            return number
        places = tuple(_place(p) for p in passage.places())
        marked = tuple(_place(p) for start, end in marks for p in places_of(passage, start, end))
        return self._add(
            identity,
            record,
            kind="table" if passage.kind == "table" else passage.kind,
            section=passage.section,
            text=passage.text,
            places=places,
            url=page_url(record.id, marked or places),
            marks=marks,
            confidence=passage.confidence,
        )

    def _cite_row(self, candidate: Candidate) -> int:
        fact, record = candidate.fact, candidate.record
        assert fact.table is not None
        identity = (record.id, "row", fact.table, fact.row_index)
        if identity in self._numbers:
            return self._numbers[identity]
        table = self.desk.shelf.table(record.id, fact.table)
        text, places = row_text(table, fact.row_index, Place(fact.page, fact.box), fact.printed)
        return self._add(
            identity,
            record,
            kind="table",
            section=(*table.section, table.title),
            text=text,
            places=places,
            url=page_url(record.id, (_place(Place(fact.page, fact.box)),)),
            confidence=fact.confidence,
        )

    def _add(self, identity: tuple[object, ...], record: ReportRecord, **what: object) -> int:
        number = len(self.citations) + 1
        self._numbers[identity] = number
        places = what["places"]
        assert isinstance(places, tuple)
        self.citations.append(
            Citation(
                n=number,
                report=record.id,
                title=record.title,
                entity=record.entity,
                year=record.year,
                page=places[0].page if places else 1,
                **what,  # type: ignore[arg-type]
            )
        )
        return number

    def note(self, kind: str, text: str, figures: tuple[int, ...] = ()) -> None:
        """Add a remark, once."""
        note = Note(kind, text, figures)
        if note not in self.notes:
            self.notes.append(note)


def _place(place: Place) -> PlaceRef:
    return PlaceRef(place.page, box_tuple(place.box))


def row_text(
    table: Table, row_index: int | None, where: Place, printed: str
) -> tuple[str, tuple[PlaceRef, ...]]:
    """A table row as printed, its cells joined by a space, with one place a page."""
    cells = [
        cell
        for cell in table.cells
        if row_index is not None and cell.row <= row_index < cell.row + cell.row_span and cell.text
    ]
    if not cells:
        return printed, (_place(where),)
    boxes: dict[int, Box] = {}
    for cell in cells:
        if cell.row_span == 1 or cell.page == where.page:
            known = boxes.get(cell.page)
            boxes[cell.page] = cell.box if known is None else known.union(cell.box)
    text = " ".join(cell.text for cell in sorted(cells, key=lambda c: c.column))
    return text, tuple(_place(Place(page, box)) for page, box in boxes.items())


def to_figure(candidate: Candidate, role: Role, label: str | None = None) -> Figure:
    """A fact in the contract's form, not cited yet."""
    fact, record = candidate.fact, candidate.record
    amount = amount_yuan(fact.value, fact.unit)
    return Figure(
        role=role,
        value=None if fact.value is None else plain(fact.value),
        unit=fact.unit,
        printed=fact.printed,
        amount_yuan=None if amount is None else plain(amount),
        label=label or label_of(candidate),
        measure=fact.measure,
        entity=record.entity,
        year=fact.year if fact.year is not None else record.year,
        kind=record.kind,
        source=fact.source,
        table=_table_ref(candidate),
        report=record.id,
        page=fact.page,
        box=box_tuple(fact.box),
        basis=fact.basis,
        base=fact.base,
        direction=fact.direction,
        code=fact.code,
        flags=fact.flags,
        confidence=fact.confidence,
    )


def _table_ref(candidate: Candidate) -> TableRef | None:
    fact, head = candidate.fact, candidate.table
    if head is None or fact.table is None:
        return None
    return TableRef(head.number, head.code, head.title, fact.row, fact.code, fact.column)


def label_of(candidate: Candidate) -> str:
    """What the figure is called: its item, with its scope where it is of a part."""
    fact = candidate.fact
    name = fact.item or (fact.subject or "")
    settings = standard_tables().get(candidate.table.standard or "", {}) if candidate.table else {}
    if "total" in settings and is_generic(name):
        name = str(settings["total"])
    if fact.subject and is_form_total(name):
        name = f"{fact.subject}{name}"
    if fact.basis and fact.basis != name and fact.source == "table" and fact.basis not in name:
        return f"{name}（{fact.basis}）"
    return name
