"""The last word before a figure is shown: its numeral is read back from the page, inside its box.

What cannot be read back is not shown. An empty cell is read back as empty of numerals.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from corpus.model import Box
from corpus.text import normalize
from index.protocol import Shelf
from service.types import Figure

_SPACE = re.compile(r"[\s,]+")
_NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")


def reads_back(figure: Figure, shelf: Shelf) -> bool:
    """Whether the printed numeral stands in the figure's box on the stored page."""
    if figure.derived:
        return True
    if figure.page is None or figure.box is None:
        return False
    printed = shelf.read_box(figure.report, figure.page, Box(*figure.box))
    numerals = _NUMERAL.findall(_SPACE.sub("", normalize(printed)))
    if figure.value is None:
        return not numerals
    return any(_same(numeral, figure.value) for numeral in numerals)


def _same(numeral: str, value: str) -> bool:
    try:
        return abs(Decimal(numeral)) == abs(Decimal(value))
    except InvalidOperation:
        return False
