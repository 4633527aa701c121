"""One wrong figure breaks every relation that it takes part in: it is named, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import amount, in_unit, plain
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View

FEWEST = 2
"""So many relations that one other value of a figure would mend show that it is wrong."""
REASON = "所据的“{item}”已列为有误，未重复列出"


@dataclass(frozen=True, slots=True)
class _Culprit:
    """A figure, what would have to be added to it (base units), and the outcomes that mends."""

    fact: int
    off: Decimal
    mended: tuple[int, ...]
    broken: int


def named_once(view: View, outcomes: Sequence[Outcome], titles: dict[str, str]) -> list[Outcome]:
    """The outcomes, those of one wrong figure told of as one.

    A figure is taken for wrong where one other value of it mends several relations that fail, and
    fewer that hold would fail then.
    """
    found = list(outcomes)
    facts = {fact.number: fact for fact in view.report.facts}
    named: dict[int, str] = {}
    told_as: set[int] = set()
    while (culprit := _gravest(found)) is not None:
        fact = facts[culprit.fact]
        first = min(culprit.mended, key=lambda n: (found[n].facts[0] != fact.number, n))
        told = [found[n] for n in culprit.mended]
        for n in culprit.mended:
            reason = REASON.format(item=fact.item)
            found[n] = replace(found[n], status="skipped", message=reason, balance=None)
        found[first] = _told(
            view, fact, culprit.off, told[culprit.mended.index(first)], told, titles
        )
        told_as.add(first)
        named[fact.number] = fact.item
    for n, outcome in enumerate(found):
        wrong = next((fact for fact in outcome.facts if fact in named), None)
        # A share may be wrong beside: what follows what is said rule by rule (``sequels``).
        amounts = outcome.status == "failed" and outcome.unit != "%"
        if amounts and wrong is not None and n not in told_as:
            reason = REASON.format(item=named[wrong])
            found[n] = replace(outcome, status="skipped", message=reason, balance=None)
    return found


def _gravest(outcomes: Sequence[Outcome]) -> _Culprit | None:
    taking_part: dict[int, list[int]] = defaultdict(list)
    for n, outcome in enumerate(outcomes):
        for _, fact in outcome.balance.terms if outcome.balance else ():
            taking_part[fact].append(n)
    failed = [n for n, each in enumerate(outcomes) if each.status == "failed" and each.balance]
    suspects: dict[tuple[int, Decimal], _Culprit] = {}
    for n in failed:
        balance = outcomes[n].balance
        for factor, fact in balance.terms if balance else ():
            off = -balance.gap / factor if balance else Decimal(0)
            if (fact, off) not in suspects:
                suspects[fact, off] = _suspect(outcomes, taking_part[fact], fact, off)
    likely = [
        each
        for each in suspects.values()
        if len(each.mended) >= FEWEST and len(each.mended) > each.broken
    ]
    return max(likely, key=lambda c: (len(c.mended) - c.broken, len(c.mended)), default=None)


def _suspect(
    outcomes: Sequence[Outcome], numbers: Iterable[int], fact: int, off: Decimal
) -> _Culprit:
    mended, broken = [], 0
    for n in numbers:
        balance = outcomes[n].balance
        if balance is None:
            continue
        factor = sum(each for each, number in balance.terms if number == fact)
        holds = abs(balance.gap + factor * off) <= balance.tolerance
        if outcomes[n].status == "failed" and holds:
            mended.append(n)
        elif outcomes[n].status in ("passed", "rounding") and not holds:
            broken += 1
    return _Culprit(fact, off, tuple(mended), broken)


def _told(
    view: View,
    fact: Fact,
    off: Decimal,
    first: Outcome,
    told: Sequence[Outcome],
    titles: dict[str, str],
) -> Outcome:
    wanted = in_unit(amount(fact) + off, fact.unit, fact.value)
    gap = in_unit(abs(off), fact.unit, fact.value)
    names = list(dict.fromkeys(titles[each.rule] for each in told))
    message = (
        f"{name_of(view, fact)}为 {printed_of(fact)}，{len(told)} 处关系（{'、'.join(names)}）"
        f"都表明应为 {plain(wanted)} {fact.unit or ''}，相差 {plain(gap)} {fact.unit or ''}"
    )
    severities = {each.severity for each in told}
    severity: Severity = "error" if "error" in severities else first.severity
    others = dict.fromkeys(n for each in told for n in each.facts if n != fact.number)
    return Outcome(
        first.rule,
        "failed",
        severity,
        message,
        (fact.number, *others),
        wanted,
        fact.value,
        fact.unit,
    )
