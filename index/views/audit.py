"""The stored reconciliation of a report."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.reconcile import Check, Claim, Finding, Skipped, Standing, Summary
from index import audits
from index.views.base import View


class AuditView(View):
    """What each method does is said in ``index.protocol.Shelf``."""

    def audit_summary(self, report_id: str) -> Summary:
        """How the report's relations came out."""
        return audits.summary(self._connection, self._key(report_id))

    def findings(self, report_id: str) -> tuple[Finding, ...]:
        """What does not add up."""
        return audits.findings(self._connection, self._key(report_id))

    def unchecked(self, report_id: str) -> tuple[Skipped, ...]:
        """What could not be checked."""
        return audits.skipped(self._connection, self._key(report_id))

    def standings(self, report_id: str) -> tuple[Standing, ...]:
        """What its tables print."""
        return audits.standings(self._connection, self._key(report_id))

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        """What it says of the year before."""
        return audits.claims(self._connection, self._key(report_id))

    def checks(self, report_id: str, fact_numbers: Iterable[int]) -> tuple[Check, ...]:
        """How figures stand to the others."""
        return audits.checks(self._connection, self._key(report_id), fact_numbers)
