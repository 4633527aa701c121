"""Reasons that speak of less where the amount is said to be more, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.model import Outcome
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import Stretch, View

RULE = "reason-opposed"
_SENTENCE = re.compile(r"[。；;\n]")
WAYS = {1: ("增加", "reason_down", "reason_up"), -1: ("减少", "reason_grown", "reason_less")}


def reasons_opposed(view: View) -> Iterator[Outcome]:
    """ "增加 2.51 万元，主要原因是压减……": the reason names only the opposite."""
    for stretch in view.stretches:
        for index, (start, change) in enumerate(stretch.facts):
            if change.measure == "增减额" and change.direction and change.value:
                reason = _reason(stretch, index, start)
                if reason is not None:
                    yield _judged(stretch, change, *reason)


def _reason(stretch: Stretch, index: int, start: int) -> tuple[int, int] | None:
    """Where the reason right after a change stands: up to the sentence's end, or the next figure."""
    match = text_pattern("reason_given").search(stretch.text, start)
    if match is None or _SENTENCE.search(stretch.text, start, match.start()):
        return None
    between = [fact for at, fact in stretch.facts[index + 1 :] if at < match.start()]
    if any(fact.measure != "增减率" for fact in between):
        return None
    end = _SENTENCE.search(stretch.text, match.end())
    return match.end(), end.start() if end else len(stretch.text)


def _judged(stretch: Stretch, change: Fact, start: int, end: int) -> Outcome:
    way, opposite, own = WAYS[change.direction]
    said = stretch.text[start:end]
    against = text_pattern(opposite).search(said)
    if against is None or text_pattern(own).search(said):
        return Outcome(RULE, "passed")
    message = f"说明中“{change.item}”{way} {change.printed}，所写原因却是“{said.strip()}”"
    places = stretch.places(start, end)
    return Outcome(RULE, "failed", "warning", message, (change.number,), places=places, quote=said)
