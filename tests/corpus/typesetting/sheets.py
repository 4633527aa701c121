"""A table as content alone, taken from a report that was read, and the ways to say it otherwise.

A ``Sheet`` knows nothing of pages. ``typesetter`` and ``browser`` set it; what is read back must be
the facts of the report that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import Fact, Report, Table
from corpus.model import CellRole
from corpus.text import normalize
from corpus.text.numbers import parse_decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a sheet: where it starts, how far it reaches, what it prints and is."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    role: CellRole


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's content: ``heads`` rows at the top are its head."""

    title: str
    code: str | None
    unit: str
    entity: str
    heads: int
    row_count: int
    column_count: int
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure says, without where it stands: two settings of a table share these."""

    row: tuple[str, ...]
    code: str | None
    column: tuple[str, ...]
    measure: str
    basis: str | None
    year: int | None
    yuan: Decimal | None
    unit: str | None


def sheet_of(table: Table) -> Sheet:
    """The content of a table that was read."""
    entries = tuple(
        Entry(c.row, c.column, c.row_span, c.column_span, c.text, c.role) for c in table.cells
    )
    return Sheet(
        title=table.title.replace(" ", ""),
        code=table.code,
        unit=table.unit or "万元",
        entity=table.entity or "",
        heads=table.header_rows,
        row_count=table.row_count,
        column_count=table.column_count,
        entries=entries,
        notes=table.notes,
    )


def standard_sheets(report: Report) -> list[Sheet]:
    """The standard tables of a report as content."""
    return [sheet_of(table) for table in report.tables if table.kind == "standard"]


def meanings(facts: Sequence[Fact], tables: Sequence[Table]) -> dict[str, list[Meaning]]:
    """What the figures of each standard table say, by the table's key, in printed order.

    Empty cells are left out: where a form sets none ("-", 0.00), there is something to read.
    """
    keys = {table.number: table.standard for table in tables if table.standard}
    result: dict[str, list[Meaning]] = {key: [] for key in keys.values() if key}
    for fact in facts:
        key = keys.get(fact.table) if fact.table is not None else None
        if key and fact.value is not None:
            scale = 10_000 if fact.unit == "万元" else 1
            row = tuple(_tight(name) for name in fact.row)
            column = tuple(_tight(name) for name in fact.column)
            yuan = fact.value * scale
            result[key].append(
                Meaning(
                    row, fact.code, column, fact.measure, fact.basis, fact.year, yuan, fact.unit
                )
            )
    return result


def _tight(text: str) -> str:
    return normalize(text).replace(" ", "")


# ------------------------------------------------------------------ the same content said otherwise
Change = Callable[[Sheet], Sheet]


def in_yuan(sheet: Sheet) -> Sheet:
    """Amounts in 元, as budgets print them."""

    def converted(entry: Entry) -> Entry:
        value = parse_decimal(entry.text) if entry.role == "figure" else None
        return entry if value is None else replace(entry, text=f"{value * 10_000:,.2f}")

    return replace(sheet, unit="元", entries=tuple(map(converted, sheet.entries)))


def without_separators(sheet: Sheet) -> Sheet:
    """Amounts without thousands separators."""
    return _with_figures(sheet, lambda text: text.replace(",", ""))


def zeros_left_out(sheet: Sheet) -> Sheet:
    """Nothing printed where the amount is zero."""
    return _with_figures(sheet, lambda text: "" if text == "0.00" else text)


def _with_figures(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    entries = (replace(e, text=change(e.text)) if e.role == "figure" else e for e in sheet.entries)
    return replace(sheet, entries=tuple(entries))


def codes_in_one_column(sheet: Sheet) -> Sheet:
    """类, 款 and 项 as one column 科目编码."""
    spans = [e for e in sheet.entries if e.role == "code" and e.columns == 3]
    if not spans:
        return sheet
    first = spans[0].column
    return without_columns(sheet, {first + 1, first + 2})


def codes_split(sheet: Sheet) -> Sheet:
    """201 | 06 | 01 in three columns instead of 2010601 across them."""
    entries: list[Entry] = []
    for entry in sheet.entries:
        if entry.role == "code" and entry.columns == 3:
            parts = (entry.text[:3], entry.text[3:5], entry.text[5:7])
            entries += [
                replace(entry, column=entry.column + i, columns=1, text=part)
                for i, part in enumerate(parts)
            ]
        else:
            entries.append(entry)
    return replace(sheet, entries=tuple(entries))


def without_numbering(sheet: Sheet) -> Sheet:
    """Without 行次 and 栏次, and without the rows that only these filled."""
    lines = {e.column for e in sheet.entries if e.role == "header" and e.text == "行次"}
    counted = {e.row for e in sheet.entries if e.role == "column_number"}
    bare = codes_in_one_column(sheet) if counted else sheet
    lines = {e.column for e in bare.entries if e.role == "header" and e.text == "行次"}
    return without_rows(without_columns(bare, lines), counted)


def without_columns(sheet: Sheet, columns: set[int]) -> Sheet:
    """The sheet with some of its columns taken out."""
    kept = [c for c in range(sheet.column_count) if c not in columns]
    entries = []
    for entry in sheet.entries:
        own = [c for c in range(entry.column, entry.column + entry.columns) if c in kept]
        if own:
            entries.append(replace(entry, column=kept.index(own[0]), columns=len(own)))
    return replace(sheet, entries=tuple(entries), column_count=len(kept))


def without_rows(sheet: Sheet, rows: set[int]) -> Sheet:
    """The sheet with some of its rows taken out."""
    kept = [r for r in range(sheet.row_count) if r not in rows]
    entries = []
    for entry in sheet.entries:
        own = [r for r in range(entry.row, entry.row + entry.rows) if r in kept]
        if own:
            entries.append(replace(entry, row=kept.index(own[0]), rows=len(own)))
    heads = sum(row < sheet.heads for row in kept)
    return replace(sheet, entries=tuple(entries), row_count=len(kept), heads=heads)


def renamed(sheet: Sheet, titles: dict[str, str], codes: dict[str, str]) -> Sheet:
    """Another province's name and number for the table."""
    title = next((titles[t] for t in titles if t in sheet.title), sheet.title)
    return replace(sheet, title=title, code=codes.get(sheet.code or "", sheet.code))
