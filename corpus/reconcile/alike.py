"""Amounts that mostly are one, printed with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.reconcile.amounts import amount, in_unit, is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import own_measure
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared

RULE = "slip-of-the-pen"


def slips(view: View) -> Iterator[Outcome]:
    """机关运行经费 is 公用经费 where a department has no other bodies: one digit off is a slip."""
    best = {spec["name"]: reference(view, spec, measure)[0] for spec, measure in quantities(view)}
    for spec in declared()["alike"]:
        own = best.get(spec["quantity"])
        for fact in view.narrative if own is not None and own.value else ():
            told = is_money(fact) and fact.value and own_measure(view, fact)
            if own is None or not told or not re.search(spec["told"], words(fact.item)):
                continue
            if amount(fact) == amount(own):
                yield Outcome(RULE, "passed", facts=(fact.number, own.number))
            elif _one_slip(f"{fact.value:f}", f"{in_unit(amount(own), fact.unit, fact.value):f}"):
                message = (
                    f"说明中“{fact.item}”为 {printed_of(fact)}，与{name_of(view, own)} "
                    f"{printed_of(own)} 只差一个数字，疑有一处笔误"
                )
                yield Outcome(RULE, "failed", "warning", message, (fact.number, own.number))


def _one_slip(left: str, right: str) -> bool:
    """Whether one digit was mistyped, or two beside each other exchanged."""
    if len(left) != len(right):
        return False
    off = [index for index, pair in enumerate(zip(left, right, strict=True)) if len(set(pair)) > 1]
    if len(off) == 2 and off[1] - off[0] == 1:
        return left[off[0]] == right[off[1]] and left[off[1]] == right[off[0]]
    return len(off) == 1
