"""Years in running text: this year's amounts under another year, comparisons with a wrong year."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import told_of
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import View

TOLD_RULE, COMPARED_RULE = "told-year", "compared-year"


def told_years(view: View) -> Iterator[Outcome]:
    """An amount of this year's tables is told of this year, unless both years have it."""
    year = view.report.identity.year
    for spec, measure in quantities(view):
        best, _ = reference(view, spec, measure)
        if best is None or not best.value or year is None:
            continue
        told = [fact for fact in told_of(view, spec, measure or best.measure) if is_money(fact)]
        own = {_section(view, fact) for fact in told if fact.year in (None, year)}
        for fact in told:
            if fact.year in (None, year):
                yield Outcome(TOLD_RULE, "passed")
            elif _section(view, fact) not in own and view.near(fact, best):
                message = (
                    f"说明把“{fact.item}”{printed_of(fact)} 写为 {fact.year} 年的，"
                    f"这是本报告（{year} 年度）表中的数"
                )
                facts = (fact.number, best.number)
                yield Outcome(TOLD_RULE, "failed", "warning", message, facts)


def _section(view: View, fact: Fact) -> tuple[str, ...]:
    found = view.stretch_of.get(fact.number)
    return found[0].section if found else ()


def compared_years(view: View) -> Iterator[Outcome]:
    """ "与2022年度相比": the year before the report's, where the report mostly says so."""
    identity = view.report.identity
    if identity.year is None or not identity.kind.endswith("决算"):
        return
    found = [
        (stretch, match)
        for stretch in view.stretches
        for match in text_pattern("compared_year").finditer(stretch.text)
    ]
    right = [pair for pair in found if int(pair[1]["year"]) == identity.year - 1]
    for stretch, match in found if len(right) * 2 > len(found) else ():
        if int(match["year"]) == identity.year - 1:
            yield Outcome(COMPARED_RULE, "passed")
            continue
        message = (
            f"写“{match[0]}”，本报告为 {identity.year} 年度决算，应与 {identity.year - 1} 年比较"
        )
        places = stretch.places(*match.span())
        yield Outcome(COMPARED_RULE, "failed", "warning", message, places=places, quote=match[0])
    yield from _compared_budgets(view, identity.year)


def _compared_budgets(view: View, year: int) -> Iterator[Outcome]:
    """ "比2023年年初预算": of final accounts, the budget of their own year."""
    found = [
        (stretch, match)
        for stretch in view.stretches
        for match in text_pattern("compared_budget").finditer(stretch.text)
    ]
    right = [pair for pair in found if int(pair[1]["year"]) == year]
    for stretch, match in found:
        said = int(match["year"])
        if said == year:
            yield Outcome(COMPARED_RULE, "passed")
        elif said < year - 1 or len(right) * 2 > len(found):
            message = f"写“{match[0]}”，本报告为 {year} 年度决算，应与 {year} 年的预算比较"
            places = stretch.places(*match.span())
            yield Outcome(
                COMPARED_RULE, "failed", "warning", message, places=places, quote=match[0]
            )
