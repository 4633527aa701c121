"""One number printed in two units: 元 for 万元, or the other way round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words

RULE = "unit-slip"
MANY, SOME = 5, 3
"""So many digits are not the same by chance; so few are where the names agree as well."""


def unit_slips(view: View) -> Iterator[Outcome]:
    """A number of the text that stands elsewhere in another unit, and nowhere else in its own."""
    printed: dict[Decimal, list[Fact]] = defaultdict(list)
    for fact in view.report.facts:
        if is_money(fact) and fact.value:
            printed[abs(fact.value)].append(fact)
    amounts = Counter(abs(amount(fact)) for facts in printed.values() for fact in facts)
    told: set[int] = set()
    for fact in view.narrative:
        if not is_money(fact) or not fact.value or amounts[abs(amount(fact))] > 1:
            continue
        other = next((f for f in printed[abs(fact.value)] if _another(fact, f)), None)
        if other is None or other.number in told:
            continue
        told.add(fact.number)
        message = (
            f"说明中“{fact.item}”印为 {printed_of(fact)}，同一数字在{name_of(view, other)}处"
            f"印为 {printed_of(other)}，疑为金额单位写错"
        )
        yield Outcome(RULE, "failed", "warning", message, (fact.number, other.number))


def _another(fact: Fact, other: Fact) -> bool:
    """Whether the two are one number in two units, and not by chance."""
    if other.unit == fact.unit:
        return False
    digits = len((fact.value or Decimal(0)).as_tuple().digits)
    name, its = words(fact.item), words(other.item)
    return digits >= MANY or (
        digits >= SOME and bool(name and its) and (name in its or its in name)
    )
