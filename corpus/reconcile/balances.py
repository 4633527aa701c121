"""Tables of income and expenditure side by side: running totals, and both sides the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.model import Fact, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import same_outcome, steady, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared, matches

RUNNING_RULE, BALANCE_RULE, GROUP_RULE, CARRIED_RULE = (
    "running-total", "balance", "group-total", "carried-over",
)  # fmt: skip


def running_totals(view: View) -> Iterator[Outcome]:
    """Each 合计 or 总计 is the 合计 above it plus the rows between."""
    for table in _two_sided(view):
        for facts in _columns(view, table).values():
            yield from _column(view, facts)


def _two_sided(view: View) -> Iterator[Table]:
    keys = declared()["two_sided"]["tables"]
    return (table for table in view.standard_tables if table.standard in keys)


def _columns(view: View, table: Table) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in view.by_table[table.number]:
        found[fact.column_index or 0].append(fact)
    return found


def _column(view: View, facts: list[Fact]) -> Iterator[Outcome]:
    if any(matches("by_nature", words(fact.item)) for fact in facts):
        return  # set out by nature, one part within another
    paths = {fact.row for fact in facts}
    pending: list[Fact] = []
    last: Fact | None = None
    for fact in facts:
        if matches("running_total", words(fact.item)):
            parts = [(1, part) for part in ([last] if last else []) + pending]
            outcome = sum_outcome(view, RUNNING_RULE, fact, parts, "以上各项之和")
            if outcome is not None and parts:
                yield outcome
            last, pending = fact, []
        elif matches("partial", words(fact.row[-1] if fact.row else "")) or _part_of_carried(
            fact, pending
        ):
            continue
        elif not any(fact.row[:length] in paths for length in range(1, len(fact.row))):
            pending.append(fact)


def _part_of_carried(fact: Fact, before: list[Fact]) -> bool:
    """A fund right under what was carried over: the row above it set out, however it is indented."""
    return (
        matches("fund", words(fact.item))
        and bool(before)
        and matches("carried", words(before[-1].item))
    )


def balances(view: View) -> Iterator[Outcome]:
    """The last total of the income side is that of the expenditure side."""
    for table in _two_sided(view):
        last: dict[str, Fact] = {}
        for fact in view.by_table[table.number]:
            total = fact.basis is None and matches("grand_total", words(fact.item))
            side = _side(fact) if total else None
            if side and fact.value is not None:
                last.setdefault(f"{side}{fact.row_index}", fact)
        incomes = [fact for key, fact in last.items() if key.startswith("收")]
        expenses = [fact for key, fact in last.items() if key.startswith("支")]
        if not incomes or not expenses:
            continue
        if _total_word(expenses[-1]) == _total_word(incomes[-1]):
            yield same_outcome(view, BALANCE_RULE, expenses[-1], incomes[-1])
        else:
            reason = f"《{table.title}》两边的总计未能对应，未核对收支平衡"
            yield Outcome(BALANCE_RULE, "skipped", message=reason)


def _total_word(fact: Fact) -> str:
    """合计 or 总计, without whose it is."""
    return words(fact.item)[-2:]


def _side(fact: Fact) -> str | None:
    """收 or 支, by the outermost heading of the row that says which."""
    for label in fact.row:
        for side, name in (("收", "income_side"), ("支", "expense_side")):
            if matches(name, words(label)):
                return side
    return None


def carried_over(view: View) -> Iterator[Outcome]:
    """What a row begins with, and its income less its spending, is what it ends with."""
    signs: dict[str, int] = declared()["carried"]["signs"]
    closing: str = declared()["carried"]["closing"]
    for table in view.standard_tables:
        rows: dict[int, dict[str, Fact]] = defaultdict(dict)
        for fact in view.by_table[table.number]:
            rows[fact.row_index or 0].setdefault(_whole_head(fact), fact)
        found = []
        for row in rows.values():
            if closing in row and signs.keys() <= row.keys():
                parts = [(sign, row[name]) for name, sign in signs.items()]
                how = "年初结转加收入减支出"
                found.append(sum_outcome(view, CARRIED_RULE, row[closing], parts, how))
        yield from steady(found, CARRIED_RULE, f"《{table.title}》")


def _whole_head(fact: Fact) -> str:
    """The basis of a column that is the whole of its head; a part of it is no such."""
    parts = fact.column[1:]
    return "" if parts and not matches("total_column", words(parts[-1])) else fact.basis or ""


def group_totals(view: View) -> Iterator[Outcome]:
    """A row 小计 is the sum of the rows of its group."""
    for table in view.standard_tables:
        for facts in _columns(view, table).values():
            for total in facts:
                if len(total.row) > 1 and matches("group_total", words(total.row[-1])):
                    parts = [
                        (1, fact)
                        for fact in facts
                        if fact.row[:-1] == total.row[:-1] and fact is not total
                    ]
                    outcome = sum_outcome(view, GROUP_RULE, total, parts, "本组各项之和")
                    if outcome is not None and parts:
                        yield outcome
