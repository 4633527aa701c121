"""One wrong amount makes every relation wrong that rests on it: it is told of once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from corpus.reconcile import units
from corpus.reconcile.model import Outcome
from corpus.reconcile.registry import rules
from corpus.reconcile.view import View

REASON = "{title}：所据的金额已另行列为不符，未据以核对"


def without_sequels(view: View, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, those skipped that fail because of an amount that another rule found wrong.

    Which rules follow which is declared in ``catalogue.toml``.
    """
    found = list(outcomes)
    wrong = _wrong(view, found)
    follows = {rule.name: rule.follows for rule in rules()}
    titles = {rule.name: rule.title for rule in rules()}
    return [
        replace(each, status="skipped", message=REASON.format(title=titles[each.rule]))
        if each.status == "failed"
        and any(wrong[rule].intersection(each.facts) for rule in follows.get(each.rule, ()))
        else each
        for each in found
    ]


def _wrong(view: View, outcomes: Iterable[Outcome]) -> defaultdict[str, set[int]]:
    """Rule to the figures that it judged and found wrong."""
    wrong: defaultdict[str, set[int]] = defaultdict(set)
    for outcome in outcomes:
        if outcome.status == "failed" and outcome.severity == "error":
            wrong[outcome.rule].update(outcome.facts[:1])
    for table in units.mislabelled(view):
        wrong[units.RULE].update(fact.number for fact in view.by_table[table])
    return wrong
