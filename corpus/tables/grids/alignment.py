"""Tables without column rules: lines that align become regions, their white space columns.

A line belongs to a table when it prints figures apart from other words; tables are runs of such
lines with the heads above them. What this assumes: figures of one column overlap from row to row,
and a table prints three lines of figures, or a title and a unit above fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout.lines import group_lines
from corpus.model import Glyph, Line, Page
from corpus.tables.captions import cut_line, may_be_title, names_table
from corpus.tables.grids.row_rules import rules_across
from corpus.tables.grids.segments import rules_to_segments
from corpus.tables.matrix import is_dash, is_integer, is_number
from corpus.tables.notes import is_note
from corpus.tables.words import word
from corpus.text import normalize

GAP = 0.8
"""White of this many font sizes parts two cells of a line."""

FIGURE_GAP = 0.35
"""Beside a digit so much is enough: a figure is set close to what stands right of its column."""

LOOSE = 3.0
"""Lines further apart than this many line heights are not of one table."""

MOST_BETWEEN = 4
"""So many lines without figures may stand between two lines with figures."""

MOST_HEADS = 8
"""So many lines above the first figure may be heads."""

CAPTION = 3
"""Lines above a table that may print its title, code and unit."""

LONGEST_HEADING = 12
"""Characters of a line that announces another part of a table."""

ENOUGH = 3
"""Lines of figures that make a table even without a title."""

ALIGNED = 2.0
"""Points between the edges of figures that a reader sees in one line."""

Cells = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one table on one page, each cut into cells; ``heads`` of them are its head.

    ``title`` is printed right above them, normalised; "" where there is none. ``rules`` are the
    heights of the rules drawn across it, from the top down.
    """

    page: int
    rows: tuple[Cells, ...]
    heads: int
    title: str = ""
    rules: tuple[float, ...] = ()

    @property
    def body(self) -> tuple[Cells, ...]:
        """The lines below the head."""
        return self.rows[self.heads :]

    @property
    def amounts(self) -> list[Line]:
        """Figures that are no line numbers or short counts."""
        figures = (cell for row in self.body for cell in row if is_number(cell.text))
        return [cell for cell in figures if not is_integer(cell.text) or len(cell.text) > 3]


def page_regions(
    page: Page, glyphs: Sequence[Glyph], before: Sequence[Region] = ()
) -> list[Region]:
    """The aligned tables among ``glyphs``, the part of the page that no rules enclose.

    ``before`` are those that end the pages before: few lines at the top may go on with them.
    """
    amounts_before = [amount for region in before for amount in region.amounts]
    rows = [tuple(cut_line(line, GAP, FIGURE_GAP)) for line in group_lines(glyphs, page.number)]
    horizontal, _ = rules_to_segments(page.rules)
    regions: list[Region] = []
    start = 0
    while start < len(rows):
        if not has_figures(rows[start]):
            start += 1
            continue
        end = _end_of(rows, start)
        first = _first_head(rows, start, regions)
        above = rows[max(first - CAPTION, 0) : first]
        own = tuple(rows[first:end])
        rules = rules_across(own, horizontal)
        region = Region(page.number, own, _count_heads(own), _title(above), rules)
        goes_on = first == 0 and before and _line_up(region.amounts, amounts_before)
        if goes_on or _is_table(region, above):
            regions.append(region)
        start = end
    return regions


def has_figures(row: Cells) -> bool:
    """Whether a line prints a figure apart from other words; "- 4 -" prints none."""
    figures = sum(is_number(cell.text) for cell in row)
    words = any(any(map(str.isalnum, cell.text)) for cell in row if not is_number(cell.text))
    return figures > 1 or (figures > 0 and words)


def _end_of(rows: Sequence[Cells], start: int) -> int:
    """One past the last line of the table whose first figures are at ``start``."""
    end = start + 1
    edges = _edges(rows[start])
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if _apart(rows[index - 1], row):
            break
        if index - end > MOST_BETWEEN and (_is_prose(row) or not _meet(_edges(row), edges)):
            break
        if names_table(row) or opens_part(row):
            break
        if is_note(normalize(row[0].text)) and not has_figures(row):
            break
        if has_figures(row):
            end = index + 1
            edges |= _edges(row)
    # Below the last figures the rest of their label may hang, and rows without any figure.
    while end < len(rows) and (_hangs(rows[end - 1], rows[end]) or _is_bare_row(rows, end, edges)):
        end += 1
    return end


