"""勾稽: a report checked against itself.

``reconcile`` is the only entrance: pure functions from a ``Report`` to an ``Audit``.
"""

from corpus.reconcile.auditing import reconcile
from corpus.reconcile.last_year import compare
from corpus.reconcile.model import (
    Audit,
    Check,
    CheckStatus,
    Claim,
    Finding,
    Severity,
    Skipped,
    Standing,
    Summary,
)
from corpus.reconcile.registry import AuditRule, rules

__all__ = [
    "Audit",
    "AuditRule",
    "Check",
    "CheckStatus",
    "Claim",
    "Finding",
    "Severity",
    "Skipped",
    "Standing",
    "Summary",
    "compare",
    "reconcile",
    "rules",
]
