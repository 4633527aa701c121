"""A table whose unit is misprinted: all of its totals are others' ten thousandfold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from corpus.model import Fact
from corpus.reconcile.amounts import amount
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.view import View

RULE = "unit-label"
TIMES, NEARLY = 10000, 10
"""How many times one is the other; both are rounded."""


def unit_labels(view: View) -> Iterator[Outcome]:
    """万元 printed over amounts in 元, or the other way round."""
    wrong = mislabelled(view)
    for number, pairs in compared(view).items():
        if number not in wrong:
            yield Outcome(RULE, "passed", facts=(pairs[0][0].number,))
            continue
        table, (fact, other) = view.tables[number], pairs[0]
        message = (
            f"《{table.title}》的单位印为 {fact.unit}，"
            f"而表中“{fact.item}”{printed_of(fact)} 在别处为 {printed_of(other)}，疑为单位印错"
        )
        facts = (fact.number, other.number)
        yield Outcome(RULE, "failed", "warning", message, facts, places=table.places[:1])


def mislabelled(view: View) -> set[int]:
    """The tables whose amounts cannot be compared with others for their unit.

    Of two tables that share nothing with a third one, which is wrong cannot be told: the first
    with the most that it shares is taken.
    """
    pairs = compared(view)
    alone = [n for n, each in pairs.items() if all(slipped(*pair) for pair in each)]
    wrong: set[int] = set()
    for number in sorted(alone, key=lambda n: -len(pairs[n])):
        if any(other.table not in wrong for _, other in pairs[number]):
            wrong.add(number)
    return wrong


def compared(view: View) -> dict[int, list[tuple[Fact, Fact]]]:
    """Table to (its figure, the other tables' figure) of every quantity that it shares."""
    found: dict[int, list[tuple[Fact, Fact]]] = defaultdict(list)
    for spec, measure in quantities(view):
        _, facts = reference(view, spec, measure)
        for fact, other in permutations([fact for fact in facts if fact.value], 2):
            if fact.table and fact.table != other.table:
                found[fact.table].append((fact, other))
    return found


def slipped(fact: Fact, other: Fact) -> bool:
    """Whether one is the other in another unit."""
    high, low = sorted((abs(amount(fact)), abs(amount(other))), reverse=True)
    return bool(low) and abs(high / low - TIMES) <= NEARLY
