"""Headers, footers and page numbers: what a page prints around its text.

Two signs are used, both only in the outer parts of a page: a number of its own, and a line that
comes back at the same height on several pages (its digits aside). What this assumes: a line that
names a table's unit, department or code is never furniture, and running text has no line that
stands at one height on three pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from corpus.layout.beside import names_table_detail
from corpus.model import Line, Page
from corpus.text import normalize

OUTER = 0.12
"""The part of a page's height at its top and at its bottom where furniture is looked for."""

REPEATS = 3
"""A line on so many pages at one height is no running text."""

SAME_HEIGHT = 8.0
"""Points: heights are compared in steps of this."""

Furniture = Literal["header", "footer"]

_PAGE_NUMBER = re.compile(
    r"[-—–~·|\s]*(?:第?\d{1,3}页?|[ivxlc]{1,5})[-—–~·|\s]*|第?\d{1,3}页?[,/共\s]+\d{1,3}页?",
    re.IGNORECASE,
)

_AMOUNT = re.compile(r"-?[\d,]+\.\d+%?")
"""Tables that break at the same row print the same amounts at the same height."""


def find_furniture(
    pages: Sequence[Page], lines: Mapping[int, Sequence[Line]]
) -> dict[tuple[int, int], Furniture]:
    """Which lines are furniture: (page number, index of the line there) to its side.

    ``lines`` gives the lines of each page by its number.
    """
    sides: dict[tuple[int, int], Furniture] = {}
    repeated: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for index, line in enumerate(lines[page.number]):
            side = _side(line, page)
            if side is None:
                continue
            text = normalize(line.text)
            if _PAGE_NUMBER.fullmatch(text):
                sides[page.number, index] = side
            elif not (names_table_detail(text) or _AMOUNT.fullmatch(text)):
                step = round(line.box.center[1] / SAME_HEIGHT)
                repeated[re.sub(r"\d+", "#", text), side, step].append((page.number, index))
    for (_, found, _), places in repeated.items():
        if len({number for number, _ in places}) >= REPEATS:
            sides.update(dict.fromkeys(places, "header" if found == "header" else "footer"))
    return sides


def _side(line: Line, page: Page) -> Furniture | None:
    middle = line.box.center[1]
    if middle < OUTER * page.height:
        return "header"
    return "footer" if middle > (1 - OUTER) * page.height else None
