"""Lists in the explanation: parts that must add up, and items listed against a table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import doubted, exact, sum_outcome
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared, matches

PARTS_RULE, LONG_RULE, COUNT_RULE, SHARES_RULE = (
    "listed-parts", "listed-projects", "listed-counts", "listed-shares",
)  # fmt: skip
ALMOST_ALL = Decimal("0.1")
"""How far shares that make up the whole may be from 100 %."""
LONG = 5
"""A list of so many amounts that nearly adds up is meant to add up."""
NEARLY = Decimal("0.1")
KINDS, FEW_KINDS = 3, 2
"""So many kinds of vehicles are all of them; so few mostly are."""


def listed_parts(view: View) -> Iterator[Outcome]:
    """Declared lists: 政府采购, 三公, 公务用车, 基本支出."""
    for stretch in view.stretches:
        for spec in declared()["list"]:
            for index, (_, whole) in enumerate(stretch.facts):
                if _amount_of(whole, spec["whole"]):
                    yield from _declared(view, spec, whole, stretch.facts[index + 1 :])


def _amount_of(fact: Fact, pattern: str) -> bool:
    return is_money(fact) and fact.value is not None and _is(fact, pattern) and _whole(fact)


def _whole(fact: Fact) -> bool:
    return matches("figure", fact.measure)


def _is(fact: Fact, pattern: str) -> bool:
    return re.search(pattern, words(fact.item)) is not None


def _declared(
    view: View, spec: dict[str, object], whole: Fact, after: Sequence[tuple[int, Fact]]
) -> Iterator[Outcome]:
    """The parts listed under the whole, up to where the whole is named again."""
    kinds = spec["parts"]
    assert isinstance(kinds, list)
    found: dict[str, Fact] = {}
    for _, fact in after:
        if fact.row == whole.row and fact.measure == whole.measure and fact.year == whole.year:
            break
        alike = (fact.measure, fact.year) == (whole.measure, whole.year)
        if not alike or not is_money(fact) or fact.value is None:
            continue
        if fact.row[: len(whole.row)] == whole.row and len(fact.row) == len(whole.row) + 1:
            for kind in kinds:
                if kind not in found and _is(fact, kind):
                    found[kind] = fact
                    break
    if len(found) == len(kinds):
        parts = [(1, fact) for fact in found.values()]
        outcome = sum_outcome(view, PARTS_RULE, whole, parts, str(spec["name"]))
        if outcome is not None:
            yield outcome


def listed_shares(view: View) -> Iterator[Outcome]:
    """Parts told with their shares of one whole, where the shares make up all of it."""
    for stretch in view.stretches:
        for whole_start, whole in stretch.facts:
            if not (is_money(whole) and whole.value and _whole(whole)):
                continue
            parts = _with_shares(stretch, whole_start, whole)
            shares = sum((share.value or Decimal(0) for _, share in parts), Decimal(0))
            if len(parts) > 1 and abs(shares - 100) <= ALMOST_ALL:
                listed = [(1, part) for part, _ in parts]
                outcome = sum_outcome(
                    view, SHARES_RULE, whole, listed, "占比合计百分之百的各项之和"
                )
                if outcome is not None:
                    yield outcome


def _with_shares(stretch: Stretch, start: int, whole: Fact) -> list[tuple[Fact, Fact]]:
    """(amount, share) of each thing listed after the whole, up to where it is named again."""
    found: list[tuple[Fact, Fact]] = []
    part: Fact | None = None
    for at, fact in stretch.facts:
        if at <= start:
            continue
        alike = (fact.measure, fact.year) == (whole.measure, whole.year)
        amount_of_it = is_money(fact) and alike
        if fact.row == whole.row and amount_of_it:
            break
        if amount_of_it and fact.value is not None:
            part = fact
        elif fact.measure == "占比" and fact.value is not None and part and fact.row == part.row:
            if _of(fact, whole):
                found.append((part, fact))
            part = None
    return found


def _of(share: Fact, whole: Fact) -> bool:
    """Whether a share is of the whole: its words name it, or name nothing."""
    base = words(share.base or "")
    name = words(whole.item)
    return not base or share.row[:-1] == whole.row or base.endswith(name) or name.endswith(base)


def listed_projects(view: View) -> Iterator[Outcome]:
    """A long list of amounts under one heading word that nearly adds up to the amount before."""
    for stretch in view.stretches:
        for path in dict.fromkeys(fact.row[:-1] for _, fact in stretch.facts if len(fact.row) > 1):
            listed = [
                (start, fact)
                for start, fact in stretch.facts
                if fact.row[:-1] == path and is_money(fact) and fact.value and _whole(fact)
            ]
            alike = {fact.measure for _, fact in listed}
            if len(listed) >= LONG and len(alike) == 1:
                yield from _long(view, stretch, path, listed)


def _long(
    view: View, stretch: Stretch, path: tuple[str, ...], listed: list[tuple[int, Fact]]
) -> Iterator[Outcome]:
    first, measure = listed[0][0], listed[0][1].measure
    for whole in stretch.before(first):
        same = words(whole.item) == words(path[-1]) and whole.measure == measure
        if same and is_money(whole) and whole.value:
            total = sum((amount(fact) for _, fact in listed), Decimal(0))
            if abs(total - amount(whole)) > NEARLY * amount(whole):
                return
            parts = [(1, fact) for _, fact in listed]
            outcome = sum_outcome(view, LONG_RULE, whole, parts, "其后所列各项之和")
            if outcome is not None:
                yield doubted(outcome)
            return


def listed_counts(view: View) -> Iterator[Outcome]:
    """ "共有车辆 3 辆，其中：…": vehicles of every kind add up."""
    for stretch in view.stretches:
        for index, (_, whole) in enumerate(stretch.facts):
            if whole.unit == "辆" and whole.value is not None:
                told = []
                for start, fact in stretch.facts[index + 1 :]:
                    if fact.row[: len(whole.row)] != whole.row or fact.unit != "辆":
                        break
                    if len(fact.row) == len(whole.row) + 1:
                        told.append((start, fact))
                parts = [(1, fact) for _, fact in stretch.outermost(told)]
                sums = accumulate(part.value or Decimal(0) for _, part in parts)
                if whole.value in [*sums][1:]:
                    # What is told of one kind may follow: "其他用车主要是……".
                    yield Outcome(COUNT_RULE, "passed", facts=(whole.number,))
                elif len(parts) >= FEW_KINDS:
                    outcome = sum_outcome(view, COUNT_RULE, whole, parts, "所列各类车辆之和")
                    if outcome is not None:
                        off = exact(outcome)
                        yield doubted(off) if len(parts) < KINDS else off
