"""What a report says of the year before, against that year's report, where it is held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.reconcile import Check, compare
from corpus.reconcile.amounts import in_unit, plain
from corpus.reconcile.last_year import RULE
from corpus.reconcile.view import CENTIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.reconcile import CheckStatus, Claim, Finding, Severity, Summary
    from index.protocol import Shelf
    from index.records import ReportRecord


STATUS: dict[Severity, CheckStatus] = {
    "error": "differs", "warning": "differs", "rounding": "rounding", "info": "agrees",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """``findings`` are (finding, last year's report, the number of its figure)."""

    passed: int
    findings: tuple[tuple[Finding, str, int], ...]

    def added_to(self, summary: Summary) -> Summary:
        """The summary with what was compared here."""
        rounding = sum(finding.severity == "rounding" for finding, _, _ in self.findings)
        failed = len(self.findings) - rounding
        return replace(
            summary,
            checked=summary.checked + self.passed + rounding + failed,
            passed=summary.passed + self.passed,
            rounding=summary.rounding + rounding,
            failed=summary.failed + failed,
        )


def against_last_year(shelf: Shelf, report: str) -> Beside:
    """Every claim about last year that a report held lets check.

    Where several files of that year stand beside each other, which is the true one cannot be told:
    nothing is compared.
    """
    last = _last_years(shelf, shelf.report(report))
    if last is None:
        return Beside(0, ())
    compared = list(compare(shelf.claims(report), shelf.standings(last)))
    found = tuple(
        (finding, last, held.fact) for _, held, finding in compared if finding is not None
    )
    return Beside(len(compared) - len(found), found)


def checks_beside(shelf: Shelf, report: str, numbers: Iterable[int]) -> Iterator[Check]:
    """How figures stand to last year's report: a change, and the amount that it changed to."""
    wanted = set(numbers)
    claims = [claim for claim in shelf.claims(report) if not wanted.isdisjoint(_figures(claim))]
    last = _last_years(shelf, shelf.report(report)) if claims else None
    for claim, held, finding in compare(claims, shelf.standings(last)) if last else ():
        yuan = in_unit(held.yuan, "万元", CENTIMES)
        detail = finding.message if finding else f"上年报告的表中为 {plain(yuan)} 万元"
        status = STATUS[finding.severity] if finding else "agrees"
        for fact in _figures(claim):
            if fact in wanted:
                yield Check(fact, RULE, status, detail)


def _figures(claim: Claim) -> tuple[int, int]:
    return claim.fact, claim.present


def _last_years(shelf: Shelf, record: ReportRecord) -> str | None:
    found = [
        other.id
        for other in shelf.reports()
        if record.year is not None
        and (other.entity, other.kind) == (record.entity, record.kind)
        and other.year == record.year - 1
    ]
    return found[0] if len(found) == 1 else None
