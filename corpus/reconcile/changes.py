"""Changes that the explanation tells: their rates, what they leave of the year before, their sums."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of, rate_of, slack_of
from corpus.reconcile.rates import amounts_of, rates_of
from corpus.reconcile.view import Stretch, View
from corpus.reconcile.vocabulary import matches

CHANGE_RULE, MORE_RULE = "change-rate", "change-above-amount"


def present_measure(view: View) -> str:
    """The pattern of what this year's amounts are: of a budget, its first budget too."""
    return "present" if view.report.identity.kind.endswith("决算") else "planned"


def changes(view: View) -> Iterator[Outcome]:
    """ "减少 25.00 万元，下降 20.0%": of the amount before the change, and the same way."""
    for stretch, start, rate in rates_of(view, "增减率"):
        change = next(
            (f for f in stretch.before(start) if f.row == rate.row and f.measure == "增减额"), None
        )
        if change is None or change.value is None or change.base != rate.base:
            yield from _from_past(view, stretch, start, rate)
            continue
        if rate.direction * change.direction < 0 and rate.value and change.value:
            yield _opposed(rate, change)
            continue
        present = next(amounts_of(stretch, start, rate, present_measure(view)), None)
        if present is not None and (rate.value or change.value):
            yield _change(view, rate, change, present)


def _from_past(view: View, stretch: Stretch, start: int, rate: Fact) -> Iterator[Outcome]:
    """ "2023年执行数为 60.13 万元，2024年预算 25.77 万元，减少 57.14%": both amounts are printed."""
    if not rate.direction or not (rate.base or "").startswith("上年") or rate.year is None:
        return
    present = next(amounts_of(stretch, start, rate, present_measure(view)), None)
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


# ---------------------------------------------------------------- what a change leaves
def changes_above(view: View) -> Iterator[Outcome]:
    """ "6.15 万元，增加 6.25 万元": there was less than nothing before."""
    for stretch in view.stretches:
        for start, change in stretch.facts:
            if change.measure != "增减额" or change.direction <= 0 or not change.value:
                continue
            present = next(amounts_of(stretch, start, change, present_measure(view)), None)
            if present is None or amount(present) < 0 or not is_money(change):
                continue
            facts = (change.number, present.number)
            if amount(change) <= amount(present) + view.step(change) + view.step(present):
                yield Outcome(MORE_RULE, "passed", facts=facts)
                continue
            message = (
                f"说明中“{change.item}”为 {printed_of(present)}，却写比{change.base or '原来'}"
                f"增加 {printed_of(change)}，增加额大于现有金额"
            )
            yield Outcome(MORE_RULE, "failed", "warning", message, facts)
