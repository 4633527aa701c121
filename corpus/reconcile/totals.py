"""Amounts that are more than all there is: units slipped in the explanation."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import own_measure
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches

RULE = "above-total"
TIMES = 2
"""Money spent once may be told with what several years spent; not so many times the total."""


def above_total(view: View) -> Iterator[Outcome]:
    """What was spent on one thing is not a multiple of all that the report accounts for."""
    known = [
        best for spec, measure in quantities(view) if (best := reference(view, spec, measure)[0])
    ]
    largest = max(known, key=amount, default=None)
    if largest is None or not amount(largest):
        return
    for fact in view.narrative:
        told = is_money(fact) and fact.value and own_measure(view, fact)
        if not told or any(matches("outside", words(label)) for label in fact.row):
            continue
        if not matches("spent", words(fact.item)) or amount(fact) <= TIMES * amount(largest):
            continue
        message = (
            f"说明中“{fact.item}”为 {printed_of(fact)}，超过本报告的"
            f"{name_of(view, largest)} {printed_of(largest)}，疑为金额单位写错"
        )
        yield Outcome(RULE, "failed", "warning", message, (fact.number, largest.number))
