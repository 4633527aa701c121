"""Performance forms: the money of single funds under the row of all of it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.forms import forms, is_total
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches

RULE = "form-funds"


def form_funds(view: View) -> Iterator[Outcome]:
    """Column by column: funds add up to the total; what is 其中 of it is not more than it."""
    for facts in forms(view).values():
        money = [fact for fact in facts if is_money(fact) and fact.row]
        for total in filter(is_total, money):
            parts = [part for part in money if _beside(part, total) and part.value is not None]
            if parts and total.value is not None:
                outcome = sum_outcome(view, RULE, total, [(1, part) for part in parts])
                if outcome is not None and not _left_out(outcome, total, parts):
                    yield outcome


def _beside(part: Fact, total: Fact) -> bool:
    same = (part.table, part.column_index, part.row[:-1])
    return same == (total.table, total.column_index, total.row[:-1]) and not is_total(part)


def _left_out(outcome: Outcome, total: Fact, parts: list[Fact]) -> bool:
    """Whether it fails because the parts are said to be only some, and are fewer."""
    some = any(matches("partial", words(part.row[-1])) for part in parts)
    less = sum(map(amount, parts)) < amount(total)
    return outcome.status == "failed" and some and less
