"""Outcomes of the three kinds of relation: a sum, two prints of one amount, a percentage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import HALF, amount, in_unit, judge, plain, quantum, scale
from corpus.reconcile.model import Balance, Outcome, Severity, Status
from corpus.reconcile.view import View

Signed = tuple[int, Fact]


def name_of(view: View, fact: Fact) -> str:
    """What a figure is, for people: its table or section, its row, its column."""
    if fact.table is None:
        return f"说明中“{fact.item}”的{fact.measure}"
    table = view.tables[fact.table]
    title = table.title or f"表{table.number}"
    # A column that is the only one says nothing more than the row.
    parts = [fact.item, *([fact.column[-1]] if fact.column and fact.row else [])]
    return f"《{title}》“{'·'.join(dict.fromkeys(parts))}”"


def printed_of(fact: Fact) -> str:
    """A figure with its unit, or 空."""
    if fact.value is None:
        return "空"
    return fact.printed if fact.unit and fact.unit in fact.printed else _with_unit(fact)


def _with_unit(fact: Fact) -> str:
    return f"{plain(fact.value or Decimal(0))} {fact.unit or ''}".strip()


def sum_outcome(
    view: View, rule: str, total: Fact, parts: Sequence[Signed], how: str = "各项之和"
) -> Outcome | None:
    """``total = Σ sign × part``; None where nothing is printed that could be checked."""
    expected = sum((sign * amount(part) for sign, part in parts), Decimal(0))
    if not any(amount(fact) for fact in (total, *(part for _, part in parts))):
        return None
    difference = amount(total) - expected
    shown = [part for _, part in parts if part.value]
    tolerance = sum((view.step(fact) * HALF for fact in (total, *shown)), Decimal(0))
    status = judge(difference, tolerance)
    facts = tuple(dict.fromkeys(fact.number for fact in (total, *shown)))
    wanted = in_unit(expected, total.unit, total.value)
    outcome = Outcome(
        rule,
        status,
        facts=facts,
        expected=wanted,
        printed=total.value,
        unit=total.unit,
        detail=f"{how} {plain(wanted)} {total.unit or ''}".strip(),
        balance=Balance(
            ((1, total.number), *((-sign, part.number) for sign, part in parts)),
            difference,
            tolerance,
        ),
    )
    if total.value is None and status != "passed":
        message = f"{name_of(view, total)}为空，{how}为 {plain(wanted)} {total.unit or ''}"
        return replace(outcome, status="failed", severity="warning", message=message)
    return _said(outcome, f"{name_of(view, total)}印为 {printed_of(total)}，{how}为")


def exact(outcome: Outcome) -> Outcome:
    """Points and counts are not rounded amounts: they add up or they do not."""
    if outcome.status != "rounding":
        return outcome
    return replace(outcome, status="failed", severity="error")


def doubted(outcome: Outcome) -> Outcome:
    """The outcome as a warning: what it rests on is likely, not sure."""
    if outcome.status != "failed" or outcome.severity != "error":
        return outcome
    return replace(outcome, severity="warning")


def same_outcome(
    view: View, rule: str, fact: Fact, other: Fact, severity: Severity = "error"
) -> Outcome:
    """Two prints of one amount; one that is the other in rounder figures agrees with it."""
    difference = amount(fact) - amount(other)
    steps = view.step(fact), view.step(other)
    status = judge(difference, sum(steps, Decimal(0)) * HALF)
    if status == "rounding" and steps[0] != steps[1] and abs(difference) <= max(steps) * HALF:
        status = "passed"
    if status == "failed" and abs(difference) <= slack_of(view, fact, other):
        status = "rounding"  # one of them may have been printed in rounder figures
    wanted = in_unit(amount(other), fact.unit, fact.value)
    detail = f"{name_of(view, other)} {printed_of(other)}"
    outcome = Outcome(
        rule,
        status,
        severity,
        facts=(fact.number, other.number),
        expected=wanted,
        printed=fact.value,
        unit=fact.unit,
        detail=detail,
        opposite=f"{name_of(view, fact)} {printed_of(fact)}",
        balance=Balance(
            ((1, fact.number), (-1, other.number)), difference, sum(steps, Decimal(0)) * HALF
        ),
    )
    lead = f"{name_of(view, fact)}为 {printed_of(fact)}，{name_of(view, other)}为"
    return _said(outcome, lead, _slip(fact, other))


def _slip(fact: Fact, other: Fact) -> str:
    """A remark where one amount is the other in another unit."""
    left, right = amount(fact), amount(other)
    if not left or not right:
        return ""
    ratio = max(abs(left), abs(right)) / min(abs(left), abs(right))
    return "，疑为万元与元混用" if abs(ratio - 10000) < 1 else ""


def _said(outcome: Outcome, lead: str, remark: str = "") -> Outcome:
    if outcome.status not in ("failed", "rounding"):
        return outcome
    expected, unit = outcome.expected or Decimal(0), outcome.unit or ""
    gap = abs((outcome.printed or Decimal(0)) - expected)
    message = f"{lead} {plain(expected)} {unit}，相差 {plain(gap)} {unit}{remark}"
    severity: Severity = "rounding" if outcome.status == "rounding" else outcome.severity
    return replace(outcome, message=message, severity=severity)


def rate_status(printed: Decimal, part: Decimal, whole: Decimal, slack: Decimal) -> Status:
    """How a printed percentage stands to part/whole; ``slack`` is the operands' half steps.

    Right when it is the exact one in its own precision; rounding when it was cut off, or moved
    by one in the last place, or within what the operands' own rounding explains.
    """
    step = quantum(printed)
    exact = part / whole * 100
    off = abs(printed - exact)
    if off <= step * HALF:
        return "passed"
    leeway = slack / abs(whole) * (100 + abs(exact))
    return "rounding" if off <= step + leeway else "failed"


def rate_outcome(
    view: View, rule: str, rate: Fact, part: Fact, whole: Fact, wording: str
) -> Outcome | None:
    """``rate`` % = part / whole; None where there is nothing to divide by."""
    if rate.value is None or not amount(whole):
        return None
    slack = slack_of(view, part, whole)
    return rate_of(view, rule, rate, (amount(part), amount(whole), slack), (part, whole), wording)


def slack_of(view: View, *facts: Fact) -> Decimal:
    """Half a step of the roughest: whether 28.1 was cut to one decimal cannot be told."""
    steps = (quantum(f.value) * scale(f.unit) if f.value else view.step(f) for f in facts)
    return max(steps) * HALF


def rate_of(
    view: View,
    rule: str,
    rate: Fact,
    terms: tuple[Decimal, Decimal, Decimal],
    rests_on: Iterable[Fact],
    wording: str,
) -> Outcome:
    """The outcome for a percentage of computed ``terms`` (part, whole, slack)."""
    part, whole, slack = terms
    value = rate.value or Decimal(0)
    status = rate_status(value, part, whole, slack)
    expected = (part / whole * 100).quantize(quantum(value))
    outcome = Outcome(
        rule,
        status,
        facts=(rate.number, *(fact.number for fact in rests_on)),
        expected=expected,
        printed=value,
        unit="%",
        detail=f"按{wording}计算为 {plain(expected)}%",
    )
    return _said(outcome, f"{name_of(view, rate)}印为 {printed_of(rate)}，按{wording}计算为")


def steady(outcomes: Iterable[Outcome | None], rule: str, where: str) -> list[Outcome]:
    """The outcomes of one rule in one table, unless the table was plainly not read as it is meant.

    Where most relations of a kind fail, the reading is wrong, not the report.
    """
    found = [outcome for outcome in outcomes if outcome is not None]
    counts = Counter(outcome.status for outcome in found)
    if counts["failed"] >= 4 and counts["failed"] > counts["passed"] + counts["rounding"]:
        reason = f"{where}：多数关系不成立，该表的版式可能与此规则不同，未作核对"
        return [Outcome(rule, "skipped", message=reason)]
    return found
