"""“三公”: what the counts in the explanation say against the amounts beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import is_money
from corpus.reconcile.explanation import own_measure
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared

RULE, COUNT_RULE = "counts-and-amounts", "counts-told"
Spec = dict[str, Any]


def counts_and_amounts(view: View) -> Iterator[Outcome]:
    """Guests received for nothing, or money for cars that nobody bought."""
    for spec in declared()["counted"]:
        spent = [fact for fact in _amounts(view) if re.search(spec["amount"], words(fact.item))]
        counts = [fact for fact in view.narrative if _counts(view, fact, spec)]
        if not spent or not counts:
            continue
        paid = next((fact for fact in spent if fact.value), None)
        some = next((fact for fact in counts if fact.value), None)
        if paid is not None and some is None and spec["paid_counts"]:
            yield _told(view, paid, counts[0])
        elif paid is None and some is not None and spec["counted_pays"]:
            yield _told(view, spent[0], some)
        else:
            yield Outcome(RULE, "passed")


def _amounts(view: View) -> Iterator[Fact]:
    """What the text tells was spent, and what the table of them prints."""
    for fact in view.narrative:
        if is_money(fact) and fact.value is not None and own_measure(view, fact):
            yield fact
    for table in view.by_standard.get("三公经费支出决算表", []):
        for fact in view.by_table[table.number]:
            if fact.value is not None and own_measure(view, fact):
                yield fact


def _counts(view: View, fact: Fact, spec: Spec) -> bool:
    own = fact.year in (None, view.report.identity.year) and fact.measure == "数量"
    named = any(re.search(spec["count"], words(label)) for label in fact.row[-2:])
    return own and fact.value is not None and fact.unit in spec["units"] and named


def _told(view: View, fact: Fact, count: Fact) -> Outcome:
    message = (
        f"{name_of(view, fact)}为 {printed_of(fact)}，"
        f"而说明中“{count.item}”为 {printed_of(count)}，两者不符"
    )
    return Outcome(RULE, "failed", "warning", message, (fact.number, count.number))


def counts_told(view: View) -> Iterator[Outcome]:
    """Groups, cars and guests in the text against the table that counts them."""
    # The counts may stand in a table of their own beside the standard one.
    printed = [
        fact
        for table in view.report.tables
        if table.kind != "form" and table not in view.garbled
        for fact in view.by_table[table.number]
        if fact.measure == "数量" and fact.value is not None
    ]
    for spec in declared()["count"]:
        rows = [fact for fact in printed if re.search(spec["table"], words(fact.item))]
        told = [
            fact for fact in view.narrative if _counts(view, fact, {**spec, "count": spec["text"]})
        ]
        # More than one of either: which of them is meant cannot be told.
        if len(rows) == 1 and len(told) == 1:
            yield _compared(view, told[0], rows[0])


def _compared(view: View, told: Fact, row: Fact) -> Outcome:
    facts = (told.number, row.number)
    if told.value == row.value:
        return Outcome(COUNT_RULE, "passed", facts=facts)
    message = f"说明中“{told.item}”为 {printed_of(told)}，{name_of(view, row)}为 {printed_of(row)}"
    return Outcome(COUNT_RULE, "failed", "error", message, facts, row.value, told.value, told.unit)
