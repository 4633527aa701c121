"""Lists in the explanation: parts that must add up, and items listed against a table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from corpus.model import Fact
from corpus.reconcile.amounts import YUAN, amount, is_money, plain
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import sum_outcome
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared, matches

PARTS_RULE, LONG_RULE, COUNT_RULE, SHARES_RULE, ABOVE_RULE = (
    "listed-parts", "listed-projects", "listed-counts", "listed-shares", "part-above-whole",
)  # fmt: skip
PARTED = ("决算数", "预算数", "执行数", "数量")
ALMOST_ALL = Decimal("0.1")
"""How far shares that make up the whole may be from 100 %."""
LONG = 5
"""A list of so many amounts that nearly adds up is meant to add up."""
NEARLY = Decimal("0.1")
KINDS = 3
"""So many kinds of vehicles are all of them."""


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
        if fact.row == whole.row and fact.measure == whole.measure:
            break
        if fact.measure != whole.measure or not is_money(fact) or fact.value is None:
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
        amount_of_it = is_money(fact) and fact.measure == whole.measure
        if fact.row == whole.row and amount_of_it:
            break
        if amount_of_it and fact.value is not None:
            part = fact
        elif fact.measure == "占比" and fact.value is not None and part and fact.row == part.row:
            found.append((part, fact))
            part = None
    return found


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
                yield (
                    replace(outcome, severity="warning") if outcome.status == "failed" else outcome
                )
            return


def listed_counts(view: View) -> Iterator[Outcome]:
    """ "共有车辆 3 辆，其中：…": vehicles of every kind add up."""
    for stretch in view.stretches:
        for index, (_, whole) in enumerate(stretch.facts):
            if whole.unit == "辆" and len(whole.row) == 1 and whole.value is not None:
                parts = []
                for _, fact in stretch.facts[index + 1 :]:
                    if fact.row[:1] != whole.row or fact.unit != "辆":
                        break
                    if len(fact.row) == 2:
                        parts.append((1, fact))
                if len(parts) >= KINDS:
                    outcome = sum_outcome(view, COUNT_RULE, whole, parts, "所列各类车辆之和")
                    if outcome is not None:
                        yield outcome


def parts_above(view: View) -> Iterator[Outcome]:
    """ "954 项，其中……": what is told as part of something is not more than it."""
    for stretch in view.stretches:
        for index, (_, whole) in enumerate(stretch.facts):
            if whole.value and whole.measure in PARTED:
                parts = list(_same_kind_under(stretch, index, whole))
                single = [_part(part, whole) for part in parts]
                yield from single
                if len(parts) > 1 and all(each.status == "passed" for each in single):
                    yield _together(parts, whole)


def _together(parts: list[Fact], whole: Fact) -> Outcome:
    sums = list(accumulate(part.value or Decimal(0) for part in parts))
    total = sums[-1]
    # Where the first of them already make up the whole, the others are told beside it.
    if whole.unit in YUAN or total <= (whole.value or 0) or whole.value in sums[1:]:
        return Outcome(ABOVE_RULE, "passed")
    names = "、".join(f"{part.item}{part.printed}" for part in parts)
    message = (
        f"说明中“{whole.item}”为 {whole.printed}，其下各项（{names}）合计 {plain(total)}，比它大"
    )
    facts = (whole.number, *(part.number for part in parts))
    return Outcome(ABOVE_RULE, "failed", "warning", message, facts)


def _same_kind_under(stretch: Stretch, index: int, whole: Fact) -> Iterator[Fact]:
    for _, fact in stretch.facts[index + 1 :]:
        if fact.row[: len(whole.row)] != whole.row or fact.row == whole.row:
            return
        alike = (fact.unit, fact.measure, fact.year) == (whole.unit, whole.measure, whole.year)
        if alike and fact.value and len(fact.row) == len(whole.row) + 1:
            yield fact


def _part(part: Fact, whole: Fact) -> Outcome:
    facts = (part.number, whole.number)
    if (part.value or 0) <= (whole.value or 0):
        return Outcome(ABOVE_RULE, "passed")
    message = f"说明中“{part.item}”{part.printed} 列在“{whole.item}”{whole.printed} 之下，却比它大"
    return Outcome(ABOVE_RULE, "failed", "warning", message, facts)
