"""Sets small tables on pages by hand: glyphs and rules as ``corpus.pdf`` would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Box, Glyph, Identity, Page, Rule

SIZE = 9.0
LEFT = 40.0
IDENTITY = Identity("某某市某某局", 2023, "部门决算", "2023年度某某市某某局部门决算")


@dataclass(frozen=True, slots=True)
class Span:
    """A cell over several rows or columns."""

    text: str
    rows: int = 1
    columns: int = 1


Row = Sequence[str | Span]


def set_text(text: str, x: float, top: float, size: float = SIZE) -> list[Glyph]:
    """A line of glyphs starting at ``x``: Chinese characters square, others half as wide."""
    glyphs = []
    for char in text:
        width = size / 2 if char.isascii() else size
        if not char.isspace():
            glyphs.append(Glyph(char, Box(x, top, x + width, top + size), size))
        x += width
    return glyphs


def width_of(text: str, size: float = SIZE) -> float:
    """How wide ``set_text`` sets the text."""
    return sum(size / 2 if char.isascii() else size for char in text)


def placed(rows: Sequence[Row]) -> list[tuple[int, int, Span]]:
    """(row, column, cell) of every cell, spans filled as HTML fills them."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        c = 0
        for entry in row:
            cell = entry if isinstance(entry, Span) else Span(entry)
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            cells.append((r, c, cell))
            c += cell.columns
    return cells


def set_table(
    rows: Sequence[Row],
    widths: Sequence[float],
    *,
    top: float = 120.0,
    height: float = 16.0,
    ruled: bool = True,
) -> tuple[list[Glyph], list[Rule]]:
    """The glyphs and rules of a table; figures stand right, words left in their cells."""
    xs = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [top + height * i for i in range(len(rows) + 1)]
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for r, c, cell in placed(rows):
        box = Box(xs[c], ys[r], xs[c + cell.columns], ys[r + cell.rows])
        figure = cell.text.replace(",", "").replace(".", "").removesuffix("%").isdigit()
        if cell.columns > 1:
            x = box.center[0] - width_of(cell.text) / 2
        elif figure:
            x = box.x1 - 2 - width_of(cell.text)
        else:
            x = box.x0 + 2
        glyphs += set_text(cell.text, x, box.center[1] - SIZE / 2)
        rules += outline(box) if ruled else []
    return glyphs, rules


def outline(box: Box) -> list[Rule]:
    """The four rules around a cell."""
    return [
        Rule(Box(box.x0, box.top, box.x1, box.top), 0.5),
        Rule(Box(box.x0, box.bottom, box.x1, box.bottom), 0.5),
        Rule(Box(box.x0, box.top, box.x0, box.bottom), 0.5),
        Rule(Box(box.x1, box.top, box.x1, box.bottom), 0.5),
    ]


def table_page(
    rows: Sequence[Row],
    widths: Sequence[float],
    *,
    number: int = 1,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    ruled: bool = True,
    height: float = 16.0,
) -> Page:
    """A landscape page with one table, lines above it (from the top down) and below it."""
    top = 60.0 + 20 * len(above)
    glyphs, rules = set_table(rows, widths, top=top, height=height, ruled=ruled)
    for index, text in enumerate(above):
        glyphs += set_text(text, LEFT, 55.0 + 20 * index)
    end = top + height * len(rows)
    for index, text in enumerate(below):
        glyphs += set_text(text, LEFT, end + 6 + 14 * index)
    return Page(number, 842.0, 595.0, 0, tuple(glyphs), tuple(rules))
