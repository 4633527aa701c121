"""Change one figure of a report that adds up: the change is found."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from corpus import Fact, Report
from corpus.reconcile import reconcile

CHANGES = 120
SHARE = 0.95


def mutated(rng: random.Random, fact: Fact) -> Decimal:
    """The value with a digit changed, two swapped, another unit, or another sign."""
    value = fact.value or Decimal(0)
    text = list(f"{value:f}")
    places = [index for index, char in enumerate(text) if char.isdigit()]
    kind = rng.choice(("digit", "digit", "digit", "swap", "unit", "sign"))
    unlike = [(i, j) for i, j in pairwise(places) if text[i] != text[j]]
    if kind == "unit":
        return value * 10000
    if kind == "sign":
        return -value
    if kind == "swap" and unlike:
        left, right = rng.choice(unlike)
        text[left], text[right] = text[right], text[left]
    else:
        place = rng.choice(places)
        text[place] = rng.choice([digit for digit in "0123456789" if digit != text[place]])
    return Decimal("".join(text))


def test_nearly_every_change_to_a_related_figure_is_found(sample: Report) -> None:
    audit = reconcile(sample)
    known = {(finding.rule, finding.message) for finding in audit.findings}
    related = {check.fact for check in audit.checks}
    figures = [fact for fact in sample.facts if fact.number in related and fact.value]
    rng = random.Random(20240601)
    found = 0
    for _ in range(CHANGES):
        fact = rng.choice(figures)
        changed = replace(fact, value=mutated(rng, fact), printed="")
        facts = tuple(changed if each is fact else each for each in sample.facts)
        findings = reconcile(replace(sample, facts=facts)).findings
        found += any((finding.rule, finding.message) not in known for finding in findings)
    assert found / CHANGES >= SHARE
