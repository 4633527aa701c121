"""Codes that contain codes: 类 = sum of 款 = sum of 项, and 合计 = sum of 类, in every column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus.model import Fact, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import Signed, steady, sum_outcome
from corpus.reconcile.view import View, words
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
            if len(totals) == 1 and tops:
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
    """An item set out in the rows under it, without codes: parts may be left out, not exceed it."""
    for table in view.standard_tables:
        found = []
        columns: dict[int, list[Fact]] = defaultdict(list)
        for fact in view.by_table[table.number]:
            if fact.code is None and fact.column_index is not None:
                columns[fact.column_index].append(fact)
        for facts in columns.values():
            by_path = {fact.row: fact for fact in facts if len(fact.row) > 0}
            children: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
            for path, fact in by_path.items():
                parents = (path[:length] for length in range(len(path) - 1, 0, -1))
                if parent := next((p for p in parents if p in by_path), None):
                    children[parent].append(fact)
            found += [_parts(view, by_path[path], parts) for path, parts in children.items()]
        yield from steady(found, PATH_RULE, f"《{table.title}》")


def _parts(view: View, whole: Fact, parts: list[Fact]) -> Outcome | None:
    """A full set of funds must add up; of other parts some may have been left out."""
    outcome = sum_outcome(view, PATH_RULE, whole, [(1, part) for part in parts], "所列各项之和")
    if outcome is None or outcome.status != "failed":
        return outcome
    funds = sum(matches("fund", words(part.item)) for part in parts)
    exceeds = (outcome.expected or 0) > (outcome.printed or 0)
    return outcome if funds == 3 or exceeds else None
