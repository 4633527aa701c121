"""What reconciling one report gives, in the words of an auditor.

A rule looks at relations between printed figures or statements; each relation that it evaluates
is one ``Outcome``. What did not hold becomes a ``Finding``; what each figure took part in becomes
a ``Check`` of that figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.model import Place

Severity = Literal["error", "warning", "rounding", "info"]
Status = Literal["passed", "rounding", "failed", "skipped"]
CheckStatus = Literal["agrees", "rounding", "differs"]


@dataclass(frozen=True, slots=True)
class Balance:
    """A linear relation: Σ factor × amount over ``terms`` (factor, fact) should be nothing.

    ``gap`` is what it is, in base units; within ``tolerance`` rounding explains it.
    """

    terms: tuple[tuple[int, int], ...]
    gap: Decimal
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """One relation, evaluated.

    ``facts`` are the numbers of the facts it rests on, the judged one first. ``places`` are where
    it stands when no fact says so. ``expected`` and ``printed`` are in ``unit``. ``message`` (for
    people) is the finding's text, or the reason why it was skipped; ``detail`` is what stands
    beside the judged figure where it agrees, ``opposite`` beside the one that it agrees with.
    """

    rule: str
    status: Status
    severity: Severity = "error"
    message: str = ""
    facts: tuple[int, ...] = ()
    expected: Decimal | None = None
    printed: Decimal | None = None
    unit: str | None = None
    places: tuple[Place, ...] = ()
    quote: str | None = None
    detail: str = ""
    opposite: str = ""
    balance: Balance | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up, or that cannot be right, with everything it rests on."""

    rule: str
    severity: Severity
    message: str
    expected: Decimal | None
    printed: Decimal | None
    unit: str | None
    facts: tuple[int, ...]
    places: tuple[Place, ...]
    quote: str | None

    @property
    def difference(self) -> Decimal | None:
        """Printed less expected."""
        if self.expected is None or self.printed is None:
            return None
        return self.printed - self.expected


@dataclass(frozen=True, slots=True)
class Check:
    """How one figure stands to the others: ``fact`` is its number in the report."""

    fact: int
    rule: str
    status: CheckStatus
    detail: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be checked, and why (for people)."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How many relations were evaluated, and how they came out."""

    checked: int
    passed: int
    rounding: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report's tables print for a declared quantity; ``yuan`` and ``step`` in 元."""

    quantity: str
    fact: int
    yuan: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report's text lets follow for the year before, in 元.

    ``fact`` is the change, ``present`` the amount that it changed to; ``shown`` is for people.
    """

    quantity: str
    fact: int
    present: int
    yuan: Decimal
    step: Decimal
    shown: str


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that reconciling one report gives; findings gravest first, in printed order.

    ``standings`` and ``claims`` are for the reports of the years beside (``last_year``).
    """

    summary: Summary
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    skipped: tuple[Skipped, ...]
    standings: tuple[Standing, ...] = ()
    claims: tuple[Claim, ...] = ()
