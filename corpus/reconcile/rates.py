"""Percentages of the explanation, computed again from the amounts that they are said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, in_unit, is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of, rate_of, rate_outcome, slack_of
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import matches

SHARE_RULE, CHANGE_RULE, DONE_RULE = "share", "change-rate", "completion-rate"
FEWEST, ALMOST_ALL = 2, Decimal("0.1")
"""So many shares, so near 100 % together, are all that there are of a whole."""
SHORT = 4
"""Characters that are too few to know a name by its end."""


def _rates(view: View, measure: str) -> Iterator[tuple[Stretch, int, Fact]]:
    for stretch in view.stretches:
        for start, fact in stretch.facts:
            if fact.measure == measure and fact.unit == "%" and fact.value is not None:
                yield stretch, start, fact


def _amounts(stretch: Stretch, start: int, like: Fact, measure: str) -> Iterator[Fact]:
    """The amounts of the same thing before a position, the nearest first."""
    for fact in stretch.before(start):
        printed = is_money(fact) and fact.value is not None and fact.year == like.year
        if printed and fact.row == like.row and matches(measure, fact.measure):
            yield fact


# ---------------------------------------------------------------- shares
def shares(view: View) -> Iterator[Outcome]:
    """ "占 69.4%": the amount before it, of the whole that is named."""
    for stretch, start, rate in _rates(view, "占比"):
        part = next(_amounts(stretch, start, rate, "figure"), None)
        if part is None:
            continue
        wholes = list(_wholes(view, stretch, start, rate, part))
        outcomes = [
            outcome
            for whole in wholes
            if (outcome := rate_outcome(view, SHARE_RULE, rate, part, whole, _shown(part, whole)))
        ]
        if outcomes:
            yield min(outcomes, key=lambda o: ("passed", "rounding", "failed").index(o.status))
        elif (outcome := _of_all_parts(view, stretch, rate, part)) is not None:
            yield outcome
        elif amount(part):
            reason = f"“{rate.item}”占比 {rate.printed}：未找到总数“{rate.base or ''}”"
            yield Outcome(SHARE_RULE, "skipped", message=reason, facts=(rate.number,))


def _of_all_parts(view: View, stretch: Stretch, rate: Fact, part: Fact) -> Outcome | None:
    """Where the whole is not printed, but the shares of it make up 100 %: of the parts' sum."""
    told: dict[tuple[str, ...], tuple[Fact, Fact]] = {}
    for start, fact in stretch.facts:
        if fact.measure == "占比" and fact.base == rate.base and fact.value is not None:
            own = next(_amounts(stretch, start, fact, "figure"), None)
            if own is not None:
                told.setdefault(fact.row, (own, fact))
    shares = sum((share.value or Decimal(0) for _, share in told.values()), Decimal(0))
    total = sum((amount(own) for own, _ in told.values()), Decimal(0))
    if len(told) < FEWEST or abs(shares - 100) > ALMOST_ALL or total <= 0:
        return None
    slack = slack_of(view, *(own for own, _ in told.values()))
    wording = f" {printed_of(part)} ÷ 各项之和 {in_unit(total, part.unit, part.value)} {part.unit}"
    terms = amount(part), total, slack * len(told)
    return rate_of(view, SHARE_RULE, rate, terms, (own for own, _ in told.values()), wording)


def _wholes(view: View, stretch: Stretch, start: int, rate: Fact, part: Fact) -> Iterator[Fact]:
    """What may be the whole: the amount named, what the part is listed under, a known total."""
    base = words(rate.base or "")
    for fact in stretch.before(start):
        if is_money(fact) and fact.value is not None and fact.measure == part.measure:
            name = words(fact.item)
            if fact is not part and (_named(name, base) or fact.row == rate.row[:-1]):
                yield fact
                break
    for spec, measure in quantities(view):
        if any(re.search(told["item"], base) for told in spec["text"]):
            best, _ = reference(view, spec, measure)
            if best is not None and matches(
                "budget" if measure == "预算数" else "figure", best.measure
            ):
                yield best


def _named(name: str, base: str) -> bool:
    """Whether the words after 占 name an amount; a body's name may stand before its own."""
    return name == base or (len(base) > SHORT and name.endswith(base))


