"""Passages: what retrieval returns. Text of one section each, a table's rows under its head.

A passage is a paragraph or a few short ones that follow each other in one section; a long one is
cut at the ends of sentences. Tables are printed text too: a few rows, cells joined by blanks, under
the table's title and head. Notes under a table are passages of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.model import Block, Passage, PassageKind, Table
from corpus.passages.placed_text import LONGEST, PlacedText, block_texts, joined, start_of
from corpus.passages.table_rows import table_rows

LONGEST_TITLE = 40
"""Characters: a longer heading is a statement, and belongs to what can be found."""

_Draft = tuple[PlacedText, PassageKind, tuple[str, ...], int | None]


def make_passages(blocks: Sequence[Block], tables: Sequence[Table]) -> tuple[Passage, ...]:
    """All passages of a report as they are printed, numbered from 1.

    ``blocks`` and ``tables`` must know their sections. Headings, captions, contents, headers and
    footers are no passages: a passage's section says them, or nobody asks for them.
    """
    drafts: list[_Draft] = [*_narrative(blocks, tables), *_notes(blocks, tables), *_tabular(tables)]
    drafts = [draft for draft in drafts if draft[0].spans]
    drafts.sort(key=lambda draft: start_of(draft[0]))
    return tuple(
        Passage(number, kind, piece.text, section, piece.spans, table)
        for number, (piece, kind, section, table) in enumerate(drafts, start=1)
    )


def _narrative(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[_Draft]:
    """Paragraphs by section; those under one table do not go with those under the next."""
    marks = sorted((place.page, place.box.top) for table in tables for place in table.places)
    running = [block for block in blocks if block.kind == "paragraph" or _is_statement(block)]
    groups = groupby(running, key=lambda block: (block.section, _tables_before(block, marks)))
    for (section, _), alike in groups:
        for batch in _batches([piece for block in alike for piece in block_texts(block)]):
            yield joined(batch, "\n"), "narrative", section, None


def _is_statement(block: Block) -> bool:
    """A heading that says as much as a sentence is text too."""
    return block.kind == "heading" and len(block.text) > LONGEST_TITLE


def _tables_before(block: Block, marks: Sequence[tuple[int, float]]) -> int:
    return bisect_left(marks, (block.spans[0].page, block.spans[0].box.top))


def _batches(pieces: Sequence[PlacedText]) -> Iterator[list[PlacedText]]:
    """Neighbouring pieces together as long as they fit."""
    batch: list[PlacedText] = []
    for piece in pieces:
        if batch and sum(len(p.text) + 1 for p in batch) + len(piece.text) > LONGEST:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _notes(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[_Draft]:
    for block in blocks:
        if block.kind == "note":
            table = _table_above(block, tables)
            for piece in block_texts(block):
                section = table.section if table else block.section
                yield piece, "note", section, table.number if table else None


def _table_above(note: Block, tables: Sequence[Table]) -> Table | None:
    """The table whose last piece ends right above the note."""
    page, top = note.spans[0].page, note.spans[0].box.top
    above = [
        table
        for table in tables
        if table.places and table.places[-1].page == page and table.places[-1].box.top < top
    ]
    return max(above, key=lambda table: table.places[-1].box.top, default=None)


def _tabular(tables: Sequence[Table]) -> Iterator[_Draft]:
    for table in tables:
        for piece in table_rows(table):
            yield piece, "table", table.section, table.number
