"""The outline: each heading's path, and the path under which everything else stands.

Ranks order the styles of numbering; a heading closes all headings of its own rank or a deeper
one. A numbering that starts again at 1 in the style of its parent ("三、…" and under it "一、…") is
one level deeper, and the next number tells which of the two series goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.layout.headings import Heading, numbered_rank
from corpus.model import Block, Section, Table

Stack = list[tuple[Heading, str]]


def number_sections(
    blocks: Iterable[tuple[Block, Heading | None]],
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Blocks with their section paths and levels, and the outline. A heading's path ends in it.

    Headings in front of the table of contents (the cover's title) must come without a Heading.
    """
    stack: Stack = []
    placed: list[Block] = []
    outline: list[Section] = []
    for block, heading in blocks:
        if heading is not None:
            _enter(stack, heading, block.text)
        elif block.kind == "paragraph":
            _close_series(stack, block.text)
        path = tuple(title for _, title in stack)
        level = len(stack) if heading else 0
        placed.append(replace(block, section=path, level=level))
        if heading is not None:
            first = block.spans[0]
            outline.append(Section(block.text, level, path, first.page, first.box))
    return tuple(placed), tuple(outline)


def _enter(stack: Stack, heading: Heading, title: str) -> None:
    while stack and stack[-1][0].rank > heading.rank:
        stack.pop()
    alike = [i for i, (other, _) in enumerate(stack) if other.rank == heading.rank]
    restarts = heading.number == 1 and alike and stack[alike[-1]][0].number >= 1
    if alike and not restarts:
        del stack[_continued(stack, alike, heading.number) :]
    stack.append((heading, title))


def _close_series(stack: Stack, text: str) -> None:
    """A paragraph numbered as the next of a series of headings ends the last of them."""
    numbered = numbered_rank(text)
    for depth, (heading, _) in enumerate(stack):
        if numbered and heading == Heading(numbered.rank, numbered.number - 1):
            del stack[depth:]
            return


def _continued(stack: Stack, alike: Sequence[int], number: int) -> int:
    """Which of the series of one style goes on with ``number``: the innermost that fits."""
    for index in reversed(alike):
        if stack[index][0].number == number - 1:
            return index
    later = [index for index in reversed(alike) if stack[index][0].number < number]
    return later[0] if later else alike[0]


def place_tables(tables: Iterable[Table], blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Tables with the section path in which each begins."""
    marks = sorted(
        (block.spans[0].page, block.spans[0].box.top, index)
        for index, block in enumerate(blocks)
        if block.kind == "heading" and block.spans
    )
    return tuple(replace(table, section=_section_at(table, blocks, marks)) for table in tables)


def _section_at(
    table: Table, blocks: Sequence[Block], marks: Sequence[tuple[int, float, int]]
) -> tuple[str, ...]:
    if not table.places:
        return ()
    start = (table.places[0].page, table.places[0].box.top)
    before = [index for page, top, index in marks if (page, top) < start]
    return blocks[before[-1]].section if before else ()
