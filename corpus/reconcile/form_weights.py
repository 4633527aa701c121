"""Performance forms: what each indicator can earn, and what the whole form gives out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import plain
from corpus.reconcile.forms import form_of, forms, is_grand, same_row, scores_of
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import exact, printed_of, sum_outcome
from corpus.reconcile.view import View

CAP_RULE, WEIGHT_RULE = "score-above-weight", "form-weights"
FULL = 100
"""Points that a form gives out."""
USUAL_FOR_SPENDING = (10, 20)
"""Points that forms give for spending the budget, beside their indicators."""


def is_whole(facts: list[Fact]) -> bool:
    """Whether the weights that stand in the form, outermost ones only, make up all of it."""
    outer = _outer(facts)
    total = sum((w.value or Decimal(0) for w in outer), Decimal(0))
    return not outer or FULL in (total, total + _for_spending(facts))


def _outer(facts: list[Fact]) -> list[Fact]:
    """The weights that stand under no other weight."""
    weights = [*_weights(facts).values(), *_row_weights(facts)]
    paths = {fact.row for fact in weights}
    return [w for w in weights if not any(w.row[:n] in paths for n in range(1, len(w.row)))]


def _for_spending(facts: list[Fact]) -> Decimal:
    """The points for spending the budget, where they stand beside the rate and not as a weight.

    The score is their share by the rate: 9.91 points of 99.08 % are of 10.
    """
    for score in facts:
        rate = next((f for f in facts if same_row(f, score) and f.measure == "执行率"), None)
        if score.measure == "得分" and score.value and rate is not None and rate.value:
            return (score.value * 100 / min(rate.value, Decimal(100))).quantize(Decimal(1))
    return Decimal(0)


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
        if not is_grand(fact)
    ]


def caps(view: View) -> Iterator[Outcome]:
    """No score above the weight of its indicator, nor the scores of a group above the group's."""
    for facts in forms(view).values():
        scores = scores_of(facts)
        for path, weight in _weights(facts).items():
            under = [fact for fact in scores if fact.row[: len(path)] == path]
            if under:
                yield _cap(weight, under)
        for weight in _row_weights(facts):
            score = next((fact for fact in scores if same_row(fact, weight)), None)
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
        f"{form_of(weight)}“{weight.item}”分值为 {plain(limit)} 分，"
        f"其下“{names}”得分合计 {plain(earned)} 分，超过分值"
    )
    return Outcome(CAP_RULE, "failed", "error", message, facts, limit, earned, "分")


def form_weights(view: View) -> Iterator[Outcome]:
    """Weights of the groups under a group add up to its own."""
    for facts in forms(view).values():
        grand = _grand_weight(view, facts)
        yield from [grand] if grand is not None else []
        weights = _weights(facts)
        paths = {fact.row[:length] for fact in facts for length in range(1, len(fact.row) + 1)}
        for path, weight in weights.items():
            children = {each for each in paths if each[:-1] == path}
            parts = [weights[child] for child in sorted(children) if child in weights]
            # Sums are said only where every group under it prints its weight.
            if len(children) > 1 and len(parts) == len(children):
                summed = [(1, part) for part in parts]
                outcome = sum_outcome(view, WEIGHT_RULE, weight, summed, "下级分值之和")
                if outcome is not None:
                    yield exact(outcome)
            elif parts:
                yield _at_most(weight, parts, weight.value or Decimal(0), f"“{weight.item}”的分值")
        outer = _outer(facts)
        if grand is None and len(outer) > 1:
            yield _at_most(outer[0], outer, Decimal(FULL), "满分")


def _at_most(fact: Fact, parts: list[Fact], limit: Decimal, of: str) -> Outcome:
    """Weights of which not all may have been read are no more than what they are of."""
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    facts = tuple(dict.fromkeys((fact.number, *(part.number for part in parts))))
    if total <= limit:
        return Outcome(WEIGHT_RULE, "passed", facts=facts)
    names = "、".join(f"{part.item}{printed_of(part)}" for part in parts)
    message = (
        f"{form_of(fact)}{of}为 {plain(limit)} 分，其下（{names}）合计 {plain(total)} 分，超过"
    )
    return Outcome(WEIGHT_RULE, "failed", "error", message, facts, limit, total, "分")


def _grand_weight(view: View, facts: list[Fact]) -> Outcome | None:
    """The last row's weight is the sum of all indicators', and of what else prints one."""
    rows, labels = _row_weights(facts), _weights(facts)
    total = next((f for f in facts if f.measure == "分值" and f.row and is_grand(f)), None)
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
    if outcome is None or outcome.status == "passed":
        return outcome
    spending = _for_spending(facts)
    if (outcome.expected or 0) + spending == total.value:
        detail = f"各指标分值与预算执行 {plain(spending)} 分"
        return replace(outcome, status="passed", detail=detail, balance=None)
    if not spending and total.value - (outcome.expected or 0) in USUAL_FOR_SPENDING:
        reason = f"{form_of(total)}各指标分值之和为 {plain(outcome.expected or Decimal(0))} 分，其余可能为预算执行的分值，未核对"
        return replace(outcome, status="skipped", message=reason)
    return exact(outcome)