def _shown(part: Fact, whole: Fact) -> str:
    return f" {printed_of(part)} ÷ {printed_of(whole)} "


# ---------------------------------------------------------------- changes
def changes(view: View) -> Iterator[Outcome]:
    """ "减少 25.00 万元，下降 20.0%": of the amount before the change, and the same way."""
    for stretch, start, rate in _rates(view, "增减率"):
        change = next(
            (f for f in stretch.before(start) if f.row == rate.row and f.measure == "增减额"), None
        )
        if change is None or change.value is None or change.base != rate.base:
            yield from _from_past(view, stretch, start, rate)
            continue
        if rate.direction * change.direction < 0 and rate.value and change.value:
            yield _opposed(rate, change)
            continue
        present = next(_amounts(stretch, start, rate, "present"), None)
        if present is not None and (rate.value or change.value):
            yield _change(view, rate, change, present)


def _from_past(view: View, stretch: Stretch, start: int, rate: Fact) -> Iterator[Outcome]:
    """ "2023年执行数为 60.13 万元，2024年预算 25.77 万元，减少 57.14%": both amounts are printed."""
    if not rate.direction or not (rate.base or "").startswith("上年") or rate.year is None:
        return
    present = next(_amounts(stretch, start, rate, "present"), None)
    past = next(
        (
            fact
            for fact in stretch.before(start)
            if fact.row == rate.row and is_money(fact) and fact.year == rate.year - 1 and fact.value
        ),
        None,
    )
    if present is None or past is None or matches("change", past.measure):
        return
    gap = amount(present) - amount(past)
    terms = gap * rate.direction, amount(past), slack_of(view, past, present)
    wording = f"（{printed_of(present)} - {printed_of(past)}）÷ {printed_of(past)} "
    yield rate_of(view, CHANGE_RULE, rate, terms, (present, past), wording)


def _opposed(rate: Fact, change: Fact) -> Outcome:
    ways = {1: "增加", -1: "减少"}
    message = (
        f"说明中“{rate.item}”的金额为{ways[change.direction]} {change.printed}，"
        f"比例却为{'增长' if rate.direction > 0 else '下降'} {rate.printed}，方向相反"
    )
    return Outcome(CHANGE_RULE, "failed", message=message, facts=(rate.number, change.number))


def _change(view: View, rate: Fact, change: Fact, present: Fact) -> Outcome:
    before = amount(present) - change.direction * amount(change)
    facts = (change, present)
    if before <= 0:
        if rate.value and amount(change):
            message = (
                f"说明中“{rate.item}”为 {printed_of(present)}、变动 {change.printed}，"
                f"变动前为 {before / 10000} 万元，不能得出 {rate.printed}"
            )
            numbers = (rate.number, *(fact.number for fact in facts))
            return Outcome(CHANGE_RULE, "failed", message=message, facts=numbers)
        return Outcome(CHANGE_RULE, "passed", facts=(rate.number, *(f.number for f in facts)))
    sign = "-" if change.direction > 0 else "+"
    wording = f" {change.printed} ÷（{printed_of(present)} {sign} {change.printed}）"
    slack = slack_of(view, change, present)
    return rate_of(view, CHANGE_RULE, rate, (amount(change), before, slack), facts, wording)


# ---------------------------------------------------------------- completion
def completions(view: View) -> Iterator[Outcome]:
    """ "完成年初预算的 120.19%": outturn of budget; nothing can be completed of a budget of 0."""
    for stretch, start, rate in [*_rates(view, "完成率"), *_rates(view, "执行率")]:
        done = next(_amounts(stretch, start, rate, "outturn"), None)
        planned = next(_amounts(stretch, start, rate, "budget"), None)
        if done is None or planned is None:
            continue
        outcome = rate_outcome(view, DONE_RULE, rate, done, planned, _shown(done, planned))
        if outcome is not None:
            yield outcome
        elif rate.value or amount(done):
            message = (
                f"说明中“{rate.item}”的{planned.measure}为 0，决算为 {printed_of(done)}，"
                f"不能得出完成预算的 {rate.printed}"
            )
            facts = (rate.number, done.number, planned.number)
            yield Outcome(DONE_RULE, "failed", "warning", message, facts)
