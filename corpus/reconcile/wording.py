"""Words that compare two amounts: 大于, 小于, 持平, 增加, 减少."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact, Place
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import Stretch, View
from corpus.reconcile.vocabulary import matches

COMPARED_RULE, CHANGED_RULE = "compared-words", "change-amount"
NEARLY = Decimal("0.02")
"""What may still be called 持平."""


def compared(view: View) -> Iterator[Outcome]:
    """ "决算数小于预算数" beside the budget and the outturn that stand before it."""
    for stretch in view.stretches:
        for words, sign in (("above", 1), ("below", -1), ("level", 0)):
            for match in text_pattern(words).finditer(stretch.text):
                pair = _pair(stretch, match.start())
                if pair is not None:
                    places = stretch.places(*match.span())
                    yield _outcome(*pair, sign, match[0], places)


def _pair(stretch: Stretch, position: int) -> tuple[Fact, Fact] | None:
    """(budget, outturn) of the thing last spoken of, both printed since it was named."""
    budget = next(
        (f for f in stretch.before(position) if is_money(f) and matches("budget", f.measure)), None
    )
    if budget is None or budget.value is None:
        return None
    for fact in stretch.before(position):
        if fact.row == budget.row and is_money(fact) and matches("outturn", fact.measure):
            return (budget, fact) if fact.number > budget.number else None
    return None


def _outcome(budget: Fact, done: Fact, sign: int, said: str, places: tuple[Place, ...]) -> Outcome:
    gap = amount(done) - amount(budget)
    facts = (done.number, budget.number)
    right = abs(gap) <= NEARLY * amount(budget) if sign == 0 else gap * sign > 0
    if right:
        return Outcome(COMPARED_RULE, "passed", facts=facts, detail=f"与“{said}”相符")
    message = (
        f"说明中“{done.item}”写“{said}”，而{budget.measure}为 {printed_of(budget)}，"
        f"{done.measure}为 {printed_of(done)}"
    )
    return Outcome(COMPARED_RULE, "failed", message=message, facts=facts, places=places, quote=said)


def changed_amounts(view: View) -> Iterator[Outcome]:
    """ "比年初预算减少 2.50 万元" where both amounts are printed."""
    for stretch in view.stretches:
        for start, change in stretch.facts:
            if change.measure != "增减额" or change.base not in ("年初预算", "全年预算", "预算"):
                continue
            before = [f for f in stretch.before(start) if f.row == change.row and is_money(f)]
            budget = next((f for f in before if matches("budget", f.measure)), None)
            done = next((f for f in before if matches("outturn", f.measure)), None)
            if budget and done and change.value is not None and change.direction:
                yield _changed(change, budget, done)


def _changed(change: Fact, budget: Fact, done: Fact) -> Outcome:
    gap = amount(done) - amount(budget)
    facts = (change.number, done.number, budget.number)
    told = amount(change) * change.direction
    if gap == told:
        return Outcome(CHANGED_RULE, "passed", facts=facts)
    message = (
        f"说明中“{change.item}”比预算变动 {change.printed}，"
        f"按 {printed_of(done)} 与 {printed_of(budget)} 计算应为 {abs(gap) / 10000} 万元"
    )
    status = "rounding" if abs(gap - told) <= 100 else "failed"
    severity = "rounding" if status == "rounding" else "error"
    return Outcome(CHANGED_RULE, status, severity, message, facts)  # type: ignore[arg-type]
