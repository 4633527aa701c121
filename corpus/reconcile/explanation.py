"""The explanation's amounts against the tables: quantities by name, and codes by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from corpus.model import Fact
from corpus.reconcile.amounts import amount, is_money
from corpus.reconcile.between_tables import quantities, reference
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.outcomes import name_of, printed_of, same_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared, matches

QUANTITY_RULE, CODE_RULE, BLANK_RULE = "explanation-total", "explanation-item", "told-but-blank"
Spec = dict[str, Any]


def quantities_told(view: View) -> Iterator[Outcome]:
    """Every amount that the text (or the form of the whole department) gives for a quantity."""
    for spec, measure in quantities(view):
        best, _ = reference(view, spec, measure)
        if best is None:
            continue
        for fact in [*_told(view, spec, measure or best.measure), *_in_forms(view, spec)]:
            outcome = same_outcome(view, QUANTITY_RULE, fact, best, _severity(fact, best))
            wider = _of_another_scope(view, spec, fact) if outcome.status == "failed" else None
            if wider is None:
                yield outcome
                continue
            reason = f"说明中“{fact.item}”{fact.printed} 是{name_of(view, wider)}，口径不同，未核对"
            yield Outcome(QUANTITY_RULE, "skipped", message=reason, facts=(fact.number,))


def _of_another_scope(view: View, spec: Spec, fact: Fact) -> Fact | None:
    """The amount of a like quantity that it is, of more or fewer funds: only the name is short."""
    family: list[str] = next((each for each in declared()["families"] if spec["name"] in each), [])
    for other, measure in quantities(view) if amount(fact) else ():
        if other["name"] in family and other is not spec:
            best, _ = reference(view, other, measure)
            if best is not None and amount(best) == amount(fact):
                return best
    return None


def blanks_told(view: View) -> Iterator[Outcome]:
    """Amounts of which the table, having a place for them, prints none."""
    for spec, measure in quantities(view):
        best, cells = reference(view, spec, measure)
        for fact in _told(view, spec, measure or "") if cells and best is None else ():
            if not fact.value:
                yield Outcome(BLANK_RULE, "passed")
                continue
            message = (
                f"说明中“{fact.item}”的{fact.measure}为 {printed_of(fact)}，"
                f"{name_of(view, cells[0])}为空"
            )
            facts = (fact.number, cells[0].number)
            yield Outcome(BLANK_RULE, "failed", "warning", message, facts)


def _severity(fact: Fact, best: Fact) -> Severity:
    """A table's 预算数 may be the year's adjusted budget, where the text tells the first one."""
    return "warning" if fact.measure == "年初预算数" != best.measure else "error"


def _told(view: View, spec: Spec, measure: str) -> Iterator[Fact]:
    own_years = (None, view.report.identity.year)
    return (fact for fact in told_of(view, spec, measure) if fact.year in own_years)


def told_of(view: View, spec: Spec, measure: str) -> Iterator[Fact]:
    """The amounts that the text gives for a quantity, of whatever year."""
    for fact in view.narrative:
        printed = fact.value is not None and is_money(fact)
        if printed and _measured(fact, measure) and any(says(view, fact, w) for w in spec["text"]):
            yield fact


def _measured(fact: Fact, measure: str) -> bool:
    """Whether the fact is of the measure; which of the budgets is meant a table seldom says."""
    return matches("budget" if measure == "预算数" else "outturn", fact.measure)


def says(view: View, fact: Fact, spec: Spec) -> bool:
    """Whether the words of a declared quantity are the fact's."""
    if not re.search(spec["item"], words(fact.item)):
        return False
    if "path" in spec and not any(re.search(spec["path"], words(each)) for each in fact.row[:-1]):
        return False
    if "basis" in spec and (fact.basis or "") != spec["basis"]:
        return False
    titles = " ".join(map(words, view.sections_of(fact)))
    if "outside" in spec and re.search(spec["outside"], titles):
        return False
    return "section" not in spec or bool(re.search(spec["section"], titles))


