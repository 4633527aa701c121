"""Averages that the text gives beside what they are averages of: 人均接待费, 车均维护费."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import HALF, amount, in_unit, is_money, judge, plain, quantum, scale
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared

RULE = "per-head"
Spec = dict[str, Any]


def averages(view: View) -> Iterator[Outcome]:
    """What one guest or one car cost, of all that they cost in the same section."""
    for spec in declared()["per_head"]:
        for stretch in view.stretches:
            for _, fact in stretch.facts:
                named = is_money(fact) and fact.value and re.search(spec["told"], words(fact.item))
                whole, count = _terms(stretch, spec) if named else (None, None)
                if whole is not None and count is not None:
                    yield _judged(view, fact, whole, count)


def _terms(stretch: Stretch, spec: Spec) -> tuple[Fact | None, Fact | None]:
    """(amount, count), each where the section prints one value for it."""
    amounts = [
        fact
        for _, fact in stretch.facts
        if is_money(fact)
        and fact.measure == "决算数"
        and re.search(spec["amount"], words(fact.item))
    ]
    counts = [
        fact
        for _, fact in stretch.facts
        if fact.unit in spec["units"] and any(re.search(spec["count"], words(r)) for r in fact.row)
    ]
    return _only(amounts), _only(counts)


def _only(facts: list[Fact]) -> Fact | None:
    return facts[0] if facts and len({(f.value, f.unit) for f in facts}) == 1 else None


def _judged(view: View, fact: Fact, whole: Fact, count: Fact) -> Outcome:
    facts = (fact.number, whole.number, count.number)
    if not count.value:
        return Outcome(RULE, "passed", facts=facts)
    exact = amount(whole) / count.value
    leeway = view.step(whole) * HALF / count.value + quantum(fact.value or HALF) * scale(fact.unit)
    if judge(amount(fact) - exact, leeway) != "failed":
        return Outcome(RULE, "passed", facts=facts)
    wanted = in_unit(exact.quantize(quantum(fact.value or HALF) * scale(fact.unit)), fact.unit)
    message = (
        f"说明中“{fact.item}”为 {printed_of(fact)}，按 {printed_of(whole)} ÷ {printed_of(count)} "
        f"计算约为 {plain(wanted)} {fact.unit}"
    )
    return Outcome(RULE, "failed", "warning", message, facts)