def opens_part(row: Cells) -> bool:
    """Whether a line announces another part of a table ("相关统计数："), with columns of its own."""
    text = normalize(row[0].text)
    return len(row) == 1 and len(text) <= LONGEST_HEADING and text.endswith(":")


def _edges(row: Cells) -> set[float]:
    """Where words start and figures end: lines of one table share these."""
    return {cell.box.x1 if is_number(cell.text) else cell.box.x0 for cell in row}


def _meet(edges: set[float], others: set[float]) -> bool:
    return any(abs(edge - other) <= ALIGNED for edge in edges for other in others)


def _apart(above: Cells, below: Cells) -> bool:
    return below[0].box.top - above[0].box.bottom > LOOSE * max(above[0].size, below[0].size)


def _hangs(above: Cells, below: Cells) -> bool:
    close = below[0].box.top - above[0].box.bottom < 0.35 * below[0].size
    inside = below[-1].box.x1 <= max(cell.box.x1 for cell in above)
    return close and inside and len(below) == 1 and not is_note(normalize(below[0].text))


def _is_bare_row(rows: Sequence[Cells], index: int, edges: set[float]) -> bool:
    """Whether a line is a row of labels alone: as close as the rows above, and in line with them."""
    row, above = rows[index], rows[index - 1]
    usual = above[0].box.top - rows[index - 2][0].box.top if index > 1 else 0.0
    close = row[0].box.top - above[0].box.top <= 1.2 * usual
    words = normalize("".join(cell.text for cell in row))
    return (
        close
        and _meet(_edges(row), edges)
        and not (_is_prose(row) or names_table(row) or opens_part(row) or is_note(words))
    )


def _first_head(rows: Sequence[Cells], start: int, regions: Sequence[Region]) -> int:
    """The topmost line of the head above ``start``."""
    taken = regions[-1].rows[-1] if regions else None
    first = start
    for index in range(start - 1, max(start - 1 - MOST_HEADS, -1), -1):
        row = rows[index]
        if row is taken or names_table(row) or _apart(row, rows[index + 1]) or _is_prose(row):
            break
        first = index
    return first


def _is_prose(row: Cells) -> bool:
    text = normalize(row[-1].text)
    return len(row) == 1 and (len(text) > 30 or text[-1] in "。；;，,:")


def _count_heads(rows: Sequence[Cells]) -> int:
    """Lines before the first that prints amounts; a line of column numbers is a head too."""
    for index, row in enumerate(rows):
        if column_numbers(row):
            return index + 1
        if any(is_number(cell.text) or is_dash(cell.text) for cell in row):
            return index
    return 0


def column_numbers(row: Cells) -> list[Line]:
    """The numbers 1, 2, 3 … with which a line counts the columns; none when it does not."""
    numbers = [cell for cell in row if is_number(cell.text)]
    counting = [normalize(cell.text) for cell in numbers] == [
        str(n) for n in range(1, len(numbers) + 1)
    ]
    return numbers if counting and len(numbers) > 1 else []


def _is_table(region: Region, above: Sequence[Cells]) -> bool:
    figures = [cell for row in region.body for cell in row if is_number(cell.text)]
    amounts = region.amounts
    if above and opens_part(above[-1]):
        return len(figures) >= ENOUGH and _line_up(figures, figures)
    if len(amounts) * 3 < len(figures) or not amounts:
        return False
    if len(figures) >= ENOUGH and any(names_table(row) for row in above):
        return True
    lines = sum(has_figures(row) for row in region.body)
    return lines >= ENOUGH and _line_up(amounts, amounts)


def _title(above: Sequence[Cells]) -> str:
    """The title among the lines above a table, not its number ("公开04表")."""
    texts = [normalize(row[0].text) for row in above if len(row) == 1 and may_be_title(row[0])]
    return next((text for text in texts if not word("caption", "code").fullmatch(text)), "")


def _line_up(amounts: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether most amounts share their right edge or their middle with another one.

    In running text that is spaced out they do not.
    """
    aligned = [
        any(
            abs(other.box.x1 - cell.box.x1) <= ALIGNED
            or abs(other.box.center[0] - cell.box.center[0]) <= ALIGNED
            for other in others
            if other is not cell
        )
        for cell in amounts
    ]
    return bool(aligned) and sum(aligned) >= 0.6 * len(aligned)
