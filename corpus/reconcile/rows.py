"""Rows that a table lacks: a code without the code above it, classes without their 合计."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Fact, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches

PARENT_RULE, TOTAL_RULE = "missing-parent", "missing-total"
USUAL = 4
"""One code in so many may lack its parent in a table that has them, and be told of."""


def missing_parents(view: View) -> Iterator[Outcome]:
    """In a table that sets codes under codes, each 款 has its 类 and each 项 its 款."""
    for table in view.standard_tables:
        codes = _codes(view, table)
        below = {code: fact for code, fact in codes.items() if len(code) > 3}
        orphans: dict[str, Fact] = {}
        for code, fact in below.items():
            if code[:-2] not in codes:
                orphans.setdefault(code[:-2], fact)
        lacking = sum(code[:-2] not in codes for code in below)
        if not below or lacking * USUAL > len(below):
            continue
        yield Outcome(PARENT_RULE, "passed")
        for parent, fact in orphans.items():
            message = (
                f"《{table.title}》有科目 {fact.code}“{fact.item}”，缺少其上级科目 {parent} 一行"
            )
            yield Outcome(PARENT_RULE, "failed", "warning", message, (fact.number,))


def _codes(view: View, table: Table) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in view.by_table[table.number]:
        if fact.code and fact.value is not None:
            found.setdefault(fact.code, fact)
    return found


def missing_totals(view: View) -> Iterator[Outcome]:
    """A table of codes has a row 合计 where the others of the report have one."""
    coded = [table for table in view.standard_tables if _codes(view, table)]
    lacking = [table for table in coded if not _has_total(view, table)]
    if len(lacking) * 2 >= len(coded):
        return
    for table in coded:
        if table not in lacking:
            yield Outcome(TOTAL_RULE, "passed")
            continue
        message = f"《{table.title}》没有合计行，本报告的其他各表都有"
        yield Outcome(TOTAL_RULE, "failed", "warning", message, places=table.places[:1])


def _has_total(view: View, table: Table) -> bool:
    return any(
        fact.code is None and matches("any_total", words(fact.item))
        for fact in view.by_table[table.number]
    )
