"""Which paragraphs are headings: by numbering, by type, and by what follows.

A numbered line is a heading when it does not read as a sentence and something stands under it; a
run of numbered lines with nothing between them is a list. A line without numbering is a heading
when it is set in larger type. What this assumes: body text has the size that most characters have.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.layout.flow import Paragraph
from corpus.text import is_cjk, normalize, read_numbering

LONGEST = 160
"""No heading has more characters."""

SHORT = 40
"""A numbered line in body type of more characters is a paragraph."""

LARGER = 1.12
"""Type this many times the size of body text stands out."""

_BOLD = ("bold", "hei", "黑", "heavy", "xbs", "小标宋")
_OPEN_ENDS = frozenset("，、；：,;:（(")


@dataclass(frozen=True, slots=True)
class Heading:
    """How deep a heading stands: ``rank`` orders the styles, 1 outermost; ``number`` or 0."""

    rank: int
    number: int


@dataclass(frozen=True, slots=True)
class BodyType:
    """Size and font of most of the running text."""

    size: float
    font: str


@cache
def _vocabulary() -> tuple[tuple[str, ...], dict[str, int]]:
    data = tomllib.loads(
        resources.files("corpus.layout").joinpath("headings.toml").read_text("utf-8")
    )
    return tuple(data["nouns"]), data["ranks"]


def numbered_rank(text: str) -> Heading | None:
    """The rank and number of the numbering that ``text`` starts with, heading or not."""
    numbering = read_numbering(text)
    rank = _vocabulary()[1].get(numbering.style) if numbering else None
    return Heading(rank, numbering.number) if numbering and rank else None


def body_type(paragraphs: Sequence[Paragraph]) -> BodyType:
    """The type in which most characters are set."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for paragraph in paragraphs:
        for printed in paragraph:
            sizes[round(printed.line.size * 2) / 2] += len(printed.line.glyphs)
            fonts[printed.line.glyphs[0].font] += len(printed.line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return BodyType(size, fonts.most_common(1)[0][0] if fonts else "")


def find_headings(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Index of each paragraph that is a heading, to the heading."""
    body = body_type(paragraphs)
    found = {
        index: heading
        for index, paragraph in enumerate(paragraphs)
        if (heading := _heading(paragraph, body))
    }
    listed = {index for index in found if _is_listed(index, paragraphs, found, body)}
    return {index: heading for index, heading in found.items() if index not in listed}


def paragraph_text(paragraph: Paragraph) -> str:
    """The lines' texts joined, for looking at; blocks keep the exact text."""
    return "".join(printed.line.text for printed in paragraph)


def _heading(paragraph: Paragraph, body: BodyType) -> Heading | None:
    text = paragraph_text(paragraph).strip()
    size = len(normalize(text))
    if not 1 < size <= LONGEST or text[-1] in _OPEN_ENDS or not any(map(is_cjk, text)):
        return None
    ranks = _vocabulary()[1]
    numbering = read_numbering(text)
    if numbering is None or not text[numbering.end :].strip():
        if size > SHORT * 2:
            return None
        return Heading(ranks["title"], 0) if _is_title(paragraph, text, body) else None
    if numbering.style not in ranks:
        return None
    reads_as_heading = text[-1] not in "。！？" or (size <= 60 and _names_a_matter(text))
    long = size > SHORT and numbering.style not in {"part", "chapter", "chinese"}
    if not reads_as_heading or (long and not stands_out(paragraph, body) and text[-1] != "。"):
        return None
    return Heading(ranks[numbering.style], numbering.number)


def _names_a_matter(text: str) -> bool:
    return normalize(text).rstrip("。.").endswith(_vocabulary()[0])


def _is_title(paragraph: Paragraph, text: str, body: BodyType) -> bool:
    larger = paragraph[0].line.size / body.size
    return text[-1] not in "。！？" and (
        larger >= 1.3 or (larger >= LARGER and paragraph[0].centered)
    )


def stands_out(paragraph: Paragraph, body: BodyType) -> bool:
    """Larger than body text, or bold where body text is not."""
    font = paragraph[0].line.glyphs[0].font
    bold = _is_bold(font) and not _is_bold(body.font)
    return bold or paragraph[0].line.size >= LARGER * body.size


def _is_bold(font: str) -> bool:
    return any(mark in font.lower() for mark in _BOLD)


def _is_listed(
    index: int, paragraphs: Sequence[Paragraph], found: dict[int, Heading], body: BodyType
) -> bool:
    """A numbered line in body type with nothing between it and its neighbours is a list item."""
    rank = found[index].rank
    outer = rank <= _vocabulary()[1]["chinese"]
    if rank <= _vocabulary()[1]["chapter"] or stands_out(paragraphs[index], body):
        return False
    first = last = index
    while first and _adjoin(rank, paragraphs[first - 1], paragraphs[first]):
        first -= 1
    while last + 1 < len(paragraphs) and _adjoin(rank, paragraphs[last], paragraphs[last + 1]):
        last += 1
    # Two empty sections may well follow each other, but hardly three.
    return last - first + 1 >= (3 if outer else 2)


def _adjoin(rank: int, before: Paragraph, after: Paragraph) -> bool:
    """Whether both are numbered in the style of ``rank``, one after the other, no table between."""
    first, second = (numbered_rank(paragraph_text(item)) for item in (before, after))
    if first is None or second is None or before[-1].tables_before != after[0].tables_before:
        return False
    return first.rank == second.rank == rank and second.number == first.number + 1
