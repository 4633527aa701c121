"""Pieces of text that know where they are printed: cut out of blocks and cells, and joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from corpus.model import Block, Box, Cell, Place, Span

LONGEST = 350
"""Characters of a passage: about 230 tokens of a multilingual encoder."""

_SENTENCE = re.compile(r"[^。！？；;]*[。！？；;][”’』」）)]*|[^。！？；;]+$")
_CLAUSE = re.compile(r"[^，、,：]*[，、,：]|[^，、,：]+$")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with one span a printed line; a character without a place lies in no span."""

    text: str
    spans: tuple[Span, ...]


def placed_text(text: str, places: Sequence[Place | None]) -> PlacedText:
    """A piece of ``text`` whose characters stand at ``places``, with one span a line."""
    spans: list[Span] = []
    for index, place in enumerate(places):
        if place is None:
            continue
        last = spans[-1] if spans else None
        if last and last.page == place.page and _same_line(last.box, place.box):
            spans[-1] = replace(last, end=index + 1, box=last.box.union(place.box))
        else:
            spans.append(Span(index, index + 1, place.page, place.box))
    return PlacedText(text, tuple(spans))


def _same_line(line: Box, glyph: Box) -> bool:
    """Overlapping in height and further to the right: not the start of the next line."""
    shared = min(line.bottom, glyph.bottom) - max(line.top, glyph.top)
    return shared > 0 and glyph.x1 > line.x1 - (glyph.x1 - glyph.x0)


def block_texts(block: Block) -> Iterator[PlacedText]:
    """The block, or its sentences packed into pieces of passage size."""
    for start, end in packed(block.text):
        yield placed_text(block.text[start:end], block.characters[start:end])


def cell_text(cell: Cell) -> PlacedText:
    """A table cell's text where it is printed."""
    if cell.characters:
        return placed_text(cell.text, cell.characters)
    span = Span(0, len(cell.text), cell.page, cell.ink or cell.box)
    return PlacedText(cell.text, (span,) if cell.text else ())


def packed(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """(start, end) of pieces no longer than ``longest``, cut at the ends of sentences.

    A sentence that is too long itself is cut at its commas. Short pieces are filled up in order.
    """
    if len(text) <= longest:
        yield 0, len(text)
        return
    start = end = 0
    for stop in _cuts(text, longest):
        if stop - start > longest and end > start:
            yield start, end
            start = end
        end = stop
    if end > start:
        yield start, end


def _cuts(text: str, longest: int) -> Iterator[int]:
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) > longest:
            yield from (clause.end() for clause in _CLAUSE.finditer(text, *sentence.span()))
        else:
            yield sentence.end()


def joined(pieces: Iterable[PlacedText], separator: str) -> PlacedText:
    """The pieces one after the other, with ``separator`` between their texts."""
    text = ""
    spans: list[Span] = []
    for piece in pieces:
        offset = len(text) + (len(separator) if text else 0)
        text = f"{text}{separator}{piece.text}" if text else piece.text
        spans.extend(replace(s, start=s.start + offset, end=s.end + offset) for s in piece.spans)
    return PlacedText(text, tuple(spans))


def start_of(piece: PlacedText) -> tuple[int, float]:
    """(page, top) of the piece's first line, to order pieces as they are printed."""
    first = reduce(lambda a, b: a if (a.page, a.box.top) <= (b.page, b.box.top) else b, piece.spans)
    return first.page, first.box.top
