"""Sentences of a passage with their characters, so that the one that answers can be marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Box, Passage, Place

_END = re.compile(r"[。！？!?；;]+[”’」』）)]*|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start:end`` of a passage's text."""

    text: str
    start: int
    end: int


def sentences(text: str, *, semicolons: bool = True) -> tuple[Sentence, ...]:
    """The sentences in order; together they cover the text."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if not semicolons and match.group()[0] in "；;":
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    body = text[start:end]
    if body.strip():
        left = len(body) - len(body.lstrip())
        found.append(Sentence(body.strip(), start + left, start + left + len(body.strip())))


def places_of(passage: Passage, start: int, end: int) -> tuple[Place, ...]:
    """The printed lines that carry characters ``start:end``, one box a page."""
    boxes: dict[int, Box] = {}
    for span in passage.spans:
        if span.start < end and span.end > start:
            box = boxes.get(span.page)
            boxes[span.page] = span.box if box is None else box.union(span.box)
    return tuple(Place(page, box) for page, box in boxes.items())
