"""The same quantity in several tables, declared in ``rules.toml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import amount
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import same_outcome, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared

TABLES_RULE, SUM_RULE = "between-tables", "across-tables-sum"
Spec = dict[str, Any]


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
