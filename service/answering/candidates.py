"""Facts that may answer one asked thing, each with what decides between them.

The order of a candidate (``Candidate.order``) is the order in which a careful reader would look:
the exact name before a resembling one, the item itself before a part of something else, a printed
figure before an empty cell, the table of the whole before the table of a share, tables before
sentences, the explanation before the forms, and the forms before the text that restates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.model import Fact
from index.protocol import Shelf
from index.records import ReportRecord, TableHead
from service.answering.money import YUAN
from service.answering.scope import Scope
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon
from service.understanding.query import Mention
from service.understanding.vocabulary import Vocabulary, load

SENTENCE_RANK = 10
FORM_RANK = 14
RESTATED_RANK = 15
"""Sentences of the self-evaluation restate what its forms print."""

OTHER_TABLE_RANK = 9

_TIERS = {"exact": 0, "code": 0, "context": 0, "alias": 1, "stem": 1, "fuzzy": 2, "typo": 3}


THRESHOLD = "界限"
"""A limit that a sentence names ("100 万元以上"): traced, never an answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact with its report and its table's head.

    ``tier`` grows with the distance of the name, ``name_rank`` is the place of its name among
    those of an alias, ``impurity`` counts the parents in its row path
    that narrow it and that nobody asked about, ``side`` and ``scope`` come from its table.
    """

    record: ReportRecord
    fact: Fact
    table: TableHead | None
    tier: int
    impurity: int
    name_rank: int
    rank: int
    side: str
    scope: str | None

    @property
    def amount(self) -> tuple[str, Decimal] | None:
        """What makes two figures the same: yuan for money, else the unit and the value."""
        if self.fact.value is None:
            return None
        factor = YUAN.get(self.fact.unit or "")
        if factor is not None:
            return "元", self.fact.value * factor
        return self.fact.unit or "", self.fact.value

    @property
    def order(self) -> tuple[int, int, bool, bool, int, int, int]:
        """Sort key, best first; what was recognised on a scan never comes before printed text."""
        fact = self.fact
        empty, recognised = fact.value is None, fact.confidence is not None
        return (self.tier, self.impurity, empty, recognised, self.name_rank, self.rank, fact.number)


@dataclass(frozen=True, slots=True)
class Desk:
    """What one request works with."""

    shelf: Shelf
    lexicon: Lexicon
    vocabulary: Vocabulary
    scope: Scope

    def tables(self, report: str) -> dict[int, TableHead]:
        """Heads of a report's tables by number."""
        return {head.number: head for head in self.shelf.tables(report)}


@cache
def standard_tables() -> dict[str, dict[str, object]]:
    """The ranking of the standard tables, by their key."""
    return load("standard_tables.toml")


@cache
def _name_set(section: str) -> frozenset[str]:
    return frozenset(key(item) for item in load("totals.toml")[section]["items"])


def is_generic(name: str) -> bool:
    """A row name that says nothing without its table ("合计")."""
    return key(name) in _name_set("generic")


def is_total(name: str) -> bool:
    """A total or class that everything belongs to, so that it narrows nothing."""
    return key(name) in _name_set("transparent")


def gather(mention: Mention, desk: Desk, asked: str = "") -> tuple[Candidate, ...]:
    """Every fact of the mention's labels (or code) in the reports in scope, unfiltered.

    ``asked`` is the question's key: parents that stand in it do not narrow the figure.
    """
    reports = desk.scope.ids
    if mention.code:
        facts = desk.shelf.facts_by_code(mention.code, reports)
    else:
        facts = desk.shelf.facts_by_label(mention.labels, reports)
    facts = tuple(stored for stored in facts if stored.fact.measure != THRESHOLD)
    tier = _TIERS[mention.kind]
    heads = {report: desk.tables(report) for report in {stored.report for stored in facts}}
    ranks = _name_ranks(mention, desk)
    return tuple(
        candidate(
            desk.scope.record(stored.report),
            stored.fact,
            heads[stored.report].get(stored.fact.table or 0),
            tier,
            asked or mention.text,
            ranks.get(key(stored.fact.item), 0),
        )
        for stored in facts
    )


def _name_ranks(mention: Mention, desk: Desk) -> dict[str, int]:
    """Of several names the first that a report prints is meant: the rank of each."""
    if mention.kind not in {"alias", "exact"} or mention.every:
        return {}
    forms = dict.fromkeys(desk.lexicon.label_key.get(i, "") for i in mention.labels)
    return {form: n for n, form in enumerate(forms)}


def candidate(
    record: ReportRecord,
    fact: Fact,
    head: TableHead | None,
    tier: int,
    asked: str,
    name_rank: int = 0,
) -> Candidate:
    """The fact with its rank; ``asked`` as in ``gather``."""
    settings = standard_tables().get(head.standard or "", {}) if head else {}
    scope = settings.get("scope")
    return Candidate(
        record=record,
        fact=fact,
        table=head,
        tier=tier,
        impurity=_impurity(fact, asked),
        name_rank=name_rank,
        rank=_rank(fact, head, settings),
        side=_side(fact, settings),
        scope=str(scope) if scope and (settings.get("separate") or not fact.basis) else fact.basis,
    )


def _rank(fact: Fact, head: TableHead | None, settings: dict[str, object]) -> int:
    if fact.source == "narrative":
        return RESTATED_RANK if _in_performance_section(fact) else SENTENCE_RANK
    if head is not None and head.kind == "form":
        return FORM_RANK
    rank = settings.get("rank", OTHER_TABLE_RANK)
    return rank if isinstance(rank, int) else OTHER_TABLE_RANK


def _in_performance_section(fact: Fact) -> bool:
    """Self-evaluation restates amounts; the explanation of the accounts speaks first."""
    return fact.measure in {"执行数", "全年预算数", "目标值", "完成值", "得分"}


def _side(fact: Fact, settings: dict[str, object]) -> str:
    side = str(settings.get("side", "both"))
    if side != "both" or not fact.row:
        return side
    outermost = key(fact.row[0])
    if outermost.startswith("收入"):
        return "income"
    return "expenditure" if outermost.startswith("支出") else "both"


def _impurity(fact: Fact, asked: str) -> int:
    """Parents that narrow a sentence's figure to a part of something nobody asked about.

    In the standard tables the parents are classes, which a row always has; in a sentence a parent
    says whose part the amount is ("因公出国…其中：培训费").
    """
    if fact.source == "table":
        return 0
    transparent = _name_set("transparent")
    return sum(
        1
        for parent in fact.row[:-1]
        if (form := key(parent)) not in transparent and not _said(form, asked)
    )


def _said(parent: str, asked: str) -> bool:
    return parent in asked or (len(parent) > 2 and asked in parent)


def union(groups: Iterable[Iterable[Candidate]]) -> tuple[Candidate, ...]:
    """Candidates of several mentions, each fact once."""
    seen: dict[tuple[str, int], Candidate] = {}
    for group in groups:
        for one in group:
            known = seen.get((one.record.id, one.fact.number))
            if known is None or one.tier < known.tier:
                seen[one.record.id, one.fact.number] = one
    return tuple(seen.values())


_SILENT_MEASURES = frozenset({"金额", "数量", "比率"})


def label_of_measure(fact: Fact) -> str:
    """The measure as it is said after the item; nothing for a bare amount or count."""
    return "" if fact.measure in _SILENT_MEASURES or fact.measure in fact.item else fact.measure
