"""Evidence of who reports on what: every place where a report names its body, year or kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.identity.names import identity_words, is_body_name
from corpus.model import Block, Table
from corpus.text import normalize, strip_numbering

Aspect = Literal["entity", "year", "kind"]
Source = Literal["cover", "heading", "table", "sentence"]

LONGEST_COVER = 14
"""Without a table of contents so many blocks of the first page are looked at as a cover."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that names the ``aspect``; ``text`` is the normalized text there."""

    aspect: Aspect
    value: str
    source: Source
    page: int
    text: str


def cover_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in front of the table of contents; without one, the first page's."""
    printed = [block for block in blocks if block.kind in {"paragraph", "heading", "contents"}]
    contents = next((i for i, b in enumerate(printed) if b.kind == "contents"), None)
    if contents is not None:
        return printed[:contents]
    return [block for block in printed if block.spans[0].page == 1][:LONGEST_COVER]


def gather(blocks: Sequence[Block], tables: Sequence[Table]) -> list[Evidence]:
    """All evidence, in printed order within each source."""
    cover = cover_blocks(blocks)
    found = [*_of_titles(cover, "cover")]
    headings = [block for block in blocks if block.kind == "heading" and block not in cover]
    found += _of_titles(headings, "heading")
    found += _of_tables(tables)
    found += _of_sentences([block for block in blocks if block.kind == "paragraph"])
    return found


def _of_titles(blocks: Sequence[Block], source: Source) -> Iterator[Evidence]:
    words = identity_words()
    for block in blocks:
        page = block.spans[0].page
        text = normalize(strip_numbering(block.text))
        if match := re.search(words["kinds"]["kind"], text):
            yield Evidence("kind", match[1] + match[2], source, page, text)
        if match := re.search(words["kinds"]["reported_year"], text):
            yield Evidence("year", match[1], source, page, text)
        patterns = ("labelled", "cover") if source == "cover" else ("heading",)
        for pattern in patterns:
            name = _name(pattern, text)
            if name:
                yield Evidence("entity", name, source, page, text)
                break
        else:
            if source == "cover" and is_body_name(text):
                yield Evidence("entity", text, source, page, text)


def _name(pattern: str, text: str) -> str | None:
    """The body that ``text`` names in the place where ``pattern`` expects it."""
    match = re.search(identity_words()["evidence"][pattern], text)
    return match["name"].strip() if match and is_body_name(match["name"].strip()) else None


def _of_tables(tables: Sequence[Table]) -> Iterator[Evidence]:
    words = identity_words()["kinds"]
    for table in tables:
        page = table.places[0].page if table.places else 1
        title = normalize(table.title)
        if table.entity and is_body_name(normalize(table.entity)):
            yield Evidence("entity", normalize(table.entity), "table", page, title)
        if match := re.search(words["reported_year"], title):
            yield Evidence("year", match[1], "table", page, title)
        if match := re.search(words["table_title"], title):
            yield Evidence("kind", "部门" + match[1], "table", page, title)


def _of_sentences(blocks: Sequence[Block]) -> Iterator[Evidence]:
    words = identity_words()
    for block in blocks:
        text = normalize(block.text)
        for match in re.finditer(words["evidence"]["sentence"], text):
            page = block.spans[0].page
            if is_body_name(match["name"]):
                yield Evidence("entity", match["name"], "sentence", page, match[0])
            if year := re.search(words["kinds"]["year"], match[0]):
                yield Evidence("year", year[1], "sentence", page, match[0])
