"""The items told one by one under a total: their budgets and their outturns add up to its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import sum_outcome
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import matches

RULE = "told-items"
FEW = 3


def told_items(view: View) -> Iterator[Outcome]:
    """Where the budgets add up the outturns must too, and the other way round.

    That one of them does shows that the list leaves nothing out.
    """
    for stretch in view.stretches:
        whole = next((fact for _, fact in stretch.facts if _is_total(fact)), None)
        if whole is None:
            continue
        sides = [_side(view, stretch, whole, measure) for measure in ("budget", "outturn")]
        told = [outcome for outcome in sides if outcome is not None]
        if len(told) == len(sides) and any(outcome.status != "failed" for outcome in told):
            yield from told


def _is_total(fact: Fact) -> bool:
    return matches("told_total", words(fact.item)) and matches("budget", fact.measure)


def _side(view: View, stretch: Stretch, whole: Fact, measure: str) -> Outcome | None:
    total: Fact | None = None
    parts: dict[tuple[str, ...], Fact] = {}
    for _, fact in stretch.facts:
        if not (is_money(fact) and fact.value is not None and matches(measure, fact.measure)):
            continue
        if fact.row == whole.row:
            total = total or fact
        elif matches("class_name", words(fact.row[0])):
            parts.setdefault(fact.row, fact)
    if total is None or len(parts) < FEW or not amount(total):
        return None
    how = "其后逐项所列之和"
    outcome = sum_outcome(view, RULE, total, [(1, part) for part in parts.values()], how)
    if outcome is not None and outcome.status == "failed":
        return replace(outcome, severity="warning")
    return outcome
