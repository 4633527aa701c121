"""Facts of a table, read by its kind: a form, a table of the year's work, or one with a head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Fact, Identity, Table
from corpus.tables.facts.form_facts import form_facts
from corpus.tables.facts.grid_facts import grid_facts
from corpus.tables.facts.work_facts import work_facts


def table_facts(table: Table, identity: Identity, first_number: int) -> tuple[Fact, ...]:
    """The facts of a table in printed order, numbered from ``first_number``."""
    ordered = sorted(_facts(table, identity), key=_printed_order)
    return tuple(replace(fact, number=n) for n, fact in enumerate(ordered, start=first_number))


def _facts(table: Table, identity: Identity) -> Iterator[Fact]:
    if table.kind == "form":
        return form_facts(table, identity)
    if table.kind == "work":
        return work_facts(table, identity)
    return grid_facts(table, identity)


def _printed_order(fact: Fact) -> tuple[int, int, int]:
    row = -1 if fact.row_index is None else fact.row_index
    column = -1 if fact.column_index is None else fact.column_index
    return row, column, fact.page
