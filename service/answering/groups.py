"""The members of a group that a question names: 三公经费, 政府采购.

Such groups have no rows below them in the standard tables: a sentence lists their parts, or a wide
table has them as columns.
"""

from __future__ import annotations

from service.answering.candidates import Candidate, candidate
from service.answering.inquiry import Inquiry
from service.understanding.keys import core, key


def figures_of(inquiry: Inquiry, report: str) -> list[Candidate]:
    record = inquiry.desk.scope.record(report)
    heads = inquiry.desk.tables(report)
    return [
        candidate(record, s.fact, heads.get(s.fact.table or 0), 0, inquiry.asked)
        for s in inquiry.desk.shelf.facts([report], limit=None).facts
        if s.fact.value is not None
    ]


def is_amount(one: Candidate) -> bool:
    return one.fact.measure in {"决算数", "执行数", "预算数", "金额"} and one.amount is not None


def distinct(found: object) -> list[Candidate]:
    seen: dict[tuple[str, object], Candidate] = {}
    for one in found:  # type: ignore[attr-defined]
        seen.setdefault((key(one.fact.item), one.amount), one)
    return list(seen.values())


def group_members(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The figures directly below the item named, in one table's columns or else in sentences."""
    label_key = inquiry.desk.lexicon.label_key
    labels = {i for m in inquiry.query.mentions for i in inquiry.equivalents(m).labels}
    names = {_same(label_key[i]) for i in labels if i in label_key}
    below = [
        c
        for c in figures_of(inquiry, report)
        if is_amount(c) and _parent(c) and _parent(c) in names
    ]
    for source in ("table", "narrative"):
        seen: dict[str, Candidate] = {}
        for one in (c for c in below if c.fact.source == source):
            seen.setdefault(_same(key(one.fact.item)), one)
        if len(seen) > 1:
            return list(seen.values())
    return []


def _same(form: str) -> str:
    return core(form) or form


def _parent(one: Candidate) -> str:
    """What the figure stands directly below, "" for nothing."""
    path = one.fact.row if len(one.fact.row) > 1 else one.fact.column
    steps = [key(step) for step in path if key(step) != "小计"]
    return _same(steps[-2]) if len(steps) > 1 else ""
