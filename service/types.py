"""What a question becomes and what an answer is made of; ``to_json`` gives the contract's form.

Everything here is immutable. Boxes are ``(x0, top, x1, bottom)`` in PDF points from the page's
top left corner; pages count from 1; values are decimal strings as printed, without separators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

Status = Literal["answered", "not_disclosed", "not_found", "ambiguous", "out_of_scope", "help"]
Role = Literal["answer", "operand", "related"]


@dataclass(frozen=True, slots=True)
class Check:
    """How one figure stands against another place of the report."""

    rule: str
    status: str
    detail: str

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {"rule": self.rule, "status": self.status, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class TableRef:
    """The cell's table, with row and column paths from the outermost heading inwards."""

    id: int
    code: str | None
    title: str
    row: tuple[str, ...]
    row_code: str | None
    column: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {
            "id": self.id,
            "code": self.code,
            "title": self.title,
            "row": list(self.row),
            "row_code": self.row_code,
            "column": list(self.column),
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure shown to a person; ``citation`` is the number of the citation it stands in.

    ``confidence`` (0..1) is that of text recognition, None for printed text; flags hold "ocr" then.
    """

    role: Role
    value: str | None
    unit: str | None
    printed: str
    amount_yuan: str | None
    label: str
    measure: str
    entity: str
    year: int | None
    kind: str
    source: Literal["table", "narrative"]
    table: TableRef | None
    report: str
    page: int | None
    box: tuple[float, float, float, float] | None
    citation: int | None = None
    derived: bool = False
    expression: str | None = None
    basis: str | None = None
    base: str | None = None
    direction: int = 0
    code: str | None = None
    flags: tuple[str, ...] = ()
    confidence: float | None = None
    checks: tuple[Check, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["table"] = self.table.to_json() if self.table else None
        plain["box"] = list(self.box) if self.box else None
        plain["flags"] = list(self.flags)
        plain["checks"] = [check.to_json() for check in self.checks]
        return plain


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """One page's share of a citation."""

    page: int
    box: tuple[float, float, float, float]

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {"page": self.page, "box": list(self.box)}


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage or table row as printed; ``marks`` are the sentences that answer, within text.

    ``confidence`` (0..1) is that of text recognition, None for printed text.
    """

    n: int
    report: str
    title: str
    entity: str
    year: int | None
    kind: Literal["narrative", "table", "note"]
    section: tuple[str, ...]
    text: str
    page: int
    places: tuple[PlaceRef, ...]
    url: str
    marks: tuple[tuple[int, int], ...] = ()
    confidence: float | None = None
    score: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The contract's form; ``score`` only where there is one (search)."""
        plain: dict[str, Any] = {
            "n": self.n,
            "report": self.report,
            "title": self.title,
            "entity": self.entity,
            "year": self.year,
            "kind": self.kind,
            "section": list(self.section),
            "text": self.text,
            "page": self.page,
            "places": [place.to_json() for place in self.places],
            "url": self.url,
            "marks": [list(mark) for mark in self.marks],
            "confidence": self.confidence,
        }
        if self.score is not None:
            plain["score"] = self.score
        return plain


@dataclass(frozen=True, slots=True)
class Note:
    """A remark below the answer; ``figures`` are indices into the answer's figures."""

    kind: str
    text: str
    figures: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {"kind": self.kind, "text": self.text, "figures": list(self.figures)}


EDITABLE = ("entity", "year", "item", "measure", "basis")


@dataclass(frozen=True, slots=True)
class Context:
    """The slots a question was understood as: what a follow-up needs, readable to a person.

    ``edited`` names the slots that a person set against the question's own words; it comes in
    with a question and never goes out with an answer.
    """

    entity: str | None = None
    year: int | None = None
    item: str | None = None
    measure: str | None = None
    basis: str | None = None
    operation: str | None = None
    base: str | None = None
    unit: str | None = None
    report: str | None = None
    previous_item: str | None = None
    table: str | None = None
    edited: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's form: every slot, null where open."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "edited"}

    @classmethod
    def from_json(cls, slots: Mapping[str, Any] | None) -> Context:
        """Read slots that a client sent back, perhaps edited; what is not a slot is ignored."""
        if not slots:
            return cls()
        year = slots.get("year")
        if isinstance(year, str) and year.strip().isdecimal():
            year = int(year)
        texts = {
            f.name: value.strip()
            for f in fields(cls)
            if isinstance(value := slots.get(f.name), str) and f.name != "year" and value.strip()
        }
        edited = slots.get("edited")
        named = edited if isinstance(edited, list | tuple) else ()
        return cls(
            year=year if isinstance(year, int) else None,
            edited=tuple(slot for slot in EDITABLE if slot in named),
            **texts,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The contract's Answer."""

    question: str
    status: Status
    answer: str
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    context: Context = Context()
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    took_ms: int = 0

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.answer,
            "figures": [figure.to_json() for figure in self.figures],
            "citations": [citation.to_json() for citation in self.citations],
            "notes": [note.to_json() for note in self.notes],
            "context": self.context.to_json(),
            "choices": list(self.choices),
            "suggestions": list(self.suggestions),
            "took_ms": self.took_ms,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of ranked passages; ``total`` counts all of them."""

    query: str
    total: int
    hits: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {
            "query": self.query,
            "total": self.total,
            "hits": [hit.to_json() for hit in self.hits],
        }


@dataclass(frozen=True, slots=True)
class FactsResult:
    """A page of the structured-table lookup; ``total`` counts all of them."""

    total: int
    facts: tuple[Figure, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {"total": self.total, "facts": [fact.to_json() for fact in self.facts]}


@dataclass(frozen=True, slots=True)
class TraceResult:
    """Every place where a figure is printed, in any unit."""

    value: str
    occurrences: tuple[Figure, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        return {
            "value": self.value,
            "occurrences": [figure.to_json() for figure in self.occurrences],
        }
