"""Rows that stand in two tables: where the totals of both agree, or the funds make up the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import amount
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of, same_outcome, steady, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared, matches

RULE = "mirrored-rows"
Spec = dict[str, Any]
Rows = dict[str, Fact]
TOTAL = "合计"
MOST = 2
"""A table of totals has most classes of the table in detail, or it has them in another way."""


def mirrored_rows(view: View) -> Iterator[Outcome]:
    """Declared pairs of tables, one column at a time."""
    for spec in declared()["mirror"]:
        for basis in spec.get("bases", [None]):
            yield from _mirror(view, spec, basis)


def _mirror(view: View, spec: Spec, basis: str | None) -> Iterator[Outcome]:
    classes = spec.get("classes", False)
    left = _rows(view, spec["left"], basis, classes)
    right = _rows(view, spec["right"], basis, classes)
    if not any(key in right for key in left if key != TOTAL):
        return
    if spec.get("same_total", not classes) and not _same_total(left, right):
        if "funds" in spec:
            yield from _of_funds(view, spec, basis, left, right)
        else:
            reason = f"{spec['left']['table']}与{spec['right']['table']}合计不同，各行不必相同"
            yield Outcome(RULE, "skipped", message=reason)
        return
    common = [key for key in left if key in right and key != TOTAL]
    if not classes:
        yield from _lacking(view, left, right)
    if not classes or len(right) <= len(common) * MOST:
        yield from _lacking(view, right, left)
    found = [
        same_outcome(view, RULE, left[key], right[key])
        for key in common
        if left[key].value is not None and right[key].value is not None
        if amount(left[key]) or amount(right[key])
    ]
    yield from steady(found, RULE, f"{spec['left']['table']}与{spec['right']['table']}")


def _same_total(left: Rows, right: Rows) -> bool:
    totals = left.get(TOTAL), right.get(TOTAL)
    return bool(totals[0] and totals[1] and amount(totals[0]) == amount(totals[1]))


def _of_funds(
    view: View, spec: Spec, basis: str | None, left: Rows, right: Rows
) -> Iterator[Outcome]:
    """All spending beside what single funds spent: their sum, where the totals say so.

    Else there is other money too, and no fund spent more on a row than all did.
    """
    funds = [right, *(_rows(view, {"table": table}, basis, False) for table in spec["funds"])]
    totals = [fund[TOTAL] for fund in funds if TOTAL in fund]
    whole = left.get(TOTAL)
    complete = whole is not None and amount(whole) == sum(map(amount, totals))
    found: list[Outcome | None] = []
    for key, fact in left.items():
        parts = [(1, fund[key]) for fund in funds if key in fund and key != TOTAL]
        if complete and parts:
            found.append(sum_outcome(view, RULE, fact, parts, "各类财政拨款之和"))
        elif parts:
            found.append(_within(view, fact, parts[0][1]))
    titles = f"{spec['left']['table']}与{spec['right']['table']}"
    yield from steady(found, RULE, titles)
    if not complete:
        yield Outcome(RULE, "skipped", message=f"{titles}合计不同，各行不必相同")


def _within(view: View, whole: Fact, part: Fact) -> Outcome | None:
    if not amount(part) or whole.value is None:
        return None
    facts = (part.number, whole.number)
    if amount(part) <= amount(whole) + view.step(part) + view.step(whole):
        return Outcome(RULE, "passed", facts=facts)
    message = (
        f"{name_of(view, part)}为 {printed_of(part)}，大于{name_of(view, whole)} "
        f"{printed_of(whole)}：一种资金的支出不会多于全部支出"
    )
    return Outcome(RULE, "failed", "error", message, facts, whole.value, part.value, part.unit)


def _lacking(view: View, rows: Rows, others: Rows) -> Iterator[Outcome]:
    """Rows of one table that the other one, of the same total, does not have."""
    title = view.tables[next(iter(others.values())).table or 0].title
    for code, fact in rows.items():
        if code not in others and amount(fact):
            coded = f"（{code}）" if fact.code else ""
            message = f"{name_of(view, fact)}{coded}为 {printed_of(fact)}，《{title}》没有这一行"
            yield Outcome(RULE, "failed", "warning", message, (fact.number,))


def _rows(view: View, spec: Spec, basis: str | None, classes: bool) -> Rows:
    """Code (or, of classes and where no codes are printed, name) to the figure of one column."""
    tables = view.by_standard.get(spec["table"], [])
    own: str = spec.get("basis", "") if basis is None else basis
    wanted = {own} if own else {"", "本年支出"}
    facts = view.by_table[tables[0].number] if len(tables) == 1 else []
    column = [fact for fact in facts if (fact.basis or "") in wanted]
    names = Counter(words(fact.item) for fact in column)
    coded = any(fact.code for fact in facts)
    found: Rows = {}
    for fact in column:
        name = words(fact.item)
        if matches("total_row", name) and fact.code is None:
            found.setdefault(TOTAL, fact)
        elif classes and (fact.code is None or len(fact.code) == 3):
            found.setdefault(name, fact)
        elif fact.code:
            found.setdefault(fact.code, fact)
        elif not coded and not classes and names[name] == 1:
            found.setdefault(name, fact)
    return found
