"""类, 款 and 项 named in the explanation against the rows of the table that they are told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.amounts import is_money
from corpus.reconcile.explanation import item_rows, own_measure
from corpus.reconcile.model import Outcome
from corpus.reconcile.outcomes import name_of, printed_of
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import matches

RULE = "told-name"
MOST = 2
"""One path in so many may be wanting in the table; if more are, they are named another way."""

Path = tuple[str, ...]
_NUMBERING = re.compile(r'^[\d.、,"()]+')


def told_names(view: View) -> Iterator[Outcome]:
    """ "…（类）…（款）…（项）": such a row is there, or the name is another one's."""
    rows = item_rows(view)
    paths = {tuple(map(words, row.row)) for row in rows}
    known = {label for path in paths for label in path}
    told = {_path(fact): fact for fact in _told(view) if not known.isdisjoint(_path(fact))}
    lacking = [path for path in told if path not in paths]
    if len(lacking) * MOST > len(told):
        if told:
            reason = "说明中的类、款、项名称多数不在表中，未核对名称"
            yield Outcome(RULE, "skipped", message=reason)
        return
    for path, fact in told.items():
        if path in paths:
            yield Outcome(RULE, "passed")
        else:
            yield _lacking(view, fact, rows, {row for row in told if row in paths})


def _told(view: View) -> Iterator[Fact]:
    """Amounts of groups and items that the text names with what they belong to."""
    for fact in view.narrative:
        named = len(fact.row) > 1 and matches("class_name", _path(fact)[0])
        if named and is_money(fact) and fact.value and own_measure(view, fact):
            yield fact


def _path(fact: Fact) -> Path:
    return tuple(_NUMBERING.sub("", words(label)) for label in fact.row)


def _lacking(view: View, fact: Fact, rows: list[Fact], known: set[Path]) -> Outcome:
    """The row of that amount that the text does not name anywhere, if there is one."""
    same = [
        row
        for row in rows
        if len(row.row) == len(fact.row)
        and view.near(row, fact)
        and tuple(map(words, row.row)) not in known
    ]
    named = "、".join(fact.row)
    if len({row.row for row in same}) == 1:
        message = (
            f"说明中写“{named}” {printed_of(fact)}，{name_of(view, same[0])}为该金额，名称不同"
        )
        return Outcome(RULE, "failed", "warning", message, (fact.number, same[0].number))
    message = f"说明中的“{named}”（{printed_of(fact)}）不在表中"
    return Outcome(RULE, "failed", "warning", message, (fact.number,))
