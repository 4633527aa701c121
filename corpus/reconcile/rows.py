"""Rows that a table lacks: a code without the code above it, classes without their 合计."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Fact, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared, matches

PARENT_RULE, TOTAL_RULE, PAIR_RULE = "missing-parent", "missing-total", "lone-total"
USUAL = 3
"""One parent in so many may be lacking in a table that has them, and be told of."""


def missing_parents(view: View) -> Iterator[Outcome]:
    """In a table that sets codes under codes, each 款 has its 类 and each 项 its 款."""
    for table in view.standard_tables:
        present = {fact.code for fact in view.by_table[table.number]}
        codes = _codes(view, table)
        below = {code: fact for code, fact in codes.items() if len(code) > 3}
        orphans: dict[str, Fact] = {}
        for code, fact in below.items():
            if code[:-2] not in present:
                orphans.setdefault(code[:-2], fact)
        parents = {code[:-2] for code in below}
        if not below or len(orphans) * USUAL > len(parents):
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


def lone_totals(view: View) -> Iterator[Outcome]:
    """Where one of two totals that go together stands in a table, so does the other."""
    for spec in declared()["paired"]:
        for table in (t for key in spec["tables"] for t in view.by_standard.get(key, [])):
            names = [words("/".join(fact.row)) for fact in view.by_table[table.number]]
            there = [any(re.search(each, name) for name in names) for each in spec["rows"]]
            if all(there):
                yield Outcome(PAIR_RULE, "passed")
            elif any(there):
                lacking = spec["names"][there.index(False)]
                message = (
                    f"《{table.title}》有“{spec['names'][there.index(True)]}”而没有“{lacking}”"
                )
                yield Outcome(PAIR_RULE, "failed", "warning", message, places=table.places[:1])


def _has_total(view: View, table: Table) -> bool:
    return any(
        fact.code is None and matches("any_total", words(fact.item))
        for fact in view.by_table[table.number]
    )
