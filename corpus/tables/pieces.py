"""The pieces of tables on every page: ruled or aligned, with the lines that belong to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.layout.furniture import find_furniture
from corpus.model import Glyph, Line, Page
from corpus.tables.captions import may_be_title, page_segments, read_caption
from corpus.tables.grids.aligned_grids import region_grids
from corpus.tables.grids.alignment import Region, page_regions
from corpus.tables.grids.grid import Grid, page_grids
from corpus.tables.grids.stacked_rows import is_frame, unstacked
from corpus.tables.joining import Piece
from corpus.tables.notes import read_notes
from corpus.text import normalize

MOST_PAGES = 3
"""So many pages back a table's columns are looked for when a few lines may go on with it."""


def find_pieces(pages: Sequence[Page]) -> Iterator[Piece]:
    """Every grid with the lines around it, page by page."""
    carried: list[Line] = []
    found = find_grids(pages)
    printed = _lines_outside(pages, found)
    for page in pages:
        grids, lines = found[page.number], printed[page.number]
        if not grids:
            carried = _left_for_next_page(lines, page)
            continue
        opening = _before(lines, grids[0], None)
        own = read_caption(opening)
        if not (own.title and own.code):
            opening = [*carried, *opening]
        for index, grid in enumerate(grids):
            above = _before(lines, grid, grids[index - 1]) if index else opening
            following = grids[index + 1] if index + 1 < len(grids) else None
            below = _after(lines, grid, following)
            yield Piece(
                grid=grid,
                caption=read_caption(above),
                notes=read_notes(below),
                opens_page=index == 0 and len(above) == len(read_caption(above).lines),
                closes_page=not below and following is None,
            )
        carried = _left_for_next_page(_after(lines, grids[-1], None), page)


def _lines_outside(
    pages: Sequence[Page], grids: Mapping[int, Sequence[Grid]]
) -> dict[int, list[Line]]:
    """The lines of each page outside of its grids, without running heads and page numbers."""
    lines = {page.number: page_segments(page, _outside(page, grids[page.number])) for page in pages}
    furniture = find_furniture(pages, lines)
    return {
        number: [
            line
            for index, line in enumerate(found)
            if (number, index) not in furniture or may_be_title(line)
        ]
        for number, found in lines.items()
    }


def find_grids(pages: Sequence[Page]) -> dict[int, list[Grid]]:
    """The grids of every page, ruled or aligned, from the top down."""
    grids = {
        page.number: [unstacked(grid) for grid in page_grids(page) if not is_frame(grid)]
        for page in pages
    }
    free = {page.number: _outside(page, grids[page.number]) for page in pages}
    running = _running_lines(pages, free)
    regions: list[list[Region]] = []
    for page in pages:
        around = running[page.number]
        glyphs = [
            glyph
            for glyph in free[page.number]
            if not any(line.box.contains(*glyph.box.center) for line in around)
        ]
        regions.append(page_regions(page, glyphs, _ends(regions)))
    for grid in region_grids(regions):
        grids[grid.page].append(grid)
    return {
        number: sorted(found, key=lambda g: (g.ys[0], g.xs[0])) for number, found in grids.items()
    }


def _ends(pages: Sequence[Sequence[Region]]) -> list[Region]:
    """The last regions of the pages just before, back to the first without any."""
    ends: list[Region] = []
    for regions in reversed(pages[-MOST_PAGES:]):
        if not regions:
            break
        ends.append(regions[-1])
    return ends


def _outside(page: Page, grids: Sequence[Grid]) -> list[Glyph]:
    return [
        glyph
        for glyph in page.glyphs
        if not any(grid.box.contains(*glyph.box.center) for grid in grids)
    ]


def _running_lines(
    pages: Sequence[Page], glyphs: Mapping[int, Sequence[Glyph]]
) -> dict[int, list[Line]]:
    """Page numbers and running heads, which no table without rules may take for its own.

    What stands beside another line is a code or a figure, no page number; what comes back at the
    top of a few pages only may be the head of a table that goes on there.
    """
    lines = {page.number: page_segments(page, glyphs[page.number]) for page in pages}
    furniture = find_furniture(pages, lines)
    texts = Counter(_text(lines[number][index]) for number, index in furniture)
    found: dict[int, list[Line]] = {page.number: [] for page in pages}
    for (number, index), side in furniture.items():
        line = lines[number][index]
        kept = (o for i, o in enumerate(lines[number]) if (number, i) not in furniture)
        rare = side == "header" and 2 * texts[_text(line)] < len(pages)
        if not rare and not any(_beside(line, other) for other in kept):
            found[number].append(line)
    return found


def _text(line: Line) -> str:
    return "".join("#" if char.isdigit() else char for char in normalize(line.text))


def _beside(line: Line, other: Line) -> bool:
    return min(line.box.bottom, other.box.bottom) - max(line.box.top, other.box.top) > 1.0


def _before(lines: Sequence[Line], grid: Grid, previous: Grid | None) -> list[Line]:
    top = previous.box.bottom if previous else float("-inf")
    return [line for line in lines if top <= line.box.center[1] <= grid.box.top]


def _after(lines: Sequence[Line], grid: Grid, following: Grid | None) -> list[Line]:
    end = following.box.top if following else float("inf")
    return [line for line in lines if grid.box.bottom <= line.box.center[1] <= end]


def _left_for_next_page(lines: Sequence[Line], page: Page) -> list[Line]:
    """A caption or a part of it ("公开04表") that stands at the foot of the page before it."""
    caption = read_caption(lines)
    low = [line for line in caption.lines if line.box.top > page.height / 2]
    return low if len(low) == len(caption.lines) else []
