"""What the index hands out: frozen rows, in the words of the field.

Texts are as printed (white space folded); ``report`` is always a report's id, the first 12 hex
digits of its PDF's SHA-256.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.model import Fact, Passage, Place, TableKind

SearchMode = Literal["fused", "dense", "text"]


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """One report that is held. ``pages`` … ``warnings`` are counts."""

    id: str
    sha256: str
    file_name: str
    title: str
    entity: str
    short_names: tuple[str, ...]
    place: tuple[str, ...]
    year: int | None
    kind: str
    published: str | None
    pages: int
    tables: int
    facts: int
    passages: int
    warnings: int


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's number and its size in PDF points."""

    number: int
    width: float
    height: float
    rotation: int


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table without its cells; the fields are those of ``corpus.model.Table``."""

    number: int
    code: str | None
    title: str
    unit: str | None
    kind: TableKind
    standard: str | None
    subject: str | None
    entity: str | None
    row_count: int
    column_count: int
    notes: tuple[str, ...]
    places: tuple[Place, ...]
    section: tuple[str, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that the table runs over, in order."""
        return tuple(dict.fromkeys(place.page for place in self.places))


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact and the report that prints it."""

    report: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class FactPage:
    """One page of a listing: ``total`` counts what the filters leave, ``facts`` are the cut."""

    total: int
    facts: tuple[StoredFact, ...]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage and the report that prints it."""

    report: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Label:
    """A distinct item name over all reports, normalised, with the codes it is printed under."""

    id: int
    text: str
    fact_count: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; ``score`` grows with relevance and only ranks.

    ``dense_rank`` and ``text_rank`` count from 1, None where that search did not find it.
    """

    report: str
    passage: Passage
    score: float
    dense_rank: int | None
    text_rank: int | None


@dataclass(frozen=True, slots=True)
class PassageCount:
    """How many passages of one section (its path of headings) a search found."""

    report: str
    section: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the index answers, and how well.

    ``dense`` is False when only full text works; ``reason`` then says why, in Chinese.
    """

    ready: bool
    dense: bool
    generation: int
    reports: int
    model: str
    reason: str | None = None
