"""What stands beside a figure: how reconciling its report, and last year's, left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.types import Check
from service.years_beside import checks_beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.protocol import Shelf

ORDER = ("differs", "rounding", "agrees")


def checks_of(shelf: Shelf, report: str, numbers: Iterable[int]) -> dict[int, tuple[Check, ...]]:
    """Fact number to what stands beside the figure: the worst first, one for each rule."""
    wanted = list(numbers)
    stored = [*shelf.checks(report, wanted), *checks_beside(shelf, report, wanted)]
    found: dict[int, list[Check]] = {}
    for check in sorted(stored, key=lambda each: ORDER.index(each.status)):
        found.setdefault(check.fact, []).append(Check(check.rule, check.status, check.detail))
    return {number: tuple(checks) for number, checks in found.items()}
