"""Codes that contain codes: 类 = sum of 款 = sum of 项, and 合计 = sum of 类, in every column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus.model import Fact, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import Signed, steady, sum_outcome
from corpus.reconcile.view import CLASS_DIGITS, View, words
from corpus.reconcile.vocabulary import matches

CODE_RULE, TOTAL_RULE, PATH_RULE = "code-hierarchy", "total-of-classes", "item-hierarchy"


def code_sums(view: View) -> Iterator[Outcome]:
    """A code that stands in a table with the codes under it is their sum."""
    for table in view.standard_tables:
        found = []
        for facts in _columns(view, table).values():
            by_code = _by_code(facts)
            children: dict[str, list[Signed]] = defaultdict(list)
            for code, fact in by_code.items():
                if parent := _parent(code, by_code):
                    children[parent].append((1, fact))
            found += [
                sum_outcome(view, CODE_RULE, by_code[code], parts, "下级科目之和")
                for code, parts in children.items()
            ]
        yield from steady(found, CODE_RULE, f"《{table.title}》")


def class_totals(view: View) -> Iterator[Outcome]:
    """The row 合计 of a table with codes is the sum of its outermost codes."""
    for table in view.standard_tables:
        found = []
        for facts in _columns(view, table).values():
            by_code = _by_code(facts)
            totals = [f for f in facts if f.code is None and matches("total_row", words(f.item))]
            tops = [(1, fact) for code, fact in by_code.items() if not _parent(code, by_code)]
            # Other codes (of units, of projects) say nothing of the classes.
            classes = {len(part.code or "") for _, part in tops} == {CLASS_DIGITS}
            if len(totals) == 1 and classes:
                found.append(sum_outcome(view, TOTAL_RULE, totals[0], tops, "各类之和"))
        yield from steady(found, TOTAL_RULE, f"《{table.title}》")


def _columns(view: View, table: Table) -> dict[tuple[str, ...], list[Fact]]:
    """The facts of a table by what their column measures: blocks set side by side are one."""
    found: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in view.by_table[table.number]:
        found[fact.column].append(fact)
    return found


def _by_code(facts: list[Fact]) -> dict[str, Fact]:
    """Code to fact, of the codes that stand there once."""
    counts = Counter(fact.code for fact in facts)
    return {fact.code: fact for fact in facts if fact.code and counts[fact.code] == 1}


def _parent(code: str, codes: dict[str, Fact]) -> str | None:
    """The nearest code that contains ``code`` among those that are there."""
    for length in range(len(code) - 2, 2, -2):
        if code[:length] in codes:
            return code[:length]
    return None


def item_sums(view: View) -> Iterator[Outcome]:
    """An item set out in the rows under it, without codes.

    Parts may be left out where a table does so; none may exceed the item. A table whose other
    items all add up leaves nothing out.
    """
    for table in view.standard_tables:
        found = [
            (outcome, funds)
            for facts in _by_column(view.by_table[table.number]).values()
            for whole, parts in _families(facts)
            if (outcome := _family(view, whole, parts))
            for funds in [sum(matches("fund", words(part.item)) for part in parts)]
        ]
        adding_up = sum(outcome.status != "failed" for outcome, _ in found)
        complete = adding_up >= COMPLETE and adding_up * 2 > len(found)
        kept = [
            outcome
            for outcome, funds in found
            if outcome.status != "failed" or complete or funds == len(FUNDS) or _exceeds(outcome)
        ]
        yield from steady(kept, PATH_RULE, f"《{table.title}》")


COMPLETE = 3
"""So many items that add up show that a table sets its items out in full."""
FUNDS = ("一般公共预算", "政府性基金", "国有资本经营预算")


def _by_column(facts: list[Fact]) -> dict[int, list[Fact]]:
    columns: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.code is None and fact.column_index is not None and fact.row:
            columns[fact.column_index].append(fact)
    return columns


def _families(facts: list[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """(item, the rows right under it) by the paths of the rows."""
    by_path = {fact.row: fact for fact in facts}
    counts = Counter(fact.row for fact in facts)
    children: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        parents = (fact.row[:length] for length in range(len(fact.row) - 1, 0, -1))
        if parent := next((path for path in parents if path in by_path), None):
            children[parent].append(fact)
    return ((by_path[path], parts) for path, parts in children.items() if counts[path] == 1)


def _family(view: View, whole: Fact, parts: list[Fact]) -> Outcome | None:
    return sum_outcome(view, PATH_RULE, whole, [(1, part) for part in parts], "所列各项之和")


def _exceeds(outcome: Outcome) -> bool:
    return (outcome.expected or 0) > (outcome.printed or 0)
