"""Changes of the parts of a whole add up to the change of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import HALF, amount, is_money, plain
from corpus.reconcile.changes import present_measure
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared, matches

RULE = "changes-summed"
FEWEST = 2
_LEVEL = re.compile(r"持平|一致|相同|无增减|无变化|未发生变化|没有变化|不变")
_SENTENCE = re.compile(r"[。；;\n]")


class Part:
    """A thing told with an amount, and what it changed by: None where the text does not say."""

    __slots__ = ("change", "fact")

    def __init__(self, fact: Fact, change: Fact | Decimal | None) -> None:
        self.fact, self.change = fact, change

    @property
    def signed(self) -> Decimal | None:
        """The change in 元, with its sign."""
        if isinstance(self.change, Fact):
            return amount(self.change) * self.change.direction
        return self.change


def changes_summed(view: View) -> Iterator[Outcome]:
    """Where the amounts of the parts add up to the whole, so do their changes.

    One part whose change has the wrong sign is told of by name.
    """
    for stretch in view.stretches:
        told = list(_told(view, stretch))
        for index, whole in enumerate(told):
            if isinstance(whole.change, Fact) and whole.signed is not None:
                for parts in _parts_of(whole, told[index + 1 :]):
                    yield from _judged(view, whole, whole.change, parts)
                    break


def _told(view: View, stretch: Stretch) -> Iterator[Part]:
    """Everything in a stretch that is told with an amount of the report's own year."""
    measure, years = present_measure(view), (None, view.report.identity.year)
    present = [
        (index, start, fact)
        for index, (start, fact) in enumerate(stretch.facts)
        if is_money(fact) and fact.value is not None and matches(measure, fact.measure)
        if fact.year in years
    ]
    for place, (index, start, fact) in enumerate(present):
        end = present[place + 1][0] if place + 1 < len(present) else len(stretch.facts)
        own = [f for _, f in stretch.facts[index + 1 : end] if f.row == fact.row]
        change = next((f for f in own if f.measure == "增减额" and _against_last(f)), None)
        if change is not None:
            yield Part(fact, change if change.direction or not change.value else None)
            continue
        sentence = _SENTENCE.search(stretch.text, start)
        until = sentence.start() if sentence else len(stretch.text)
        level = _LEVEL.search(stretch.text, start, until)
        yield Part(fact, Decimal(0) if level else None)


def _against_last(change: Fact) -> bool:
    return (change.base or "").startswith("上年")


def _parts_of(whole: Part, after: list[Part]) -> Iterator[list[Part]]:
    """The parts set out under the whole, or the declared ones beside it, that add up to it."""
    under = [p for p in after if p.fact.row[:-1] == whole.fact.row]
    listed: list[list[Part | None]] = [
        [next((p for p in after if re.search(kind, words(p.fact.item))), None) for kind in parts]
        for parts in (
            spec["parts"]
            for spec in declared()["list"]
            if re.search(spec["whole"], words(whole.fact.item))
        )
    ]
    groups: list[list[Part | None]] = [[*_once(under)], *listed]
    for parts in groups:
        found = [part for part in parts if part is not None]
        total = sum((amount(part.fact) for part in found), Decimal(0))
        if len(found) == len(parts) >= FEWEST and total == amount(whole.fact):
            yield found


def _once(parts: list[Part]) -> list[Part]:
    """The first of each name: one that is told again is not another part."""
    first: dict[tuple[str, ...], Part] = {}
    for part in parts:
        first.setdefault(part.fact.row, part)
    return list(first.values())


def _judged(view: View, whole: Part, change: Fact, parts: list[Part]) -> Iterator[Outcome]:
    signed = [part.signed for part in parts]
    known = [each for each in signed if each is not None]
    if len(known) < len(signed) or whole.signed is None or not any(known):
        return
    gap = whole.signed - sum(known, Decimal(0))
    changes = [part.change for part in parts if isinstance(part.change, Fact)]
    numbers = tuple(dict.fromkeys(fact.number for fact in (change, *changes)))
    leeway = sum((view.step(fact) * HALF for fact in (change, *changes)), Decimal(0))
    if abs(gap) <= leeway:
        yield Outcome(RULE, "passed", facts=numbers)
        return
    turned = [fact for fact in changes if abs(2 * amount(fact) * fact.direction + gap) <= leeway]
    wording = "、".join(f"{fact.item}{_way(fact)}{printed_of(fact)}" for fact in changes)
    message = (
        f"说明中“{change.item}”{_way(change)} {printed_of(change)}，"
        f"而其各项的增减（{wording}）合计相差 {plain(abs(gap) / 10000)} 万元"
    )
    severity: Severity = "warning"
    if len(turned) == 1:
        severity = "error"
        message += f"；“{turned[0].item}”的增减方向相反时恰好相符，疑将{_way(turned[0])}写反"
        numbers = tuple(dict.fromkeys((turned[0].number, *numbers)))
    yield Outcome(RULE, "failed", severity, message, numbers)


def _way(change: Fact) -> str:
    return {1: "增加", -1: "减少"}.get(change.direction, "增减")
