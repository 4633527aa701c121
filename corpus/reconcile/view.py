"""One report as the rules look at it: figures by cell, by table and by stretch of explanation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from corpus.model import Fact, Passage, Place, Report, Span, Table
from corpus.reconcile.amounts import amount, is_money, quantum, scale
from corpus.reconcile.vocabulary import declared, matches
from corpus.tables.words import bare_title
from corpus.text import align, normalize

CENTIMES = Decimal("0.01")
CLASS_DIGITS = 3
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?!\d|%|[万亿]?元)")


@lru_cache(maxsize=65536)
def words(text: str) -> str:
    """The form in which names are compared (``corpus.text.normalize``), remembered."""
    return normalize(text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The explanation under one heading, whole again where passages divide it.

    ``text`` is aligned (``corpus.text.align``): as long as what is printed, in half width.
    ``facts`` are its figures in printed order, each with its start within ``text``.
    """

    section: tuple[str, ...]
    text: str
    passages: tuple[tuple[int, Passage], ...]
    facts: tuple[tuple[int, Fact], ...]

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where the characters ``start:end`` are printed, line by line."""
        return tuple(
            Place(span.page, span.box)
            for offset, passage in self.passages
            for span in _covering(passage.spans, start - offset, end - offset)
        )

    def before(self, position: int) -> Iterator[Fact]:
        """The figures before a position, the nearest first."""
        return (fact for start, fact in reversed(self.facts) if start < position)

    def outermost(self, parts: Sequence[tuple[int, Fact]]) -> list[tuple[int, Fact]]:
        """Those outside of brackets, which hold parts of a part; all where brackets hold them all.

        "特种专业技术用车8辆(救护车6辆、采血车1辆)" beside "其他用车5辆".
        """
        return [each for each in parts if not self._in_brackets(each[0])] or list(parts)

    def _in_brackets(self, position: int) -> bool:
        sentence = self.text[self.text.rfind("。", 0, position) + 1 : position]
        return sentence.count("(") > sentence.count(")")


def _plainest(tables: list[Table]) -> list[Table]:
    titles = [words(bare_title(table.title)) for table in tables]
    plainest = min(titles, key=len)
    return [table for table, title in zip(tables, titles, strict=True) if title == plainest]


def _runs_together(fact: Fact) -> bool:
    """Whether a label holds an amount: two columns were taken for one."""
    return any(_AMOUNT.search(label) for label in fact.row)


def _covering(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    return (span for span in spans if span.start < end and start < span.end)


class View:
    """Indexes over one report; made once for all rules."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def tables(self) -> dict[int, Table]:
        """The tables by number."""
        return {table.number: table for table in self.report.tables}

    @cached_property
    def by_table(self) -> dict[int, list[Fact]]:
        """The facts of each table that stand alone in their cell, in printed order."""
        cells: dict[tuple[int, int | None, int | None], list[Fact]] = defaultdict(list)
        for fact in self.report.facts:
            if fact.table is not None:
                cells[fact.table, fact.row_index, fact.column_index].append(fact)
        found: dict[int, list[Fact]] = {number: [] for number in self.tables}
        for (table, row, _), facts in cells.items():
            if len(facts) == 1 and row is not None:
                found[table].append(facts[0])
        return found

    @cached_property
    def cells(self) -> dict[tuple[int, int, int], Fact]:
        """(table, row, column) to the fact printed there."""
        return {
            (number, fact.row_index, fact.column_index): fact
            for number, facts in self.by_table.items()
            for fact in facts
            if fact.row_index is not None and fact.column_index is not None
        }

    @cached_property
    def garbled(self) -> list[Table]:
        """Standard tables whose labels run into figures: their cells were not told apart.

        Nothing that they seem to print is held against anything.
        """
        return [
            table
            for table in self.report.tables
            if table.standard and any(map(_runs_together, self.by_table[table.number]))
        ]

    @cached_property
    def by_standard(self) -> dict[str, list[Table]]:
        """The standard tables by their key.

        Some provinces publish a table in full and again in detail, or by unit and by item; the one
        with the plainest title is meant. Tables of one title are all kept.
        """
        found: dict[str, list[Table]] = defaultdict(list)
        for table in self.standard_tables:
            if table.standard:
                found[table.standard].append(table)
        for key, title in declared()["expected"]["holds"].items():
            instead = [t for t in self.report.tables if re.search(title, words(t.title))]
            if key not in found and len(instead) == 1:
                found[key] = instead
        return {key: _plainest(tables) for key, tables in found.items()}

    @cached_property
    def standard_tables(self) -> list[Table]:
        """The tables that everyone publishes, as far as they could be read."""
        return [t for t in self.report.tables if t.standard and t not in self.garbled]

    @cached_property
    def classes(self) -> set[str]:
        """The names of the outermost functional codes that the tables print."""
        return {
            words(fact.item)
            for table in self.standard_tables
            for fact in self.by_table[table.number]
            if fact.code and len(fact.code) == CLASS_DIGITS and fact.code[0] == "2"
        }

    @cached_property
    def carried(self) -> set[int]:
        """The funds that what was carried over is set out in, however they are indented."""
        return {
            fact.number
            for table in self.standard_tables
            for fact in _carried(self.by_table[table.number])
        }

    @property
    def forms(self) -> list[Table]:
        """The performance forms."""
        return [table for table in self.report.tables if table.kind == "form"]

    @cached_property
    def narrative(self) -> list[Fact]:
        """The figures of the explanation, in printed order."""
        return [fact for fact in self.report.facts if fact.passage is not None]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The explanation, heading by heading; notes and tables' words are not of it."""
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in self.narrative:
            facts[fact.passage or 0].append(fact)
        sections: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
        for passage in self.report.passages:
            if passage.kind == "narrative":
                sections[passage.section].append(passage)
        return [_stretch(section, passages, facts) for section, passages in sections.items()]

    @cached_property
    def stretch_of(self) -> dict[int, tuple[Stretch, int]]:
        """A narrative fact's number to its stretch and its start there."""
        return {
            fact.number: (stretch, start)
            for stretch in self.stretches
            for start, fact in stretch.facts
        }

    def sections_of(self, fact: Fact) -> tuple[str, ...]:
        """The headings that a narrative fact stands under; what it is about where none is."""
        found = self.stretch_of.get(fact.number)
        return found[0].section if found else (fact.subject or "",)

    @cached_property
    def _steps(self) -> dict[tuple[object, str | None], Decimal]:
        """The finest printed place of a unit in each table and each stretch."""
        steps: dict[tuple[object, str | None], Decimal] = {}
        for fact in self.report.facts:
            if fact.value:
                key = self._group(fact), fact.unit
                own = quantum(fact.value)
                steps[key] = min(steps.get(key, own), own)
        return steps

    def _group(self, fact: Fact) -> object:
        if fact.table is not None:
            return fact.table
        found = self.stretch_of.get(fact.number)
        return found[0].section if found else None

    def near(self, fact: Fact, other: Fact) -> bool:
        """Whether two amounts are one, as far as their printed precision tells."""
        steps = max(self.step(fact), self.step(other))
        return abs(amount(fact) - amount(other)) <= steps

    def step(self, fact: Fact) -> Decimal:
        """One in the last place that amounts are printed to around this one, in base units.

        Whoever prints 25.9 among amounts with two decimals has dropped a nought.
        """
        if not is_money(fact):
            return quantum(fact.value or Decimal(0))
        least = self._steps.get((self._group(fact), fact.unit), CENTIMES)
        return least * scale(fact.unit)


def _carried(facts: list[Fact]) -> Iterator[Fact]:
    """The rows of funds right under a row of what was carried over, column by column."""
    under: dict[tuple[int | None, str], bool] = {}
    for fact in facts:
        block = fact.column_index, fact.row[0] if len(fact.row) > 1 else ""
        name = words(fact.item)
        if matches("fund", name):
            if under.get(block) or any(matches("carried", words(each)) for each in fact.row[:-1]):
                yield fact
        else:
            under[block] = matches("carried", name)


def _stretch(
    section: tuple[str, ...], passages: list[Passage], facts: dict[int, list[Fact]]
) -> Stretch:
    offset, texts, placed = 0, [], []
    found: list[tuple[int, Fact]] = []
    for passage in passages:
        texts.append(align(passage.text))
        placed.append((offset, passage))
        found += [(offset + (fact.start or 0), fact) for fact in facts.get(passage.number, [])]
        offset += len(passage.text) + 1
    return Stretch(section, "\n".join(texts), tuple(placed), tuple(found))
