"""A list of the tables that says which of them are empty, against the tables themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.model import Cell, Place, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.tables.words import standard_of

RULE = "table-listed-empty"
_ASKED = re.compile(r"是否(?:为)?空(?:白)?表|空表(?:标识|与否)")
_YES, _NO = ("是", "√", "空表"), ("否", "×")


def listed_empty(view: View) -> Iterator[Outcome]:
    """ "表7 …… 是（不涉及）" beside a table that prints amounts, or "否" beside one that has none."""
    for table in view.report.tables:
        for title, answer in _listed(table):
            standard = standard_of(title.text)
            printed = view.by_standard.get(standard.key, []) if standard else []
            if len(printed) == 1:
                yield _compared(view, printed[0], answer)


def _listed(table: Table) -> Iterator[tuple[Cell, Cell]]:
    """(the cell that names a table, the cell that says whether it is empty)."""
    asked = [cell for cell in table.cells if _ASKED.search(words(cell.text))]
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row, cells in rows.items():
        answer = next(
            (c for c in cells for a in asked if c.column == a.column and row > a.row), None
        )
        title = next((cell for cell in cells if standard_of(cell.text)), None)
        if answer is not None and title is not None and words(answer.text) in (*_YES, *_NO):
            yield title, answer


def _compared(view: View, table: Table, answer: Cell) -> Outcome:
    said = words(answer.text) in _YES
    shown = [fact for fact in view.by_table[table.number] if fact.value]
    if said == (not shown):
        return Outcome(RULE, "passed")
    places = (Place(answer.page, answer.ink or answer.box),)
    if shown:
        message = f"表格目录写《{table.title}》是空表，而{name_of(view, shown[0])}印为 {printed_of(shown[0])}"
        return Outcome(
            RULE, "failed", "warning", message, (shown[0].number,), places=places, quote=answer.text
        )
    message = f"表格目录写《{table.title}》不是空表，表中没有数据"
    return Outcome(RULE, "failed", "warning", message, places=places, quote=answer.text)
