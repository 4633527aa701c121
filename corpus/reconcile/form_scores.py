"""Performance forms: rates, scores and weights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money, plain
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of, rate_outcome, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches
from corpus.tables.words import word

RATE_RULE, SCORE_RULE, CAP_RULE, WEIGHT_RULE, EARNED_RULE = (
    "form-rate", "form-score", "score-above-weight", "form-weights", "form-budget-score",
)  # fmt: skip
Form = tuple[str, str]
FULL = 100
"""Points that a form gives out."""


def forms(view: View) -> dict[Form, list[Fact]]:
    """The facts of each form; the tables that one form was cut into are one."""
    found: dict[Form, list[Fact]] = defaultdict(list)
    numbers = {table.number: (table.title, table.subject or "") for table in view.forms}
    seen: set[tuple[Form, tuple[str, ...], str, Decimal | None]] = set()
    for fact in view.report.facts:
        form = numbers.get(fact.table or 0)
        if form is None:
            continue
        # The head of a form is printed again over its next piece.
        key = form, (fact.item, *fact.row, *fact.column), fact.measure, fact.value
        if key not in seen:
            seen.add(key)
            found[form].append(fact)
    return found


def form_rates(view: View) -> Iterator[Outcome]:
    """执行率 = 执行数 ÷ 预算数, row by row."""
    for facts in forms(view).values():
        for rate in facts:
            if rate.measure == "执行率" and rate.value is not None:
                row = [fact for fact in facts if _same_row(fact, rate) and is_money(fact)]
                done = next((fact for fact in row if fact.measure == "执行数"), None)
                planned = next((fact for fact in row if fact.measure.endswith("预算数")), None)
                if done and planned:
                    wording = f" {printed_of(done)} ÷ {printed_of(planned)} "
                    outcome = rate_outcome(view, RATE_RULE, rate, done, planned, wording)
                    if outcome is not None:
                        yield outcome


def _same_row(fact: Fact, other: Fact) -> bool:
    return (fact.table, fact.row_index) == (other.table, other.row_index)


def _scores(facts: list[Fact]) -> list[Fact]:
    """What each indicator earned, the execution of the budget counted once."""
    scores = [
        fact for fact in facts if fact.measure == "得分" and fact.row and fact.value is not None
    ]
    scores = [
        fact
        for fact in scores
        if not matches("partial", words(fact.row[-1])) and not _is_grand(fact)
    ]
    totals = {fact.row[:-1] for fact in scores if is_total(fact)}
    return [fact for fact in scores if fact.row[:-1] not in totals or is_total(fact)]


def is_total(fact: Fact) -> bool:
    """Whether its row is the form's of all money, not of a part of it."""
    return word("forms", "total").search(words(fact.row[-1])) is not None


def _is_grand(fact: Fact) -> bool:
    """Whether its row is the last one, of the whole form."""
    return len(fact.row) == 1 and matches("grand_score", words(fact.row[0]))


def grand_score(facts: list[Fact]) -> Fact | None:
    """The score of a whole form: printed above it, or in its last row."""
    scores = [fact for fact in facts if fact.measure == "得分" and fact.value is not None]
    above = [fact for fact in scores if not fact.row]
    return next(iter([*above, *filter(_is_grand, scores)]), None)


def form_scores(view: View) -> Iterator[Outcome]:
    """The score above a form is the sum of what stands in it."""
    for facts in forms(view).values():
        total = grand_score(facts)
        scores = _scores(facts)
        if total is not None and scores and not _whole(facts):
            reason = f"{_form_of(total)}的分值之和不是 {FULL} 分，可能有部分未读出，未核对总分"
            yield Outcome(SCORE_RULE, "skipped", message=reason)
        elif total is not None and scores:
            parts = [(1, fact) for fact in scores]
            outcome = sum_outcome(view, SCORE_RULE, total, parts, "各指标得分之和")
            if outcome is not None:
                yield _exact(outcome)


def _whole(facts: list[Fact]) -> bool:
    """Whether the weights that stand in the form, outermost ones only, make up all of it."""
    weights = [*_weights(facts).values(), *_row_weights(facts)]
    paths = {fact.row for fact in weights}
    outer = [w for w in weights if not any(w.row[:n] in paths for n in range(1, len(w.row)))]
    return not weights or sum((w.value or Decimal(0) for w in outer), Decimal(0)) == FULL


def _exact(outcome: Outcome) -> Outcome:
    """Points are not rounded amounts: they add up or they do not."""
    if outcome.status != "rounding":
        return outcome
    return replace(outcome, status="failed", severity="error")


