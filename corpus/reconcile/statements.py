"""Statements that there is nothing, against tables; and empty tables without such a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.model import Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared

SAID_RULE, EMPTY_RULE = "none-stated", "empty-unexplained"
Spec = dict[str, Any]


def none_stated(view: View) -> Iterator[Outcome]:
    """ "本部门无政府性基金预算…支出" beside a table that prints some."""
    for spec in declared()["none"]:
        said = next(iter(_saying(view, spec["said"])), None)
        for table in _tables(view, spec):
            figures = [
                fact
                for fact in view.by_table[table.number]
                if fact.value and spec.get("measure", fact.measure) == fact.measure
            ]
            if said and figures:
                message = (
                    f"文中写“{said}”，而{name_of(view, figures[0])}印为 {printed_of(figures[0])}"
                )
                numbers = tuple(fact.number for fact in figures[:5])
                yield Outcome(SAID_RULE, "failed", message=message, facts=numbers, quote=said)
            elif said:
                yield Outcome(SAID_RULE, "passed")


def empty_unexplained(view: View) -> Iterator[Outcome]:
    """A table without any figure needs a note that says so."""
    for spec in declared()["none"]:
        for table in _tables(view, spec):
            if any(fact.value for fact in view.by_table[table.number]):
                continue
            notes = "".join(map(words, table.notes))
            if re.search(spec["empty"], notes) or next(iter(_saying(view, spec["empty"])), None):
                yield Outcome(EMPTY_RULE, "passed")
            elif view.stretches and not notes:
                message = f"《{table.title}》没有数据，表下和说明中均未说明为空表"
                yield Outcome(EMPTY_RULE, "failed", "warning", message, places=table.places[:1])


def _tables(view: View, spec: Spec) -> Iterator[Table]:
    for key in spec["tables"]:
        yield from view.by_standard.get(key, [])


def _saying(view: View, pattern: str) -> Iterator[str]:
    for passage in view.report.passages:
        if passage.kind != "table" and (match := re.search(pattern, words(passage.text))):
            yield match[0]
