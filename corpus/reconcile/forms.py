"""Performance forms as the rules look at them: which facts are of one form, and what they score."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches
from corpus.tables.words import word

Form = tuple[str, str, int]


def forms(view: View) -> dict[Form, list[Fact]]:
    """The facts of each form; the tables that one form was cut into are one."""
    found: dict[Form, list[Fact]] = defaultdict(list)
    numbers = _numbered(view)
    seen: set[tuple[Form, tuple[str, ...], str, Decimal | None]] = set()
    for fact in view.report.facts:
        form = numbers.get(fact.table or 0)
        if form is None:
            continue
        # The head of a form is printed again over its next piece.
        key = form, (fact.item, *fact.row, *fact.column), fact.measure, fact.value
        if key not in seen:
            seen.add(key)
            found[form].append(fact)
    return found


def _numbered(view: View) -> dict[int, Form]:
    """Table to its form. Forms without a subject are one only where a piece has no funds itself."""
    numbers: dict[int, Form] = {}
    count = 0
    for table in view.forms:
        spends = any(fact.measure == "执行数" for fact in view.by_table[table.number])
        if not table.subject and spends:
            count += 1
        numbers[table.number] = (table.title, table.subject or "", 0 if table.subject else count)
    return numbers


def same_row(fact: Fact, other: Fact) -> bool:
    return (fact.table, fact.row_index) == (other.table, other.row_index)


def scores_of(facts: list[Fact]) -> list[Fact]:
    """What each indicator earned, the execution of the budget counted once."""
    scores = [
        fact for fact in facts if fact.measure == "得分" and fact.row and fact.value is not None
    ]
    scores = [
        fact
        for fact in scores
        if not matches("partial", words(fact.row[-1])) and not is_grand(fact)
    ]
    totals = {fact.row[:-1] for fact in scores if is_total(fact)}
    return [fact for fact in scores if fact.row[:-1] not in totals or is_total(fact)]


def is_total(fact: Fact) -> bool:
    """Whether its row is the form's of all money, not of a part of it."""
    return word("forms", "total").search(words(fact.row[-1])) is not None


def is_grand(fact: Fact) -> bool:
    """Whether its row is the last one, of the whole form."""
    return len(fact.row) == 1 and matches("grand_score", words(fact.row[0]))


def grand_score(facts: list[Fact]) -> Fact | None:
    """The score of a whole form: printed above it, or in its last row."""
    scores = [fact for fact in facts if fact.measure == "得分" and fact.value is not None]
    above = [fact for fact in scores if not fact.row]
    return next(iter([*above, *filter(is_grand, scores)]), None)


def form_of(fact: Fact) -> str:
    return f"“{fact.subject}”评价表" if fact.subject else "评价表"
