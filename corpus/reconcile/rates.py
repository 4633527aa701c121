"""Percentages of the explanation, computed again from the amounts that they are said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, in_unit, is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import says
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import doubted, printed_of, rate_of, rate_outcome, slack_of
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import matches

SHARE_RULE, DONE_RULE = "share", "completion-rate"
FEWEST, ALMOST_ALL = 2, Decimal("0.1")
"""So many shares, so near 100 % together, are all that there are of a whole."""
SHORT = 4
"""Characters that are too few to know a name by its end."""


def rates_of(view: View, measure: str) -> Iterator[tuple[Stretch, int, Fact]]:
    for stretch in view.stretches:
        for start, fact in stretch.facts:
            if fact.measure == measure and fact.unit == "%" and fact.value is not None:
                yield stretch, start, fact


def amounts_of(stretch: Stretch, start: int, like: Fact, measure: str) -> Iterator[Fact]:
    """The amounts of the same thing before a position, the nearest first."""
    for fact in stretch.before(start):
        printed = is_money(fact) and fact.value is not None and fact.year == like.year
        if printed and fact.row == like.row and matches(measure, fact.measure):
            yield fact


# ---------------------------------------------------------------- shares
def shares(view: View) -> Iterator[Outcome]:
    """ "占 69.4%": the amount before it, of the whole that is named."""
    for stretch, start, rate in rates_of(view, "占比"):
        part = next(amounts_of(stretch, start, rate, "figure"), None)
        if part is None or _cumulated(stretch, start, rate):
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


def _cumulated(stretch: Stretch, start: int, rate: Fact) -> bool:
    """Whether it is a second share of the thing, of what no words name: of all so far, perhaps."""
    last = next(stretch.before(start), None)
    return last is not None and (last.row, last.measure, last.base) == (
        rate.row,
        rate.measure,
        rate.base,
    )


def _of_all_parts(view: View, stretch: Stretch, rate: Fact, part: Fact) -> Outcome | None:
    """Where the whole is not printed, but the shares of it make up 100 %: of the parts' sum."""
    told: dict[tuple[str, ...], tuple[Fact, Fact]] = {}
    for start, fact in stretch.facts:
        if fact.measure == "占比" and fact.base == rate.base and fact.value is not None:
            own = next(amounts_of(stretch, start, fact, "figure"), None)
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
    """What may be the whole: the amount named, or what the part is listed under; a known total."""
    base = words(rate.base or "")
    before = [
        fact
        for fact in stretch.before(start)
        if is_money(fact) and fact.value is not None and fact.measure == part.measure
        if fact is not part
    ]
    named = next((fact for fact in before if _named(words(fact.item), base)), None)
    above = next((fact for fact in before if fact.row == rate.row[:-1]), None)
    yield from [fact for fact in (named, above) if fact is not None][:1]
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


# ---------------------------------------------------------------- completion
def completions(view: View) -> Iterator[Outcome]:
    """ "完成年初预算的 120.19%": outturn of budget; nothing can be completed of a budget of 0."""
    for stretch, start, rate in [*rates_of(view, "完成率"), *rates_of(view, "执行率")]:
        done = next(amounts_of(stretch, start, rate, "outturn"), None)
        if done is not None:
            budgets = budgets_meant(amounts_of(stretch, start, rate, "budget"), rate.base)
            told = [_completion(view, rate, done, planned) for planned in budgets]
            if not budgets:
                told = [_completion(view, rate, done, f) for f in _of_table(view, rate)]
            found = [outcome for outcome in told if outcome is not None]
            found = found if budgets else list(map(doubted, found))
            yield from sorted(found, key=lambda outcome: outcome.status == "failed")[:1]


def _of_table(view: View, rate: Fact) -> Iterator[Fact]:
    """The budget that a table prints for what is told: which of the budgets it is, is not said."""
    for spec, measure in quantities(view):
        if measure == "预算数" and any(says(view, rate, told) for told in spec["text"]):
            best, _ = reference(view, spec, measure)
            if best is not None and best.value:
                yield best


def budgets_meant(budgets: Iterable[Fact], base: str | None) -> list[Fact]:
    """The budgets that a sentence may be measured against, the nearest first.

    An item may be told with its first and its adjusted budget; "预算" alone does not say which.
    """
    nearest: dict[str, Fact] = {}
    for fact in budgets:
        nearest.setdefault(fact.measure, fact)
    named = nearest.get(f"{base}数")
    return [named] if named is not None and base != "预算" else list(nearest.values())


def _completion(view: View, rate: Fact, done: Fact, planned: Fact) -> Outcome | None:
    outcome = rate_outcome(view, DONE_RULE, rate, done, planned, _shown(done, planned))
    if outcome is not None or not (rate.value or amount(done)):
        return outcome
    message = (
        f"说明中“{rate.item}”的{planned.measure}为 0，决算为 {printed_of(done)}，"
        f"不能得出完成预算的 {rate.printed}"
    )
    facts = (rate.number, done.number, planned.number)
    return Outcome(DONE_RULE, "failed", "warning", message, facts)
