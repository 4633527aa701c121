"""Facts and passages that rest on recognised text say so, with the confidence of their weakest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.model import Box, Fact, Glyph, Page, Passage

FLAG = "ocr"

Recognized = dict[int, tuple[Glyph, ...]]
"""Page → the glyphs on it that were recognised; pages without one are left out."""


def _recognized(pages: Iterable[Page]) -> Recognized:
    found = {
        page.number: tuple(g for g in page.glyphs if g.confidence is not None) for page in pages
    }
    return {number: glyphs for number, glyphs in found.items() if glyphs}


def mark_facts(facts: Sequence[Fact], pages: Iterable[Page]) -> tuple[Fact, ...]:
    """The facts, those on recognised text flagged "ocr"; an empty cell is as sure as its page."""
    scans = _recognized(pages)
    return tuple(_marked(fact, scans[fact.page]) if fact.page in scans else fact for fact in facts)


def _marked(fact: Fact, glyphs: Sequence[Glyph]) -> Fact:
    confidence = _weakest(glyphs, fact.box)
    if confidence is None and fact.value is not None:
        return fact  # printed in type on a page that is otherwise a picture
    return replace(fact, flags=(*fact.flags, FLAG), confidence=confidence)


def mark_passages(passages: Sequence[Passage], pages: Iterable[Page]) -> tuple[Passage, ...]:
    """The passages, those on recognised text with the mean confidence of their characters."""
    scans = _recognized(pages)
    if not scans:
        return tuple(passages)
    return tuple(replace(p, confidence=_mean(p, scans)) for p in passages)


def _mean(passage: Passage, scans: Recognized) -> float | None:
    values = [
        glyph.confidence
        for span in passage.spans
        for glyph in scans.get(span.page, ())
        if glyph.confidence is not None and span.box.contains(*glyph.box.center)
    ]
    return round(sum(values) / len(values), 4) if values else None


def _weakest(glyphs: Iterable[Glyph], box: Box) -> float | None:
    inside = [
        g.confidence for g in glyphs if g.confidence is not None and box.contains(*g.box.center)
    ]
    return min(inside, default=None)
