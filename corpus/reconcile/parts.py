"""What is told as part of something is not more than it: amounts, people, vehicles, projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money, plain
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import printed_of
from corpus.reconcile.view import Stretch, View

RULE = "part-above-whole"
_CLAUSE = re.compile(r"[。；;\n]")
PARTED = ("决算数", "预算数", "执行数", "数量")


def parts_above(view: View) -> Iterator[Outcome]:
    """ "954 项，其中……": one by one, and people and things together."""
    for stretch in view.stretches:
        for index, (_, whole) in enumerate(stretch.facts):
            if whole.value and whole.measure in PARTED:
                under = stretch.outermost([*_same_kind_under(stretch, index, whole)])
                parts = list(_told_of(stretch, under, whole))
                single = [_part(part, whole) for part in parts]
                yield from _told_once(single, parts, whole)
                if len(parts) > 1 and all(each.status == "passed" for each in single):
                    yield _together(parts, whole)


def _told_once(single: list[Outcome], parts: list[Fact], whole: Fact) -> list[Outcome]:
    """A whole in a wrong unit is less than all of its parts: one finding says so."""
    slipped = [
        outcome
        for outcome, part in zip(single, parts, strict=True)
        if outcome.status == "failed" and part.unit != whole.unit
    ]
    return [each for each in single if each not in slipped[1:]]


def _told_of(stretch: Stretch, parts: Iterable[tuple[int, Fact]], whole: Fact) -> Iterator[Fact]:
    """The parts, up to the clause where they make up the whole: what follows is told beside it."""
    total, last = Decimal(0), 0
    for start, part in parts:
        if total == amount(whole) and _CLAUSE.search(stretch.text, last, start):
            return
        yield part
        total, last = total + amount(part), start


def _same_kind_under(stretch: Stretch, index: int, whole: Fact) -> Iterator[tuple[int, Fact]]:
    for start, fact in stretch.facts[index + 1 :]:
        if fact.row[: len(whole.row)] != whole.row or fact.row == whole.row:
            return
        alike = (fact.measure, fact.year) == (whole.measure, whole.year) and (
            fact.unit == whole.unit or (is_money(fact) and is_money(whole))
        )
        if alike and fact.value and len(fact.row) == len(whole.row) + 1:
            yield start, fact


def _part(part: Fact, whole: Fact) -> Outcome:
    facts = (part.number, whole.number)
    if amount(part) <= amount(whole):
        return Outcome(RULE, "passed")
    message = (
        f"说明中“{part.item}”{printed_of(part)} 列在“{whole.item}”{printed_of(whole)} 之下，"
        f"却比它大"
    )
    if part.unit != whole.unit:
        message += "，疑为金额单位写错"
    return Outcome(RULE, "failed", "warning", message, facts)


def _together(parts: list[Fact], whole: Fact) -> Outcome:
    sums = list(accumulate(map(amount, parts)))
    # Where the first of them already make up the whole, the others are told beside it.
    if is_money(whole) or sums[-1] <= amount(whole) or amount(whole) in sums[1:]:
        return Outcome(RULE, "passed")
    names = "、".join(f"{part.item}{part.printed}" for part in parts)
    message = (
        f"说明中“{whole.item}”为 {whole.printed}，其下各项（{names}）合计 {plain(sums[-1])}，比它大"
    )
    facts = (whole.number, *(part.number for part in parts))
    return Outcome(RULE, "failed", "warning", message, facts)
