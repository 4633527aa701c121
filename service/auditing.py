"""Findings in the contract's form: every figure that one rests on, with page and box."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.reconcile import rules
from service.answering.candidates import Candidate
from service.answering.draft import to_figure
from service.checks import checks_of
from service.links import page_url
from service.years_beside import against_last_year

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from corpus.model import Fact, Place
    from corpus.reconcile import Finding, Summary
    from index.protocol import Shelf
    from index.records import ReportRecord, TableHead
    from service.types import Figure

Json = dict[str, Any]


@cache
def rule_titles() -> dict[str, str]:
    """A rule's name to its title for people."""
    return {rule.name: rule.title for rule in rules()}


def audit_to_json(shelf: Shelf, report: str) -> Json:
    """One report's audit. Raises UnknownReport."""
    found = shelf.findings(report)
    figures = _figures(shelf, report, (number for each in found for number in each.facts))
    summary, beside = shelf.audit_summary(report), against_last_year(shelf, report)
    findings = [_finding_to_json(report, each, figures) for each in found]
    findings += [_beside_to_json(shelf, report, *each) for each in beside.findings]
    findings.sort(key=lambda each: list(SEVERITIES).index(each["severity"]))
    return {
        "report": report,
        "summary": _summary_to_json(beside.added_to(summary)),
        "findings": findings,
        "skipped": [{"rule": s.rule, "reason": s.reason} for s in shelf.unchecked(report)],
    }


def _beside_to_json(shelf: Shelf, report: str, finding: Finding, last: str, fact: int) -> Json:
    """A finding that rests on figures of two reports; last year's comes last."""
    figures = _figures(shelf, report, finding.facts)
    found = _finding_to_json(report, finding, figures)
    found["figures"] += [figure.to_json() for figure in _figures(shelf, last, [fact]).values()]
    return found


SEVERITIES = {"error": "错误", "warning": "疑点", "rounding": "尾差", "info": "提示"}
"""What people call a finding's severity, the gravest first."""


def audit_for_people(shelf: Shelf, report: str) -> Json:
    """One report's audit as its page shows it: grouped by severity, a link for each page.

    Raises UnknownReport.
    """
    audit = audit_to_json(shelf, report)
    shown = [
        {**finding, "number": number, "pages": _pages(report, finding)}
        for number, finding in enumerate(audit["findings"], start=1)
    ]
    groups = [
        {"severity": severity, "title": title, "findings": own}
        for severity, title in SEVERITIES.items()
        if (own := [finding for finding in shown if finding["severity"] == severity])
    ]
    return {**audit, "groups": groups}


def _pages(report: str, finding: Json) -> list[Json]:
    """Every page that a finding rests on, with what is printed there marked."""
    own = [figure for figure in finding["figures"] if figure["report"] == report]
    marks = [(figure["page"], figure["box"]) for figure in own if figure["box"]]
    marks += [(place["page"], place["box"]) for place in finding["places"]]
    boxes: dict[int, list[Any]] = {}
    for page, box in marks:
        boxes.setdefault(page, []).append(tuple(box))
    return [
        {"page": page, "url": page_url(report, page, own[:MOST_MARKED])}
        for page, own in boxes.items()
    ]


def _summary_to_json(summary: Summary) -> Json:
    return {
        "checked": summary.checked,
        "passed": summary.passed,
        "rounding": summary.rounding,
        "failed": summary.failed,
        "skipped": summary.skipped,
    }


def _figures(shelf: Shelf, report: str, numbers: Iterable[int]) -> dict[int, Figure]:
    """Fact number to figure, each with how it stands to the others."""
    record, wanted = shelf.report(report), set(numbers)
    checks = checks_of(shelf, report, wanted)
    heads = {head.number: head for head in shelf.tables(report)}
    return {
        stored.fact.number: replace(
            to_figure(_candidate(record, stored.fact, heads), "related"),
            checks=checks.get(stored.fact.number, ()),
        )
        for stored in shelf.facts_by_number(report, wanted)
    }


def _candidate(record: ReportRecord, fact: Fact, heads: dict[int, TableHead]) -> Candidate:
    """The fact as the engine shows one; nothing has to be chosen here."""
    return Candidate(
        record=record,
        fact=fact,
        table=heads.get(fact.table or 0),
        tier=0,
        impurity=0,
        name_rank=0,
        rank=0,
        side="",
        scope=None,
    )


def _finding_to_json(report: str, finding: Finding, figures: dict[int, Figure]) -> Json:
    shown = [figures[number] for number in finding.facts if number in figures]
    return {
        "rule": finding.rule,
        "title": rule_titles().get(finding.rule, finding.rule),
        "severity": finding.severity,
        "message": finding.message,
        "expected": _number(finding.expected),
        "printed": _number(finding.printed),
        "difference": _number(finding.difference),
        "unit": finding.unit,
        "figures": [figure.to_json() for figure in shown],
        "places": [_place_to_json(place) for place in finding.places],
        "quote": finding.quote,
        "page": _page(finding, shown),
        "url": _url(report, finding, shown),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _place_to_json(place: Place) -> Json:
    box = place.box
    return {"page": place.page, "box": [box.x0, box.top, box.x1, box.bottom]}


def _page(finding: Finding, figures: list[Figure]) -> int | None:
    """Where a reader should look first: the judged figure, else the words."""
    if figures:
        return figures[0].page
    return finding.places[0].page if finding.places else None


def _url(report: str, finding: Finding, figures: list[Figure]) -> str:
    """The page with all that is on it marked; the report where nothing has a place."""
    page = _page(finding, figures)
    if page is None:
        return f"/reports/{report}"
    boxes = [figure.box for figure in figures if figure.page == page and figure.box]
    boxes += [
        (place.box.x0, place.box.top, place.box.x1, place.box.bottom)
        for place in finding.places
        if place.page == page
    ]
    return page_url(report, page, boxes[:MOST_MARKED])


MOST_MARKED = 20
"""Boxes in one address: a sum of a whole column need not mark every part."""