def _weights(facts: list[Fact]) -> dict[tuple[str, ...], Fact]:
    """Label path to the weight that the innermost label prints."""
    return {
        fact.row: fact
        for fact in facts
        if fact.measure == "分值" and fact.row and fact.value is not None and not fact.column
    }


def _row_weights(facts: list[Fact]) -> list[Fact]:
    """The weights that stand in a column of their own, indicator by indicator."""
    return [
        fact
        for fact in facts
        if fact.measure == "分值" and fact.row and fact.column and fact.value is not None
        if not _is_grand(fact)
    ]


def caps(view: View) -> Iterator[Outcome]:
    """No score above the weight of its indicator, nor the scores of a group above the group's."""
    for facts in forms(view).values():
        scores = _scores(facts)
        for path, weight in _weights(facts).items():
            under = [fact for fact in scores if fact.row[: len(path)] == path]
            if under:
                yield _cap(weight, under)
        for weight in _row_weights(facts):
            score = next((fact for fact in scores if _same_row(fact, weight)), None)
            if score is not None:
                yield _cap(weight, [score])


def _cap(weight: Fact, scores: list[Fact]) -> Outcome:
    earned = sum((fact.value or Decimal(0) for fact in scores), Decimal(0))
    limit = weight.value or Decimal(0)
    facts = (*(fact.number for fact in scores), weight.number)
    if earned <= limit:
        return Outcome(CAP_RULE, "passed", facts=facts)
    names = "、".join(fact.item for fact in scores)
    message = (
        f"{_form_of(weight)}“{weight.item}”分值为 {plain(limit)} 分，"
        f"其下“{names}”得分合计 {plain(earned)} 分，超过分值"
    )
    return Outcome(CAP_RULE, "failed", "error", message, facts, limit, earned, "分")


def _form_of(fact: Fact) -> str:
    return f"“{fact.subject}”评价表" if fact.subject else "评价表"


def form_weights(view: View) -> Iterator[Outcome]:
    """Weights of the groups under a group add up to its own."""
    for facts in forms(view).values():
        if (grand := _grand_weight(view, facts)) is not None:
            yield grand
        weights = _weights(facts)
        paths = {fact.row[:length] for fact in facts for length in range(1, len(fact.row) + 1)}
        for path, weight in weights.items():
            children = {each for each in paths if each[:-1] == path}
            # Sums are said only where every group under it prints its weight.
            if len(children) > 1 and all(child in weights for child in children):
                parts = [(1, weights[child]) for child in sorted(children)]
                outcome = sum_outcome(view, WEIGHT_RULE, weight, parts, "下级分值之和")
                if outcome is not None:
                    yield _exact(outcome)


def _grand_weight(view: View, facts: list[Fact]) -> Outcome | None:
    """The last row's weight is the sum of all indicators', and of what else prints one."""
    rows, labels = _row_weights(facts), _weights(facts)
    total = next((f for f in facts if f.measure == "分值" and f.row and _is_grand(f)), None)
    if total is None or total.value is None or not rows:
        return None
    weighed = [*(fact.row for fact in rows), *labels]
    alone = [
        fact
        for path, fact in labels.items()
        if not any(other != path and other[: len(path)] == path for other in weighed)
    ]
    parts = [(1, fact) for fact in (*rows, *alone) if fact is not total]
    outcome = sum_outcome(view, WEIGHT_RULE, total, parts, "各指标分值之和")
    return None if outcome is None else _exact(outcome)


_TIMES_RATE = re.compile(r"(\d+(?:\.\d+)?)分?[*×xX]执行率")


def budget_scores(view: View) -> Iterator[Outcome]:
    """ "得分(20分*执行率)": the head prints how the score is made."""
    for facts in forms(view).values():
        for score in facts:
            match = _TIMES_RATE.search(words("".join(score.column)))
            rate = next((f for f in facts if _same_row(f, score) and f.measure == "执行率"), None)
            if match and rate and rate.value is not None and score.value is not None:
                yield _earned(score, rate, Decimal(match[1]))


def _earned(score: Fact, rate: Fact, weight: Decimal) -> Outcome:
    wanted = (weight * min(amount(rate), Decimal(100)) / 100).quantize(Decimal("0.01"))
    facts = (score.number, rate.number)
    if abs(amount(score) - wanted) <= Decimal("0.1"):
        return Outcome(EARNED_RULE, "passed", facts=facts)
    message = (
        f"{_form_of(score)}预算执行得分印为 {printed_of(score)}，"
        f"按表头公式 {plain(weight)} 分×{rate.printed} 应为 {plain(wanted)} 分"
    )
    return Outcome(EARNED_RULE, "failed", "error", message, facts, wanted, score.value, "分")
