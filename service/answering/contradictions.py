"""What else a report prints for a quantity, as reconciling it found out.

A figure of a table and the sentence that restates it bear different names, stand in different
scopes and are no readings of one ask; the audit knows that they are one quantity. An answer that
shows the one shows the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from service.answering.candidates import Candidate, Desk, candidate
from service.understanding.vocabulary import load


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the audit says of a figure: the ``place`` that prints it otherwise, or (None) that its
    parts add up to something else, as ``message`` tells."""

    place: Candidate | None
    message: str


@cache
def _rules() -> tuple[frozenset[str], frozenset[str]]:
    rules = load("contradictions.toml")
    return frozenset(rules["places"]["rules"]), frozenset(rules["sums"]["rules"])


def contradictions(desk: Desk, mains: Sequence[Candidate]) -> list[Contradiction]:
    """What contradicts the places of one amount (``mains``, of one report), each place once."""
    if not mains:
        return []
    record, numbers = mains[0].record, {one.fact.number for one in mains}
    places, sums = _rules()
    differing = {c.rule for c in desk.shelf.checks(record.id, numbers) if c.status != "agrees"}
    if not differing & (places | sums):
        return []
    found: list[Contradiction] = []
    for finding in desk.shelf.findings(record.id):
        if not numbers.intersection(finding.facts) or finding.difference == 0:
            continue
        if finding.rule in places and len(finding.facts) == 2:
            others = [n for n in finding.facts if n not in numbers]
            found += [Contradiction(c, finding.message) for c in _of_numbers(desk, mains, others)]
        elif finding.rule in sums and finding.facts[0] in numbers:
            found.append(Contradiction(None, finding.message))
    return list({(c.place.amount if c.place else c.message): c for c in found[::-1]}.values())[::-1]


def _of_numbers(desk: Desk, mains: Sequence[Candidate], numbers: Iterable[int]) -> list[Candidate]:
    """The facts of those numbers, where they print another amount."""
    wanted, like = set(numbers), mains[0]
    if not wanted:
        return []
    heads = desk.tables(like.record.id)
    stored = desk.shelf.facts([like.record.id], limit=None).facts
    found = [
        candidate(like.record, s.fact, heads.get(s.fact.table or 0), like.tier, "")
        for s in stored
        if s.fact.number in wanted and s.fact.value is not None
    ]
    return [c for c in found if c.amount not in {one.amount for one in mains}]
