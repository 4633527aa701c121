"""Equations that a report prints under its tables: "27行=(1+2+…+8)行", "6栏各行=(1+2-3)栏各行"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from corpus.model import Formula, Line
from corpus.text import normalize

_EQUATION = re.compile(
    r"(?P<total>\d{1,3})\s*(?P<axis>行|栏)\s*(?:各[行栏])?\s*=\s*"
    r"(?P<parts>[(\[]?\s*\d{1,3}\s*(?:[行栏])?(?:\s*(?:[-+]|[.·]{2,}|~|至)+\s*\d{1,3}\s*[行栏]?)*\s*[)\]]?)"
    r"\s*(?:行|栏)?"
)
_TOKEN = re.compile(r"(?P<dots>[.·]{2,}|~|至)|(?P<sign>[-+])|(?P<number>\d{1,3})")


def find_formulas(lines: Sequence[Line]) -> tuple[Formula, ...]:
    """Every equation in the notes of a table, in printed order.

    An equation that a line break divides is found where it starts.
    """
    found: list[Formula] = []
    for index, line in enumerate(lines):
        rest = lines[index + 1].text if index + 1 < len(lines) else ""
        own = len(normalize(line.text))
        for start, formula in _equations(f"{normalize(line.text)}{normalize(rest)}"):
            if start < own:
                axis, total, parts, printed = formula
                found.append(Formula(axis, total, parts, printed, line.page, line.box))
    return tuple(found)


_Axis = Literal["row", "column"]
_Equation = tuple[_Axis, int, tuple[tuple[int, int], ...], str]


def parse_formula(text: str) -> tuple[_Axis, int, tuple[tuple[int, int], ...]] | None:
    """(axis, total, ((sign, number), …)) of the first equation in ``text``, or None."""
    for _, (axis, total, parts, _) in _equations(normalize(text)):
        return axis, total, parts
    return None


def _equations(text: str) -> Iterator[tuple[int, _Equation]]:
    for match in _EQUATION.finditer(text):
        parts = _parts(match["parts"])
        if parts:
            axis: _Axis = "row" if match["axis"] == "行" else "column"
            yield match.start(), (axis, int(match["total"]), parts, match[0].strip())


def _parts(text: str) -> tuple[tuple[int, int], ...]:
    """Signed numbers of a sum; dots stand for the numbers between their neighbours."""
    result: list[tuple[int, int]] = []
    sign, through = 1, False
    for token in _TOKEN.finditer(text):
        if token["dots"]:
            through = True
        elif token["sign"]:
            sign = 1 if token["sign"] == "+" else -1
        else:
            number = int(token["number"])
            if through and result:
                result.extend((sign, between) for between in range(result[-1][1] + 1, number))
            result.append((sign, number))
            sign, through = 1, False
    return tuple(result)
