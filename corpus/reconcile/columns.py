"""Heads that contain heads: a column 合计 or 小计 is the sum of the columns beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from corpus.model import Fact, Table
from corpus.reconcile.amounts import amount
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import Signed, steady, sum_outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches

RULE = "row-sum"
Path = tuple[str, ...]


def row_sums(view: View) -> Iterator[Outcome]:
    """In every row of a standard table, also where no formula is printed."""
    for table in view.standard_tables:
        yield from steady(_table(view, table), RULE, f"《{table.title}》")


def _table(view: View, table: Table) -> Iterator[Outcome | None]:
    rows: dict[tuple[int, str, int | None, Path], list[Fact]] = defaultdict(list)
    for fact in view.by_table[table.number]:
        # One line may hold the figures of two items side by side.
        rows[fact.row_index or 0, fact.measure, fact.year, fact.row].append(fact)
    for facts in rows.values():
        yield from _row(view, facts)


def _row(view: View, facts: list[Fact]) -> Iterator[Outcome | None]:
    by_path: dict[Path, Fact] = {}
    for fact in facts:
        path = heads(fact.column)
        if path in by_path:
            return
        by_path[path] = fact
    for path, total in by_path.items():
        if path and matches("total_column", path[-1]):
            parts = beside(by_path, path)
            if not matches("running_total", path[-1]):
                parts = _first_that_add_up(parts, amount(total))
            if len(parts) > 1:
                yield sum_outcome(view, RULE, total, parts, "同行各栏之和")


def _first_that_add_up(parts: list[Signed], total: Decimal) -> list[Signed]:
    """A total with a name of its own ("三公经费合计") may stand before columns that are no part of
    it (会议费, 培训费): the columns next to it, as far as they make it up, else all."""
    sums = [*accumulate(sign * amount(part) for sign, part in parts)]
    return parts[: sums.index(total) + 1] if total in sums[1:] else parts


def heads(column: Path) -> Path:
    """A column's heads without those that only say which figures they are (预算数, 决算数)."""
    plain = tuple(words(head) for head in column)
    kept = tuple(head for head in plain if not matches("measure_head", head))
    return kept or plain[-1:]


def beside(by_path: dict[Path, Fact], total: Path) -> list[Signed]:
    """What a total column adds up: each head beside it once, by its own total where it has one."""
    within = total[:-1]
    branches: dict[str, list[tuple[Path, Fact]]] = defaultdict(list)
    for path, fact in by_path.items():
        if path != total and len(path) > len(within) and path[: len(within)] == within:
            branches[path[len(within)]].append((path, fact))
    parts: list[Signed] = []
    for head, columns in branches.items():
        if matches("total_column", head) or matches("partial", head):
            continue
        own = [fact for path, fact in columns if len(path) == len(within) + 1]
        totals = [fact for path, fact in columns if matches("total_column", path[-1])]
        parts += [(1, fact) for fact in own or totals[:1] or [fact for _, fact in columns]]
    return parts
