"""Reports of a few sentences and rows, for one rule at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus import Box, Fact, Identity, Passage, Place, Report, Section, Span, Table
from corpus.sentences import sentence_facts

BOX = Box(0.0, 0.0, 10.0, 10.0)
BLANK = Fact(
    number=0, source="table", item="", row=(), code=None, column=("决算数",), measure="决算数",
    basis=None, base=None, direction=0, subject=None, value=None, printed="", unit="万元",
    year=2023, page=1, box=BOX,
)  # fmt: skip


def row(item: str, value: str | None, *, code: str | None = None, **changes: object) -> Fact:
    """A table figure; its row, table and column are given by ``table``."""
    number = None if value is None else Decimal(value)
    fact = replace(BLANK, item=item, row=(item,), code=code, value=number, printed=value or "")
    return replace(fact, **changes)


def told(item: str, value: str, at: str, text: str, **changes: object) -> Fact:
    """A sentence's figure, printed in ``text`` where ``at`` begins."""
    start = text.index(at)
    fact = row(item, value, source="narrative", column=(), passage=1, start=start)
    return replace(fact, end=start + len(at), **changes)


def table(number: int, standard: str, title: str | None = None) -> Table:
    """A standard table without cells; ``report`` puts its figures under each other."""
    return Table(
        number=number, code=None, title=title or standard, unit="万元", kind="standard",
        standard=standard, subject=None, entity=None, header_rows=0, row_count=9, column_count=9,
        cells=(), notes=(), formulas=(), places=(Place(1, BOX),), section=(),
    )  # fmt: skip


def reading(
    text: str,
    tables: Sequence[tuple[Table, Sequence[Fact]]] = (),
    *,
    kind: str = "部门决算",
    section: str = "情况说明",
) -> Report:
    """A report whose text is read as a report's text is."""
    bare = report(tables, text, kind=kind)
    passages = tuple(replace(passage, section=(section,)) for passage in bare.passages)
    told = sentence_facts(passages, bare.identity, len(bare.facts) + 1)
    return replace(bare, passages=passages, facts=(*bare.facts, *told))


def report(
    tables: Sequence[tuple[Table, Sequence[Fact]]] = (),
    text: str = "",
    facts: Sequence[Fact] = (),
    *,
    kind: str = "部门决算",
    headings: Sequence[str] = (),
) -> Report:
    """A report of one page; its facts are numbered in order."""
    placed = [
        replace(fact, table=each.number, row_index=line, column_index=fact.column_index or 0)
        for each, rows in tables
        for line, fact in enumerate(rows)
    ]
    everything = [replace(f, number=n) for n, f in enumerate([*placed, *facts], start=1)]
    span = Span(0, max(1, len(text)), 1, BOX)
    passages = (Passage(1, "narrative", text, ("情况说明",), (span,)),) if text else ()
    return Report(
        id="0123456789ab", sha256="0" * 64, file_name="甲.pdf",
        identity=Identity("某区审批局", 2023, kind, "甲", place=("某区",)),
        pages=(), blocks=(), tables=tuple(each for each, _ in tables), facts=tuple(everything),
        sections=tuple(Section(title, 1, (title,), 1, BOX) for title in headings),
        passages=passages,
    )  # fmt: skip
