"""Total rows that say nothing by themselves: 总分 of a project's form, 合计 of the table of 三公经费."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from service.answering.candidates import Candidate, Desk, gather
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import load


def is_form_total(name: str) -> bool:
    """A row name that is a form's total and says nothing without its project."""
    return "分" in name and key(name) in _total_rows()


_SCORES = frozenset({"得分", "分值"})


@cache
def _total_rows() -> tuple[str, ...]:
    return tuple(map(key, load("totals.toml")["form_totals"]["items"]))


def form_totals(mention: Mention, desk: Desk, asked: str) -> tuple[Candidate, ...]:
    """The rows 总分 of the forms that evaluate the project called so."""
    lexicon = desk.lexicon
    names = {lexicon.label_key.get(label, "") for label in mention.labels} - {""}
    subjects = names | {f"{name.removesuffix('项目')}" for name in names}
    rows = tuple(label for name in _total_rows() for label in lexicon.by_key.get(name, ()))
    if not rows or not names:
        return ()
    found = gather(replace(mention, labels=rows, code=None), desk, asked)
    return tuple(
        c
        for c in found
        if c.fact.measure in _SCORES
        and c.fact.subject
        and c.table is not None
        and c.table.kind == "form"
        and key(c.fact.subject).removesuffix("项目") in subjects
    )


def table_totals(mention: Mention, desk: Desk, asked: str) -> tuple[Candidate, ...]:
    """The rows 合计 of the standard tables that the mention names as a whole."""
    found = total_rows(desk, mention, asked)
    return tuple(c for c in found if c.table is not None and c.table.standard in mention.total_of)


_ANY = Mention("合计", "context", (), 1.0, 0, 0)


def total_rows(desk: Desk, mention: Mention = _ANY, asked: str = "") -> tuple[Candidate, ...]:
    """Every figure of the rows called 合计 or alike; what they total, their tables say."""
    names = map(key, load("totals.toml")["rows"]["items"])
    rows = tuple(label for name in names for label in desk.lexicon.by_key.get(name, ()))
    return gather(replace(mention, labels=rows, code=None), desk, asked) if rows else ()
