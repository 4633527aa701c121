"""Reconcile one report: run every rule, and sort what it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.model import Report
from corpus.reconcile import last_year
from corpus.reconcile.culprits import named_once
from corpus.reconcile.model import (
    Audit,
    Check,
    CheckStatus,
    Finding,
    Outcome,
    Skipped,
    Status,
    Summary,
)
from corpus.reconcile.registry import AuditRule, rules
from corpus.reconcile.sequels import without_sequels
from corpus.reconcile.view import View

GRAVITY = ("error", "warning", "rounding", "info")
STATES: dict[Status, CheckStatus] = {
    "passed": "agrees",
    "rounding": "rounding",
    "failed": "differs",
}


def reconcile(report: Report) -> Audit:
    """Every relation of the report that the rules know, evaluated exactly."""
    view = View(report)
    titles = {rule.name: rule.title for rule in rules()}
    related = [each for rule in rules() for each in _run(rule, view)]
    outcomes = without_sequels(view, named_once(view, related, titles))
    skipped = dict.fromkeys(
        Skipped(outcome.rule, outcome.message)
        for outcome in outcomes
        if outcome.status == "skipped"
    )
    return Audit(
        summarize(outcomes),
        _findings(view, outcomes),
        # A figure is told of everything it disagrees with, whichever of the two is wrong.
        _checks(without_sequels(view, related)),
        tuple(skipped),
        tuple(last_year.standings(view)),
        tuple(last_year.claims(view)),
    )


def _run(rule: AuditRule, view: View) -> list[Outcome]:
    """The rule's outcomes; a figure beyond all arithmetic must not cost the whole audit."""
    try:
        return list(rule.check(view))
    except ArithmeticError:
        return [Outcome(rule.name, "skipped", message="有数字超出可计算的范围，未作核对")]


def summarize(outcomes: Iterable[Outcome]) -> Summary:
    """Counts by how the relations came out."""
    counts = Counter(outcome.status for outcome in outcomes)
    checked = counts["passed"] + counts["rounding"] + counts["failed"]
    return Summary(
        checked, counts["passed"], counts["rounding"], counts["failed"], counts["skipped"]
    )


def _findings(view: View, outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
    """What did not hold, gravest first; two rules that say the same of one figure are one."""
    found: dict[object, Finding] = {}
    for outcome in outcomes:
        if outcome.status in ("failed", "rounding"):
            finding = _finding(outcome)
            key = (
                (finding.facts[:1], finding.expected)
                if finding.facts and finding.expected is not None
                else finding
            )
            found.setdefault(key, finding)
    pages = {fact.number: fact.page for fact in view.report.facts}
    return tuple(sorted(found.values(), key=lambda f: (GRAVITY.index(f.severity), _page(f, pages))))


def _finding(outcome: Outcome) -> Finding:
    return Finding(
        outcome.rule,
        outcome.severity,
        outcome.message,
        outcome.expected,
        outcome.printed,
        outcome.unit,
        outcome.facts,
        outcome.places,
        outcome.quote,
    )


def _page(finding: Finding, pages: dict[int, int]) -> int:
    if finding.facts:
        return pages[finding.facts[0]]
    return finding.places[0].page if finding.places else 0


def _checks(outcomes: Iterable[Outcome]) -> tuple[Check, ...]:
    """What each figure took part in, once a rule, the worst first.

    A figure is said to differ only where it is the one judged, or stands opposite it: that a sum
    is wrong says nothing of any one of its parts.
    """
    order: tuple[CheckStatus, ...] = ("differs", "rounding", "agrees")
    titles = {rule.name: rule.title for rule in rules()}
    found: dict[tuple[int, str], Check] = {}
    for outcome in outcomes:
        if outcome.status == "skipped":
            continue
        status = STATES[outcome.status]
        for place, fact in enumerate(_concerned(outcome)):
            said = (outcome.detail, outcome.opposite)[place] if place < 2 else ""
            detail = (said or titles[outcome.rule]) if status == "agrees" else outcome.message
            old = found.get((fact, outcome.rule))
            if old is None or order.index(status) < order.index(old.status):
                found[fact, outcome.rule] = Check(fact, outcome.rule, status, detail)
    return tuple(sorted(found.values(), key=lambda c: (c.fact, order.index(c.status), c.rule)))


def _concerned(outcome: Outcome) -> tuple[int, ...]:
    """The judged figure; all of them where the relation holds, or lies between two."""
    if outcome.status == "passed" or len(outcome.facts) <= 2:
        return outcome.facts
    return outcome.facts[:1]
