"""Words that compare two amounts: 大于, 小于, 持平, 增加, 减少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact, Place
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.changes import difference
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.rates import budgets_meant
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import Stretch, View
from corpus.reconcile.vocabulary import matches

COMPARED_RULE, CHANGED_RULE = "compared-words", "change-amount"
NEARLY = Decimal("0.02")
"""What may still be called 持平."""
_SENTENCE = re.compile(r"[。；;\n]")
BASES = ("年初预算", "全年预算", "调整预算")


def compared(view: View) -> Iterator[Outcome]:
    """ "决算数小于预算数" beside the budget and the outturn that stand before it."""
    for stretch in view.stretches:
        for words, sign in (("above", 1), ("below", -1), ("level", 0)):
            for match in text_pattern(words).finditer(stretch.text):
                places = stretch.places(*match.span())
                told = [
                    _outcome(budget, done, sign, match[0], places)
                    for budget, done in _pairs(stretch, match)
                ]
                told = told or list(_by_rate(stretch, match, sign, places))
                yield from sorted(told, key=lambda outcome: outcome.status == "failed")[:1]


def _by_rate(
    stretch: Stretch, match: re.Match[str], sign: int, places: tuple[Place, ...]
) -> Iterator[Outcome]:
    """ "完成预算 83.04%，决算数小于预算数": the rate says which is more, where no budget is told."""
    last = next(stretch.before(match.start()), None)
    if last is None or last.measure not in ("完成率", "执行率") or last.value is None:
        return
    start = next(at for at, fact in stretch.facts if fact is last)
    if _SENTENCE.search(stretch.text, start, match.start()) or "预算" not in (last.base or ""):
        return
    off = last.value - 100
    if abs(off) <= NEARLY * 100 if sign == 0 else off * sign > 0 or not last.value:
        yield Outcome(COMPARED_RULE, "passed", facts=(last.number,))
        return
    message = f"说明中“{last.item}”写“{match[0]}”，而{last.measure}为 {last.printed}"
    yield Outcome(
        COMPARED_RULE,
        "failed",
        message=message,
        facts=(last.number,),
        places=places,
        quote=match[0],
    )


def _pairs(stretch: Stretch, match: re.Match[str]) -> Iterator[tuple[Fact, Fact]]:
    """(budget, outturn) of the thing last spoken of, both printed since it was named."""
    before = [f for f in stretch.before(match.start()) if is_money(f) and f.value is not None]
    last = next((f for f in before if matches("budget", f.measure)), None)
    done = next(
        (f for f in before if last and f.row == last.row and matches("outturn", f.measure)), None
    )
    if last is None or done is None:
        return
    if done.number < last.number and not _together(stretch, done, last):
        return
    budgets = (f for f in before if f.row == last.row and matches("budget", f.measure))
    said = next((base for base in BASES if base in match[0]), "预算")
    yield from ((budget, done) for budget in budgets_meant(budgets, said))


def _together(stretch: Stretch, first: Fact, second: Fact) -> bool:
    """Whether two figures stand in one sentence."""
    starts = {fact.number: at for at, fact in stretch.facts}
    return not _SENTENCE.search(stretch.text, starts[first.number], starts[second.number])


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
            if change.measure != "增减额" or change.base not in (*BASES, "预算"):
                continue
            before = [f for f in stretch.before(start) if f.row == change.row and is_money(f)]
            budgets = budgets_meant(
                (f for f in before if matches("budget", f.measure)), change.base
            )
            done = next((f for f in before if matches("outturn", f.measure)), None)
            if done and change.value is not None and change.direction:
                told = [difference(view, CHANGED_RULE, change, budget, done) for budget in budgets]
                yield from sorted(told, key=lambda outcome: outcome.status == "failed")[:1]