def _in_forms(view: View, spec: Spec) -> Iterator[Fact]:
    names = spec.get("forms", ())
    for table in view.forms if names else ():
        for fact in view.by_table[table.number]:
            named = any(re.search(name, words(fact.item)) for name in names)
            if named and fact.value is not None and is_money(fact):
                yield fact


def items_told(view: View) -> Iterator[Outcome]:
    """Every amount that the text gives for a class, group or item that a table has a row for."""
    rows = _rows_by_name(view)
    for fact in view.narrative:
        if fact.value is None or not is_money(fact) or not own_measure(view, fact):
            continue
        candidates = _candidates(view, fact, rows)
        if not candidates:
            continue
        nearest = min(candidates, key=lambda c: abs(amount(c) - amount(fact)))
        if view.near(nearest, fact) or _decides(view, fact, candidates):
            yield same_outcome(view, CODE_RULE, fact, nearest)
        else:
            reason = (
                f"说明中“{fact.item}”{fact.printed}：所指的表没有读出，其他各表口径不同，未核对"
            )
            yield Outcome(CODE_RULE, "skipped", message=reason, facts=(fact.number,))


def _decides(view: View, fact: Fact, candidates: list[Fact]) -> bool:
    """Whether an amount that agrees with none of them is wrong.

    It is where the tables that it can be of are all there, or all print one amount; else it may be
    of a table that could not be read.
    """
    held = {view.tables[row.table or 0].standard for row in candidates}
    told = declared()["told"]
    general = not held.isdisjoint(told["tables"])
    if fact.basis == "基本支出" or (general and (fact.basis or not held.isdisjoint(told["whole"]))):
        return True
    return len(held) > 1 and all(view.near(row, candidates[0]) for row in candidates)


def own_measure(view: View, fact: Fact) -> bool:
    """Whether it is what the report's tables print: its own year's outturn, or budget."""
    measure = "outturn" if view.report.identity.kind.endswith("决算") else "budget"
    own_year = fact.year in (None, view.report.identity.year)
    return own_year and matches(measure, fact.measure)


def item_rows(view: View) -> list[Fact]:
    """Classes, groups and items in the tables that the text tells of, those told one by one first."""
    told = declared()["told"]
    return [
        fact
        for key in [*told["tables"], *told["named"]]
        for table in view.by_standard.get(key, [])
        for fact in view.by_table[table.number]
        if fact.code and fact.code[0] == "2" and fact.value is not None
    ]


def _rows_by_name(view: View) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for table in view.standard_tables:
        for fact in view.by_table[table.number]:
            if fact.code and fact.value is not None and fact.code[0] == "2":
                found[words(fact.item)].append(fact)
    return found


def _candidates(view: View, fact: Fact, rows: dict[str, list[Fact]]) -> list[Fact]:
    """The table figures that may be meant: same name and parents."""
    name = words(fact.item)
    parents = [words(label) for label in fact.row[:-1]]
    if fact.basis == "基本支出":
        return _economic(view, name)
    if fact.basis == "项目支出" or (parents and not _known(parents[-1], rows)):
        return []
    found = [row for row in rows.get(name, []) if row.basis is None and _under(row, parents)]
    general = declared()["told"]["tables"]
    chosen = [row for row in found if view.tables[row.table or 0].standard in general]
    scoped = chosen if fact.basis and chosen else [*chosen, *found]
    # Where several items have the name ("行政运行"), or a group and an item in it ("其他支出"),
    # which one is meant, or their sum, cannot be told.
    return scoped if parents or len({row.code for row in scoped}) == 1 else []


def _economic(view: View, name: str) -> list[Fact]:
    """The rows of an economic class ("工资福利支出") in the table of basic expenditure."""
    tables = [t for key in declared()["basic"]["tables"] for t in view.by_standard.get(key, [])]
    return [
        row
        for table in tables
        for row in view.by_table[table.number]
        if row.code and row.value is not None and row.basis is None and words(row.item) == name
    ]


def _known(parent: str, rows: dict[str, list[Fact]]) -> bool:
    return any(parent == name or parent.endswith(name) for name in rows)


def _under(row: Fact, parents: list[str]) -> bool:
    above = [words(label) for label in row.row[:-1]]
    return not parents or parents[-1:] == above[-1:]
