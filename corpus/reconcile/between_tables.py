"""The same quantity in several tables, declared in ``rules.toml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import amount
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of, same_outcome, steady, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared, matches

TABLES_RULE, SUM_RULE, MIRROR_RULE = "between-tables", "across-tables-sum", "mirrored-rows"
Spec = dict[str, Any]
MOST = 2
"""A table of totals has most classes of the table in detail, or it has them in another way."""


def cell(view: View, spec: Spec, measure: str | None = None) -> Fact | None:
    """The one figure that a declaration names; None where there is none, or more than one."""
    tables = view.by_standard.get(spec["table"], [])
    if len(tables) != 1:
        return None
    found = [
        fact
        for fact in view.by_table[tables[0].number]
        if _named(fact, spec) and (measure is None or fact.measure == measure)
        if "carried" not in spec or (fact.number in view.carried) == spec["carried"]
    ]
    return found[0] if len(found) == 1 else None


def _named(fact: Fact, spec: Spec) -> bool:
    if "code" in spec:
        return bool(fact.code == spec["code"])
    if not re.search(spec["item"], words(fact.item)):
        return False
    if "basis" in spec and (fact.basis or "") != spec["basis"]:
        return False
    side: str | None = spec.get("side")
    return side is None or any(side in words(label) for label in fact.row)


def quantities(view: View) -> Iterator[tuple[Spec, str | None]]:
    """The declared quantities that a report of this kind has, each with its measure."""
    for spec in declared()["quantity"]:
        if re.search(spec["kind"], view.report.identity.kind[-2:]):
            measures = ("预算数", "决算数") if spec.get("measured") else (None,)
            yield from ((spec, measure) for measure in measures)


def reference(view: View, spec: Spec, measure: str | None) -> tuple[Fact | None, list[Fact]]:
    """(the figure that most tables have, all of them) of a quantity."""
    facts = [f for each in spec["cells"] if (f := cell(view, each, measure)) is not None]
    shown = [fact for fact in facts if fact.value is not None]
    if not shown:
        return None, facts
    counts = Counter(amount(fact) for fact in shown)
    return max(shown, key=lambda fact: counts[amount(fact)]), facts


def between_tables(view: View) -> Iterator[Outcome]:
    """Wherever tables print one quantity, they print one amount."""
    for spec, measure in quantities(view):
        best, facts = reference(view, spec, measure)
        for fact in facts:
            if best is not None and fact is not best and (amount(fact) or amount(best)):
                yield same_outcome(view, TABLES_RULE, fact, best)


def across_tables(view: View) -> Iterator[Outcome]:
    """A total in one table that is a sum of figures in another."""
    for spec in declared()["sum"]:
        total = cell(view, spec["total"])
        parts = [(part, cell(view, part)) for part in spec["parts"]]
        found = [(part.get("sign", 1), fact) for part, fact in parts if fact is not None]
        complete = all(fact or part.get("optional") for part, fact in parts)
        if total is not None and complete and (total.value is not None or found):
            outcome = sum_outcome(view, SUM_RULE, total, found, spec["name"])
            if outcome is not None:
                yield outcome


def mirrored_rows(view: View) -> Iterator[Outcome]:
    """Rows that stand in two tables, where the totals of both say that they must agree."""
    for spec in declared()["mirror"]:
        for basis in spec.get("bases", [None]):
            yield from _mirror(view, spec, basis)


def _mirror(view: View, spec: Spec, basis: str | None) -> Iterator[Outcome]:
    classes = spec.get("classes", False)
    left = _rows(view, spec["left"], basis, classes)
    right = _rows(view, spec["right"], basis, classes)
    totals = left.get("合计"), right.get("合计")
    common = [key for key in left if key in right and key != "合计"]
    if not common:
        return
    demanded = spec.get("same_total", not classes)
    if demanded and not (totals[0] and totals[1] and amount(totals[0]) == amount(totals[1])):
        reason = f"{spec['left']['table']}与{spec['right']['table']}合计不同，各行不必相同"
        yield Outcome(MIRROR_RULE, "skipped", message=reason)
        return
    if not classes:
        yield from _lacking(view, left, right)
    if not classes or len(right) <= len(common) * MOST:
        yield from _lacking(view, right, left)
    found = [
        same_outcome(view, MIRROR_RULE, left[key], right[key])
        for key in common
        if left[key].value is not None and right[key].value is not None
        if amount(left[key]) or amount(right[key])
    ]
    yield from steady(found, MIRROR_RULE, f"{spec['left']['table']}与{spec['right']['table']}")


def _lacking(view: View, rows: dict[str, Fact], others: dict[str, Fact]) -> Iterator[Outcome]:
    """Rows of one table that the other one, of the same total, does not have."""
    title = view.tables[next(iter(others.values())).table or 0].title
    for code, fact in rows.items():
        if code not in others and amount(fact):
            message = f"{name_of(view, fact)}（{code}）为 {printed_of(fact)}，《{title}》没有这一行"
            yield Outcome(MIRROR_RULE, "failed", "warning", message, (fact.number,))


def _rows(view: View, spec: Spec, basis: str | None, classes: bool) -> dict[str, Fact]:
    """Code (or, of classes, name) to the figure of one column; "合计" is the total."""
    tables = view.by_standard.get(spec["table"], [])
    wanted = spec.get("basis", "") if basis is None else basis
    found: dict[str, Fact] = {}
    for fact in view.by_table[tables[0].number] if len(tables) == 1 else ():
        if (fact.basis or "") != wanted:
            continue
        if matches("total_row", words(fact.item)) and fact.code is None:
            found.setdefault("合计", fact)
        elif classes and (fact.code is None or len(fact.code) == 3):
            found.setdefault(words(fact.item), fact)
        elif fact.code:
            found.setdefault(fact.code, fact)
    return found
