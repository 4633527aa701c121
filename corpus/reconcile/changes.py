"""Changes that the explanation tells: their rates, what they leave of the year before, their sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.amounts import HALF, amount, in_unit, is_money, judge, plain, quantum, scale
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.explanation import says
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.outcomes import doubted, printed_of, rate_of, slack_of
from corpus.reconcile.rates import amounts_of, rates_of
from corpus.reconcile.view import Stretch, View
from corpus.reconcile.vocabulary import matches

CHANGE_RULE, MORE_RULE, PAST_RULE = "change-rate", "change-above-amount", "change-from-past"


def present_measure(view: View) -> str:
    """The pattern of what this year's amounts are: of a budget, its first budget too."""
    return "present" if view.report.identity.kind.endswith("决算") else "planned"


def changes(view: View) -> Iterator[Outcome]:
    """ "减少 25.00 万元，下降 20.0%": of the amount before the change, and the same way."""
    for stretch, start, rate in rates_of(view, "增减率"):
        change = next(
            (f for f in stretch.before(start) if f.row == rate.row and f.measure == "增减额"), None
        )
        if change is None or change.value is None or change.base != rate.base:
            yield from _from_past(view, stretch, start, rate)
            continue
        if rate.direction * change.direction < 0 and rate.value and change.value:
            yield _opposed(rate, change)
            continue
        if rate.value or change.value:
            named = next(amounts_of(stretch, start, rate, present_measure(view)), None)
            meant = named or next(_of_tables(view, rate), None)
            others = _of_sentence(stretch, start) if meant else _of_paragraph(stretch, start)
            told = [
                _change(view, rate, change, fact) for fact in [*([meant] if meant else []), *others]
            ]
            if meant is None:
                told = [doubted(each) for each in told]
            past = _past(stretch, start, rate)
            if past is not None:
                wording = f" {change.printed} ÷ {printed_of(past)} "
                terms = amount(change), amount(past), slack_of(view, change, past)
                told.append(rate_of(view, CHANGE_RULE, rate, terms, (change, past), wording))
            yield from sorted(told, key=lambda outcome: outcome.status == "failed")[:1]


def _of_tables(view: View, told: Fact) -> Iterator[Fact]:
    """The tables' amount of the declared quantity that a change is told of, without its amount."""
    for spec, measure in quantities(view):
        if measure != "预算数" and any(says(view, told, each) for each in spec["text"]):
            best, _ = reference(view, spec, measure)
            if best is not None and best.value is not None:
                yield best


def _of_paragraph(stretch: Stretch, start: int) -> Iterator[Fact]:
    """The amounts of the paragraph before a change of what no amount is told of by that name."""
    opening = stretch.text.rfind("\n", 0, start)
    for at, fact in reversed(stretch.facts):
        told = is_money(fact) and fact.value is not None and matches("figure", fact.measure)
        if told and opening < at < start:
            yield fact


def _of_sentence(stretch: Stretch, start: int) -> Iterator[Fact]:
    """The amounts of the sentence before a change, the nearest first: a change that follows a list
    may be of what the list is of, and a reader takes what fits.
    """
    opening = max(stretch.text.rfind("。", 0, start), stretch.text.rfind("\n", 0, start))
    for at, fact in reversed(stretch.facts):
        told = is_money(fact) and fact.value is not None and matches("figure", fact.measure)
        if told and opening < at < start:
            yield fact


def _past(stretch: Stretch, start: int, change: Fact) -> Fact | None:
    """Last year's amount of the same thing, where it is printed before the change."""
    if not (change.base or "").startswith("上年") or change.year is None:
        return None
    before = [f for f in stretch.before(start) if f.row == change.row and is_money(f)]
    latest = max((f.year for f in before if f.year is not None), default=change.year)
    return next(
        (f for f in before if f.year == latest - 1 and f.value and matches("figure", f.measure)),
        None,
    )


def _from_past(view: View, stretch: Stretch, start: int, rate: Fact) -> Iterator[Outcome]:
    """ "2023年执行数为 60.13 万元，2024年预算 25.77 万元，减少 57.14%": both amounts are printed."""
    past = _past(stretch, start, rate)
    present = next(amounts_of(stretch, start, rate, present_measure(view)), None)
    if not rate.direction or present is None or past is None:
        return
    gap = amount(present) - amount(past)
    terms = gap * rate.direction, amount(past), slack_of(view, past, present)
    wording = f"（{printed_of(present)} - {printed_of(past)}）÷ {printed_of(past)} "
    yield rate_of(view, CHANGE_RULE, rate, terms, (present, past), wording)


