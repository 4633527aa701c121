"""Which arithmetic leads to a figure that is not printed."""

from __future__ import annotations

from service.answering.asks import Ask
from service.answering.derived import Derived, budget_before, change, year_before
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.proportions import rate, share


def derive(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """The asked figure out of printed ones, or None where it does not follow."""
    if inquiry.desk.scope.before:
        return year_before(inquiry, ask, draft)
    if ask.measure is None:
        return None
    if ask.measure.kind in {"change", "change_rate"}:
        return change(inquiry, ask, draft)
    if ask.measure.kind == "share":
        return share(inquiry, ask, draft)
    if ask.measure.kind == "rate":
        return rate(inquiry, ask, draft)
    if ask.measure.name in {"年初预算数", "预算数"}:
        return budget_before(inquiry, ask, draft)
    return None
