"""What a report says of the year before, against the report of that year, where it is held.

One report is read alone. So its audit keeps what its tables print for each declared quantity
(``standings``), and what its text says of the year before (``claims``: "比上年减少 x 万元" beside this
year's amount); whoever holds both reports puts them beside each other with ``compare``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import HALF, amount, in_unit, is_money, plain
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import own_measure, says
from corpus.reconcile.model import Claim, Finding, Outcome, Severity, Standing
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.view import CENTIMES, View

RULE = "last-year"
BASES = {"决算": ("上年",), "预算": ("上年预算",)}
TIMES = 2
"""Steps of the last place within which this year's text and last year's table are one."""


def alone(_: View) -> Iterator[Outcome]:
    """Nothing: it takes two reports."""
    return iter(())


def standings(view: View) -> Iterator[Standing]:
    """What the tables print for each quantity, one figure each."""
    for spec, measure in quantities(view):
        best, _ = reference(view, spec, measure)
        if best is not None and own_measure(view, best):
            yield Standing(spec["name"], best.number, amount(best), view.step(best))


def claims(view: View) -> Iterator[Claim]:
    """The last year's amounts that follow from what the text says has changed."""
    bases = BASES.get(view.report.identity.kind[-2:], ())
    for stretch in view.stretches:
        for start, change in stretch.facts:
            if change.measure != "增减额" or change.base not in bases or change.value is None:
                continue
            if not change.direction and change.value:
                continue
            present = next(
                (f for f in stretch.before(start) if f.row == change.row and _own(view, f)), None
            )
            name = _quantity(view, change)
            if present is not None and name is not None:
                before = amount(present) - change.direction * amount(change)
                steps = max(view.step(change), view.step(present))
                shown = f"{printed_of(present)}，{_way(change)} {change.printed}"
                yield Claim(name, change.number, present.number, before, steps, shown)


def _own(view: View, fact: Fact) -> bool:
    return is_money(fact) and fact.value is not None and own_measure(view, fact)


def _quantity(view: View, fact: Fact) -> str | None:
    """The one declared quantity that the fact is told of."""
    names = {
        spec["name"]
        for spec, _ in quantities(view)
        if any(says(view, fact, told) for told in spec["text"])
    }
    return names.pop() if len(names) == 1 else None


def _way(change: Fact) -> str:
    return {1: "比上年增加", -1: "比上年减少"}.get(change.direction, "比上年增减")


def compare(
    claims: Iterable[Claim], standings: Iterable[Standing]
) -> Iterator[tuple[Claim, Standing, Finding | None]]:
    """(claim, last year's figure, what is to be said of it) of every claim that can be checked."""
    last = {standing.quantity: standing for standing in standings}
    for claim in claims:
        standing = last.get(claim.quantity)
        if standing is not None:
            yield claim, standing, _judged(claim, standing)


def _judged(claim: Claim, standing: Standing) -> Finding | None:
    gap = abs(claim.yuan - standing.yuan)
    step = max(claim.step, standing.step)
    if gap <= step * HALF:
        return None
    said, was, off = (in_unit(yuan, "万元", CENTIMES) for yuan in (claim.yuan, standing.yuan, gap))
    message = (
        f"“{claim.quantity}”{claim.shown}，上年应为 {plain(said)} 万元；"
        f"上年报告的表中为 {plain(was)} 万元，相差 {plain(off)} 万元"
    )
    severity: Severity = "rounding" if gap <= step * TIMES else "warning"
    facts = (claim.fact, claim.present)
    return Finding(RULE, severity, message, was, said, "万元", facts, (), None)
