"""What can be asked: the printed figures and empty cells of the reports held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from corpus.model import Fact
from index.protocol import Shelf
from index.records import ReportRecord, TableHead
from service.understanding.keys import key, label_keys
from service.understanding.vocabulary import load

YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
LONGEST = 26
"""Characters: nobody types a longer name."""

_SPOKEN = frozenset(
    {"决算数", "预算数", "年初预算数", "全年预算数", "执行数", "增减额", "增减率", "占比", "完成率", "执行率"}
)  # fmt: skip
"""What a sentence says of an item; bare counts of a sentence have no name that one would ask by."""


@dataclass(frozen=True)
class Target:
    """A fact with its report and table. Two targets are equal when they print the same fact."""

    record: ReportRecord
    fact: Fact
    head: TableHead | None

    @cached_property
    def forms(self) -> frozenset[str]:
        """The keys of its name."""
        return frozenset(label_keys(self.fact.item))

    @property
    def amount(self) -> tuple[str, Decimal] | None:
        """What makes two figures the same; None for an empty cell."""
        return amount_of(self.fact.value, self.fact.unit)

    @property
    def standard(self) -> str:
        """The standard table's key, "" for other tables and sentences."""
        return (self.head.standard or "") if self.head else ""

    @property
    def table_kind(self) -> str:
        """What the report groups by: the standard table, the kind of another, or 文字说明."""
        if self.fact.source == "narrative" or self.head is None:
            return "文字说明"
        return self.standard or {"form": "绩效自评表", "work": "重点工作表"}.get(
            self.head.kind, "其他表"
        )


def amount_of(value: Decimal | None, unit: str | None) -> tuple[str, Decimal] | None:
    """Money in 元, anything else in its own unit; without sign, which the words carry."""
    if value is None:
        return None
    factor = YUAN.get(unit or "")
    return ("元", abs(value * factor)) if factor else (unit or "", abs(value))


def all_targets(shelf: Shelf, record: ReportRecord) -> list[Target]:
    """Every fact of a report, askable or not: what expectations are drawn from."""
    heads = {head.number: head for head in shelf.tables(record.id)}
    found = shelf.facts([record.id], limit=None).facts
    return [Target(record, s.fact, heads.get(s.fact.table or 0)) for s in found]


def askable(targets: list[Target]) -> Iterator[Target]:
    """Those whose name alone means something to whoever types it."""
    generic = {key(item) for item in load("totals.toml")["generic"]["items"]}
    for target in targets:
        fact, name = target.fact, key(target.fact.item)
        if not 2 <= len(name) <= LONGEST or name in generic or name.isdigit() or fact.flags:
            continue
        if len(name) == 2 and not fact.code:
            continue
        if fact.source == "table" or (fact.measure in _SPOKEN and fact.value is not None):
            yield target
