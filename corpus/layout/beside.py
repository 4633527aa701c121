"""The lines that belong to a table or a chart though they are printed outside of it.

A table knows its caption's lines; of its notes it knows the texts, which are looked for under it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

from corpus.model import Line, Place, Table
from corpus.text import normalize

BesideRole = Literal["caption", "note"]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = tomllib.loads(
        resources.files("corpus.layout").joinpath("beside.toml").read_text("utf-8")
    )
    return re.compile("|".join(data[name]))


def names_table_detail(text: str) -> bool:
    """Whether normalized ``text`` prints a table's unit, department or number."""
    return _pattern("details").search(text) is not None


def is_bare_caption(text: str) -> bool:
    """Whether normalized ``text`` is a chart's caption ("图1:收支变动") or a label ("附件2")."""
    chart = len(text) <= 40 and text[-1:] not in "。;,、" and _pattern("charts").match(text)
    return bool(chart or _pattern("labels").fullmatch(text))


def find_beside(lines: Sequence[Line], tables: Sequence[Table]) -> dict[int, BesideRole]:
    """Index of each line of one page that belongs to one of ``tables``, to its role.

    ``lines`` are those of the page outside of all tables, from the top down.
    """
    roles: dict[int, BesideRole] = {}
    page = lines[0].page if lines else 0
    for table in tables:
        captions = [line.box for line in table.caption if line.page == page]
        for index, line in enumerate(lines):
            if any(line.box.contains(*box.center) for box in captions):
                roles[index] = "caption"
        if table.places and table.places[-1].page == page:
            roles.update(_notes(lines, table, table.places[-1]))
    return roles


def _notes(lines: Sequence[Line], table: Table, place: Place) -> dict[int, BesideRole]:
    """Downwards from the table while lines are part of its notes.

    Where the note is over, a statement about the department is running text again.
    """
    notes = normalize("".join(table.notes))
    roles: dict[int, BesideRole] = {}
    over = True
    for index, line in enumerate(lines):
        if line.box.center[1] < place.box.bottom:
            continue
        text = normalize(line.text)
        if text not in notes or (over and _pattern("statements").match(text)):
            break
        roles[index] = "note"
        over = text[-1] in "。;."
    return roles