def _opposed(rate: Fact, change: Fact) -> Outcome:
    ways = {1: "增加", -1: "减少"}
    message = (
        f"说明中“{rate.item}”的金额为{ways[change.direction]} {change.printed}，"
        f"比例却为{'增长' if rate.direction > 0 else '下降'} {rate.printed}，方向相反"
    )
    return Outcome(CHANGE_RULE, "failed", message=message, facts=(rate.number, change.number))


def _change(view: View, rate: Fact, change: Fact, present: Fact) -> Outcome:
    before = amount(present) - change.direction * amount(change)
    facts = (change, present)
    if before <= 0:
        if rate.value and amount(change):
            message = (
                f"说明中“{rate.item}”为 {printed_of(present)}、变动 {change.printed}，"
                f"变动前为 {before / 10000} 万元，不能得出 {rate.printed}"
            )
            numbers = (rate.number, *(fact.number for fact in facts))
            return Outcome(CHANGE_RULE, "failed", message=message, facts=numbers)
        return Outcome(CHANGE_RULE, "passed", facts=(rate.number, *(f.number for f in facts)))
    sign = "-" if change.direction > 0 else "+"
    wording = f" {change.printed} ÷（{printed_of(present)} {sign} {change.printed}）"
    slack = slack_of(view, change, present)
    return rate_of(view, CHANGE_RULE, rate, (amount(change), before, slack), facts, wording)


# ---------------------------------------------------------------- what a change leaves
def changes_above(view: View) -> Iterator[Outcome]:
    """ "6.15 万元，增加 6.25 万元": there was less than nothing before."""
    for stretch in view.stretches:
        for start, change in stretch.facts:
            if change.measure != "增减额" or change.direction <= 0 or not change.value:
                continue
            present = next(amounts_of(stretch, start, change, present_measure(view)), None)
            if present is None or amount(present) < 0 or not is_money(change):
                continue
            facts = (change.number, present.number)
            others = [amount(fact) for fact in _of_sentence(stretch, start)]
            leeway = view.step(change) + view.step(present)
            if amount(change) <= max([amount(present), *others]) + leeway:
                yield Outcome(MORE_RULE, "passed", facts=facts)
                continue
            message = (
                f"说明中“{change.item}”为 {printed_of(present)}，却写比{change.base or '原来'}"
                f"增加 {printed_of(change)}，增加额大于现有金额"
            )
            yield Outcome(MORE_RULE, "failed", "warning", message, facts)


# ---------------------------------------------------------------- both years printed
def changes_from_past(view: View) -> Iterator[Outcome]:
    """ "2023年 231.85 万元，比2022年 220.00 万元增加 11.85 万元": the difference of the two."""
    for stretch in view.stretches:
        for start, change in stretch.facts:
            if change.measure != "增减额" or not change.value or not change.direction:
                continue
            past = _past(stretch, start, change)
            if past is None or past.year is None:
                continue
            present = next(
                (
                    fact
                    for fact in stretch.before(start)
                    if fact.row == change.row and is_money(fact) and fact.year == past.year + 1
                    if fact.value is not None and matches("figure", fact.measure)
                ),
                None,
            )
            if present is not None:
                yield difference(view, PAST_RULE, change, past, present)


def difference(view: View, rule: str, change: Fact, before: Fact, after: Fact) -> Outcome:
    """Whether a change is what lies between two amounts, in size and in direction."""
    gap = amount(after) - amount(before)
    facts = (change.number, after.number, before.number)
    off = amount(change) * change.direction - gap
    steps = (view.step(fact) for fact in (change, before, after))
    status = judge(off, sum(steps, Decimal(0)) * HALF)
    own = quantum(change.value or HALF) * scale(change.unit) * HALF
    if status == "passed" or (status == "rounding" and abs(off) <= own):
        return Outcome(rule, "passed", facts=facts)
    wanted = in_unit(abs(gap), change.unit, change.value)
    message = (
        f"说明中“{change.item}”比{change.base}{'增加' if change.direction > 0 else '减少'} "
        f"{change.printed}，按 {printed_of(after)} 与 {printed_of(before)} "
        f"计算应为{'增加' if gap > 0 else '减少'} {plain(wanted)} {change.unit}"
    )
    severity: Severity = "rounding" if status == "rounding" else "error"
    return Outcome(rule, status, severity, message, facts)
