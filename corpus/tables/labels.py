"""A row's label without what only orders it: numbering, 其中, (类)."""

from __future__ import annotations

import re

from corpus.tables.words import display_form
from corpus.text import strip_numbering

_AMONG = re.compile(r"^其\s*中\s*[:：]?\s*")
_CLASS_SUFFIX = re.compile(r"[(（][类款项][)）]")


def is_among(label: str) -> bool:
    """Whether a label says that it is part of the row above: "其中：基本支出"."""
    return _AMONG.match(label.strip()) is not None


def item_name(label: str) -> str:
    """A label as the name of an item: NFKC, without numbering, 其中 and "(类)"."""
    plain = _AMONG.sub("", display_form(label))
    bare = _CLASS_SUFFIX.sub("", _AMONG.sub("", strip_numbering(plain)))
    return bare.strip(" :") or plain


def printed_name(label: str) -> str:
    """A label as printed, without its numbering and 其中."""
    bare = _AMONG.sub("", strip_numbering(_AMONG.sub("", label)))
    return bare.strip() or label
