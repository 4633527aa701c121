"""Performance forms: rates, and what the scores add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money, plain
from corpus.reconcile.form_weights import FULL, is_whole
from corpus.reconcile.forms import form_of, forms, grand_score, same_row, scores_of
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import exact, printed_of, rate_outcome, sum_outcome
from corpus.reconcile.view import View, words

RATE_RULE, SCORE_RULE, EARNED_RULE = "form-rate", "form-score", "form-budget-score"


def form_rates(view: View) -> Iterator[Outcome]:
    """执行率 = 执行数 ÷ 预算数, row by row."""
    for facts in forms(view).values():
        for rate in facts:
            if rate.measure == "执行率" and rate.value is not None:
                row = [fact for fact in facts if same_row(fact, rate) and is_money(fact)]
                done = next((fact for fact in row if fact.measure == "执行数"), None)
                if done is not None:
                    yield from _rate(view, rate, done, _budgets(row))


def _budgets(row: list[Fact]) -> list[Fact]:
    """The budgets of a row, the one that its rate is of first: the year's, where both stand there."""
    budgets = [fact for fact in row if fact.measure.endswith("预算数") and fact.value is not None]
    return sorted(budgets, key=lambda fact: fact.measure == "年初预算数")


def _rate(view: View, rate: Fact, done: Fact, budgets: list[Fact]) -> Iterator[Outcome]:
    """Of whichever budget it holds; where it holds of none, of the first."""
    outcomes = [
        outcome
        for planned in budgets
        for wording in [f" {printed_of(done)} ÷ {printed_of(planned)} "]
        if (outcome := rate_outcome(view, RATE_RULE, rate, done, planned, wording))
    ]
    yield from sorted(outcomes, key=lambda outcome: outcome.status == "failed")[:1]


def form_scores(view: View) -> Iterator[Outcome]:
    """The score above a form is the sum of what stands in it."""
    for facts in forms(view).values():
        total = grand_score(facts)
        scores = scores_of(facts)
        if total is not None and scores and not is_whole(facts):
            reason = f"{form_of(total)}的分值之和不是 {FULL} 分，可能有部分未读出，未核对总分"
            yield Outcome(SCORE_RULE, "skipped", message=reason)
        elif total is not None and scores:
            parts = [(1, fact) for fact in scores]
            outcome = sum_outcome(view, SCORE_RULE, total, parts, "各指标得分之和")
            if outcome is not None:
                yield exact(outcome)


_TIMES_RATE = re.compile(r"(\d+(?:\.\d+)?)分?[*×xX]执行率")


def budget_scores(view: View) -> Iterator[Outcome]:
    """ "得分(20分*执行率)": the head prints how the score is made."""
    for facts in forms(view).values():
        for score in facts:
            match = _TIMES_RATE.search(words("".join(score.column)))
            rate = next((f for f in facts if same_row(f, score) and f.measure == "执行率"), None)
            if match and rate and rate.value is not None and score.value is not None:
                yield _earned(score, rate, Decimal(match[1]))


def _earned(score: Fact, rate: Fact, weight: Decimal) -> Outcome:
    wanted = (weight * min(amount(rate), Decimal(100)) / 100).quantize(Decimal("0.01"))
    facts = (score.number, rate.number)
    if abs(amount(score) - wanted) <= Decimal("0.1"):
        return Outcome(EARNED_RULE, "passed", facts=facts)
    message = (
        f"{form_of(score)}预算执行得分印为 {printed_of(score)}，"
        f"按表头公式 {plain(weight)} 分×{rate.printed} 应为 {plain(wanted)} 分"
    )
    return Outcome(EARNED_RULE, "failed", "error", message, facts, wanted, score.value, "分")
