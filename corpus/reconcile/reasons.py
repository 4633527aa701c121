"""Where budget and outturn of an item differ, the text says why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import matches

RULE = "reason-missing"
SLIGHT = Decimal("0.01")
"""So much of the budget may stay unexplained."""


def reasons_missing(view: View) -> Iterator[Outcome]:
    """Of items told one by one with budget and outturn; a total is explained by its items."""
    identity = view.report.identity
    if not identity.kind.endswith("决算"):
        return
    for stretch in view.stretches:
        told = [pair for pair in _told(stretch) if pair[1].year in (None, identity.year)]
        for index, (budget, done, start) in enumerate(told):
            following = told[index + 1][2] if index + 1 < len(told) else len(stretch.text)
            if not _of_items(view, budget):
                continue
            explained = text_pattern("reason").search(stretch.text, start, following)
            facts = (done.number, budget.number)
            if explained or _slight(budget, done):
                yield Outcome(RULE, "passed")
                continue
            message = (
                f"说明中“{done.item}”的{budget.measure} {printed_of(budget)} 与"
                f"{done.measure} {printed_of(done)} 不同，没有说明原因"
            )
            yield Outcome(RULE, "failed", "warning", message, facts)


def _told(stretch: Stretch) -> Iterator[tuple[Fact, Fact, int]]:
    """(budget, outturn, where the budget begins) of each item that prints both."""
    budget: tuple[Fact, int] | None = None
    for start, fact in stretch.facts:
        if not is_money(fact) or fact.value is None:
            continue
        if matches("budget", fact.measure):
            budget = fact, start
        elif matches("outturn", fact.measure) and budget and budget[0].row == fact.row:
            yield budget[0], fact, budget[1]
            budget = None


def _of_items(view: View, fact: Fact) -> bool:
    """Whether it is a class, a group or an item: what each needs a reason of its own."""
    name = words(fact.row[0]) if fact.row else ""
    return name in view.classes if view.classes else matches("class_name", name)


def _slight(budget: Fact, done: Fact) -> bool:
    return abs(amount(done) - amount(budget)) <= SLIGHT * abs(amount(budget))
