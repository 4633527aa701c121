"""The types of one report, in the words of the field.

Every coordinate is in PDF points with the origin in the page's top left corner; pages are
numbered from 1. Every text is kept as printed with white space folded; matching is done on its
NFKC form (see ``corpus.text.normalize``), never stored in place of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

SCHEMA_VERSION = 3
"""Raised when a stored report can no longer be read as these types, or would be read otherwise."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: PDF points, origin top left, ``top`` < ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in the box, its border included."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    @property
    def center(self) -> tuple[float, float]:
        """(x, y) of the middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed within one report."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something is printed: ``report`` is the first 12 hex digits of the PDF's SHA-256."""

    report: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character (or ligature) with its box and its font's size in points.

    ``confidence`` is None for a text layer and 0..1 for text read by OCR.
    """

    text: str
    box: Box
    size: float
    font: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, horizontal or vertical; ``width`` is its stroke in points."""

    box: Box
    width: float

    @property
    def horizontal(self) -> bool:
        """Longer than it is high."""
        return (self.box.x1 - self.box.x0) >= (self.box.bottom - self.box.top)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the PDF draws it: nothing interpreted yet.

    ``skewed`` counts characters set at a slant (a watermark); they are not among ``glyphs``.
    ``slant``: degrees by which the lines of a recognised scan fall to the right.
    """

    number: int
    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    images: int = 0
    skewed: int = 0
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs that a reader reads as one line; ``glyphs`` in reading order."""

    page: int
    text: str
    box: Box
    glyphs: tuple[Glyph, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start:end`` of a text and where they are printed (one span a printed line)."""

    start: int
    end: int
    page: int
    box: Box


BlockKind = Literal["heading", "paragraph", "caption", "note", "header", "footer", "contents"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of running text, whole again where a page break cut it.

    ``spans`` cover ``text`` line by line; ``boxes`` gives each character of ``text`` its place
    (an index into ``places`` would be longer than it is worth): None for a character that is not
    printed. ``level`` is 1.. for headings, 0 otherwise. ``section`` is the path of headings.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    characters: tuple[Place | None, ...]
    level: int = 0
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the outline with the path that leads to it (itself included)."""

    title: str
    level: int
    path: tuple[str, ...]
    page: int
    box: Box


CellRole = Literal[
    "header", "label", "code", "line_number", "column_number", "figure", "empty", "text"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's grid; ``row`` and ``column`` count from 0 over the joined table.

    ``box`` is the cell's own rectangle, ``ink`` the box around what is printed in it (None when
    nothing is). ``text`` is as printed, line breaks within the cell removed. ``characters`` gives
    each character of ``text`` its place, where figures stand among words; else it is ().
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    role: CellRole
    page: int
    box: Box
    ink: Box | None
    characters: tuple[Place | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation that the report prints under a table.

    ``total = Σ sign × part`` over line numbers (``axis`` "row") or column numbers ("column");
    ``parts`` holds (sign, number).
    """

    axis: Literal["row", "column"]
    total: int
    parts: tuple[tuple[int, int], ...]
    printed: str
    page: int
    box: Box


TableKind = Literal["standard", "form", "work", "other"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the pieces that page breaks made of it are joined.

    ``number`` counts from 1 in reading order. ``code`` is printed ("公开05表") or None.
    ``standard`` is the key of ``tables.toml`` for one of the standard tables, else None.
    ``subject`` is what a form is about (its project or "部门整体"), else None.
    ``cells`` are in reading order and cover the grid; ``row_count`` × ``column_count`` is its
    size; the first ``header_rows`` rows are the head. ``caption`` are the lines above the table
    that name it (title, code, unit, entity, a form's score), from the top down. ``repaired`` are
    the pages on which its rules leave cells that are no rectangles and had to be cut.
    """

    number: int
    code: str | None
    title: str
    unit: str | None
    kind: TableKind
    standard: str | None
    subject: str | None
    entity: str | None
    header_rows: int
    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    formulas: tuple[Formula, ...]
    places: tuple[Place, ...]
    section: tuple[str, ...]
    caption: tuple[Line, ...] = ()
    repaired: tuple[int, ...] = ()


FactSource = Literal["table", "narrative"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure, or one empty cell, and everything that says what it means.

    - ``item``: the innermost name of what is measured ("行政运行", "物业服务外包经费"), as printed
      but NFKC-folded, without numbering ("一、", "1.") and without "(类)".
    - ``row``/``column``: for a table, the printed labels from the outermost heading to the row or
      column itself. For a sentence ``row`` is the path of what it speaks of, ``column`` is ().
    - ``code``: 科目编码 of the row, digits only ("2010301"), or None.
    - ``measure``: canonical name out of ``tables.toml`` or ``phrases.toml`` (决算数, 年初预算数,
      增减额, 占比, …).
    - ``basis``: canonical scope out of the same files (基本支出, 项目支出,
      一般公共预算财政拨款 …) or None for the whole.
    - ``base``: what a change or share is measured against ("上年", "年初预算", "本年支出"), or
      None.
    - ``direction``: +1 the text says increase, -1 decrease, 0 nothing of the kind.
    - ``subject``: what the surrounding table or section is about (a form's project), or None.
    - ``value``: the printed numeral as Decimal, None for an empty cell. ``printed``: numeral and
      unit as printed. ``unit``: 万元, 元, 亿元, %, 个 … or None.
    - ``year``: the year that the figure is of (last year's figures in a this year's report too).
    - ``box``: around the printed numeral (and its unit on the same line); around the cell when
      it is empty.
    - ``table``/``row_index``/``column_index``: the cell, or None. ``passage``: the number of the
      passage that contains the sentence, or None; ``start``/``end`` its characters there.
    - ``flags``: "repaired" (misprint read through), "ocr" (recognised on a scan), …
    - ``confidence``: of the figure's least certain character, 0..1; None where it is printed.
    """

    number: int
    source: FactSource
    item: str
    row: tuple[str, ...]
    code: str | None
    column: tuple[str, ...]
    measure: str
    basis: str | None
    base: str | None
    direction: int
    subject: str | None
    value: Decimal | None
    printed: str
    unit: str | None
    year: int | None
    page: int
    box: Box
    table: int | None = None
    row_index: int | None = None
    column_index: int | None = None
    passage: int | None = None
    start: int | None = None
    end: int | None = None
    flags: tuple[str, ...] = ()
    confidence: float | None = None


PassageKind = Literal["narrative", "table", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """What retrieval returns: a paragraph or a few of one section, or a piece of a table.

    ``spans`` cover ``text`` line by line so that a sentence of it can be marked on the page.
    ``confidence`` is None for printed text, and 0..1 where characters were recognised on a scan.
    """

    number: int
    kind: PassageKind
    text: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    table: int | None = None
    confidence: float | None = None

    def places(self) -> tuple[Place, ...]:
        """One place a page: the box around all lines of the passage there."""
        boxes: dict[int, Box] = {}
        for span in self.spans:
            boxes[span.page] = boxes[span.page].union(span.box) if span.page in boxes else span.box
        return tuple(Place(page, box) for page, box in boxes.items())


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something that could not be read, or not be trusted, with the page when there is one.

    ``kind`` is one of ``quality/warnings.toml``'s keys; ``message`` is for people (Chinese).
    """

    kind: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports on what: read from cover, heads and tables.

    ``kind`` is 部门决算, 单位决算, 部门预算 or 单位预算. ``short_names`` are ways people shorten
    the entity, most specific first. ``place`` is the province/city/district printed in the name.
    """

    entity: str
    year: int | None
    kind: str
    title: str
    short_names: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, read: everything that storage and answers rest on."""

    id: str
    sha256: str
    file_name: str
    identity: Identity
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[ReadingWarning, ...] = field(default=())
