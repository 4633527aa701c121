"""Performance forms against the explanation, and against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.forms import forms, grand_score, is_total
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of, same_outcome
from corpus.reconcile.units import slipped
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches, pattern

TEXT_RULE, INDICATOR_RULE, SCORE_TOLD_RULE = (
    "narrative-vs-form", "indicator-conflict", "score-told",
)  # fmt: skip
FAR = 2
"""Amounts for one name that differ more than so many times are of different things."""


def forms_and_text(view: View) -> Iterator[Outcome]:
    """What the text gives for a project beside its form: budget and outturn."""
    told: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in view.narrative:
        if is_money(fact) and fact.value:
            kind = _kind(fact)
            if kind:
                told[_bare(fact.item), kind].append(fact)
    for (_, subject, _), facts in forms(view).items():
        for kind in ("outturn", "budget"):
            own = _total(facts, kind)
            if own is not None and own.value:
                mentions = _mentions(told, subject, kind)
                # One name may stand for two things: only what is near can be meant.
                near = [fact for fact in mentions if _near(fact, own)]
                for fact in near or (mentions if len(mentions) == 1 else []):
                    yield same_outcome(view, TEXT_RULE, fact, own)


def _kind(fact: Fact) -> str | None:
    return next((kind for kind in ("outturn", "budget") if matches(kind, fact.measure)), None)


def _bare(name: str) -> str:
    return pattern("project_word").sub("", words(name))


def _mentions(told: dict[tuple[str, str], list[Fact]], subject: str, kind: str) -> list[Fact]:
    return told.get((_bare(subject), kind), []) if subject else []


def _near(fact: Fact, own: Fact) -> bool:
    high, low = max(amount(fact), amount(own)), min(amount(fact), amount(own))
    return low > 0 and (high / low < FAR or slipped(fact, own))


def _total(facts: list[Fact], kind: str) -> Fact | None:
    """The form's own figure: its row 合计, else the only one."""
    found = [
        fact
        for fact in facts
        if fact.row
        and is_money(fact)
        and (fact.measure == "执行数") == (kind == "outturn")
        and (kind == "outturn" or fact.measure.endswith("预算数"))
    ]
    totals = [fact for fact in found if is_total(fact)]
    return totals[0] if totals else (found[0] if len(found) == 1 else None)


def scores_told(view: View) -> Iterator[Outcome]:
    """What the text says a project scored beside the score of its form."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in view.narrative:
        if fact.measure == "得分" and fact.value is not None:
            told[_bare(fact.item)].append(fact)
    for (_, subject, _), facts in forms(view).items():
        own = grand_score(facts)
        mentions = told.get(_bare(subject), []) if subject else []
        if own is not None and len(mentions) == 1:
            yield _scored(mentions[0], own)


def _scored(fact: Fact, own: Fact) -> Outcome:
    facts = (fact.number, own.number)
    if fact.value == own.value:
        return Outcome(SCORE_TOLD_RULE, "passed", facts=facts)
    message = f"说明中“{fact.item}”得分为 {printed_of(fact)}，其评价表的总分为 {printed_of(own)}"
    return Outcome(SCORE_TOLD_RULE, "failed", "error", message, facts, own.value, fact.value, "分")


def indicators(view: View) -> Iterator[Outcome]:
    """One indicator in two forms has one outcome."""
    found: dict[tuple[str, str | None], list[Fact]] = defaultdict(list)
    for facts in forms(view).values():
        for fact in facts:
            name = words(fact.item)
            common = pattern("common_indicator").search(name)
            if fact.measure == "完成值" and fact.value is not None and not common:
                found[name, fact.unit].append(fact)
    for facts in _joined(found):
        first = facts[0]
        for other in facts[1:]:
            if other.subject != first.subject:
                yield _compared(first, other)


def _joined(found: dict[tuple[str, str | None], list[Fact]]) -> Iterator[list[Fact]]:
    """By name; a figure without a unit may be of any."""
    names: dict[str, list[Fact]] = defaultdict(list)
    for (name, _), facts in found.items():
        names[name] += facts
    for facts in names.values():
        units = {fact.unit for fact in facts if fact.unit}
        if len(units) <= 1 or units.isdisjoint({"%"}):
            yield sorted(facts, key=lambda fact: fact.number)


def _compared(first: Fact, other: Fact) -> Outcome:
    numbers = (first.number, other.number)
    if first.value == other.value:
        return Outcome(INDICATOR_RULE, "passed", facts=numbers)
    name = words(first.item).replace('"', "")
    message = (
        f"同一指标“{name}”的实际完成值，“{first.subject}”评价表为 {printed_of(first)}，"
        f"“{other.subject}”评价表为 {printed_of(other)}"
    )
    return Outcome(INDICATOR_RULE, "failed", "warning", message, numbers, first.value, other.value)
