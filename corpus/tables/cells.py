"""What is printed in one cell: its text, each character's place, the box around the ink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.layout.lines import group_lines
from corpus.model import Box, Cell, Glyph, Line, Place
from corpus.text import is_cjk

Character = tuple[str, Place | None]


def printed_cell(
    glyphs: Sequence[Glyph],
    *,
    row: int,
    column: int,
    row_span: int,
    column_span: int,
    page: int,
    box: Box,
) -> Cell:
    """A cell with the text of its glyphs; its role is not known yet ("text" or "empty")."""
    empty = Cell(row, column, row_span, column_span, "", "empty", page, box, None)
    return with_characters(empty, _characters(glyphs, page))


def with_characters(cell: Cell, characters: Sequence[Character]) -> Cell:
    """The cell with a text and its places given character by character."""
    boxes = (place.box for _, place in characters if place and place.page == cell.page)
    return replace(
        cell,
        text="".join(char for char, _ in characters),
        role="text" if characters else "empty",
        ink=around(boxes),
        characters=tuple(place for _, place in characters),
    )


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all, None around nothing."""
    result: Box | None = None
    for box in boxes:
        result = box if result is None else result.union(box)
    return result


def _characters(glyphs: Sequence[Glyph], page: int) -> list[Character]:
    """Characters of the cell's lines in reading order; a break is a blank between Latin words."""
    result: list[Character] = []
    for line in group_lines(glyphs, page):
        printed: list[Character] = [
            (char, Place(page, glyph.box)) for glyph in line.glyphs for char in glyph.text
        ]
        if result and printed and _are_words(result[-1][0], printed[0][0]):
            result.append((" ", None))
        result.extend(printed)
    return _without_layout_blanks(result)


def _are_words(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha()


def _without_layout_blanks(characters: list[Character]) -> list[Character]:
    """Blanks between Chinese characters of a cell are set for looks ("合　计") and go."""
    kept: list[Character] = []
    for index, (char, place) in enumerate(characters):
        if char.isspace():
            after = next((c for c, _ in characters[index + 1 :] if not c.isspace()), "")
            if not kept or not after or kept[-1][0].isspace():
                continue
            if is_cjk(kept[-1][0]) and is_cjk(after):
                continue
        kept.append((char if not char.isspace() else " ", place))
    return kept


def join_cells(first: Cell, second: Cell) -> Cell:
    """A cell that a page break cut in two; its place is the first part's, its ink that page's."""
    characters = [
        *zip(first.text, first.characters, strict=True),
        *zip(second.text, second.characters, strict=True),
    ]
    shown = first if first.text else second
    return with_characters(replace(first, page=shown.page, box=shown.box), characters)


def line_of_cell(cell: Cell) -> Line | None:
    """What a cell prints as one line of text; None when it prints nothing."""
    if cell.ink is None:
        return None
    size = cell.ink.bottom - cell.ink.top
    glyphs = tuple(
        Glyph(char, place.box if place else cell.ink, size)
        for char, place in zip(cell.text, cell.characters, strict=True)
    )
    return Line(cell.page, cell.text, cell.ink, glyphs, size)
