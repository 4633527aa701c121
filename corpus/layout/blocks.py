"""Running text as blocks: paragraphs, headings, captions, notes, contents, headers and footers.

Every character keeps its place on the page, so that a figure in a sentence can be pointed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.layout.contents import find_contents
from corpus.layout.flow import Paragraph, join_lines
from corpus.layout.headings import Heading, find_headings
from corpus.layout.printed_lines import LineRole, PrintedLine, lay_out
from corpus.layout.sections import number_sections
from corpus.model import Block, BlockKind, Page, Place, Section, Span, Table
from corpus.text import folded_positions, is_cjk

_Group = tuple[Paragraph, BlockKind, Heading | None]
_KINDS: dict[LineRole, BlockKind] = {
    "text": "paragraph",
    "caption": "caption",
    "note": "note",
    "header": "header",
    "footer": "footer",
}


def read_blocks(
    pages: Sequence[Page], tables: Sequence[Table]
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """(blocks in reading order with their sections, outline) of a report.

    Glyphs inside the tables' places are left out; a paragraph that a page break or a table cut is
    one block, standing where it begins.
    """
    lines = lay_out(pages, tables)
    running = [line for line in lines if line.role == "text"]
    contents = find_contents(running)
    cover, body = running[: contents.start], running[contents.stop :]
    groups: list[_Group] = [
        *((paragraph, "paragraph", None) for paragraph in join_lines(cover)),
        *(((line,), "contents", None) for line in running[contents.start : contents.stop]),
        *_with_headings(join_lines(body)),
        *((group, _KINDS[group[0].role], None) for group in _beside(lines)),
    ]
    groups.sort(key=lambda group: group[0][0].index)
    return number_sections((_block(group, kind), heading) for group, kind, heading in groups)


def _with_headings(paragraphs: Sequence[Paragraph]) -> Iterator[_Group]:
    headings = find_headings(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        heading = headings.get(index)
        yield paragraph, "heading" if heading else "paragraph", heading


def _beside(lines: Sequence[PrintedLine]) -> Iterator[Paragraph]:
    """What is no running text: the notes under one table together, other lines one by one."""
    group: list[PrintedLine] = []
    for line in lines:
        together = group and group[-1].role == line.role == "note"
        if group and not (together and group[-1].tables_before == line.tables_before):
            yield tuple(group)
            group = []
        if line.role != "text":
            group.append(line)
    if group:
        yield tuple(group)


def _block(lines: Sequence[PrintedLine], kind: BlockKind) -> Block:
    """A block of the lines' text, joined as it is read, with the place of each character."""
    text: list[str] = []
    places: list[Place | None] = []
    owners: list[int] = []
    for number, printed in enumerate(lines):
        if text and _needs_space(text[-1], printed.line.text[0]):
            text.append(" ")
            places.append(None)
            owners.append(number - 1)
        for glyph in printed.line.glyphs:
            text.extend(glyph.text)
            places.extend([Place(printed.line.page, glyph.box)] * len(glyph.text))
            owners.extend([number] * len(glyph.text))
    kept = folded_positions("".join(text))
    folded = "".join(text[i] for i in kept)
    spans = _spans([owners[i] for i in kept], lines)
    return Block(kind, folded, spans, tuple(places[i] for i in kept))


def _needs_space(before: str, after: str) -> bool:
    """Between two Latin words of two lines; a number that a line break parts is one."""
    if is_cjk(before) or is_cjk(after):
        return False
    return not (before.isdigit() and after.isdigit()) and (before.isalpha() and after.isalpha())


def _spans(owners: Sequence[int], lines: Sequence[PrintedLine]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[start]:
            line = lines[owners[start]].line
            spans.append(Span(start, end, line.page, line.box))
            start = end
    return tuple(spans)
