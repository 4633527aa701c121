"""Aligned lines become grids of cells: rows out of lines, heads over their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.model import Box, Line
from corpus.tables.cells import around
from corpus.tables.grids.aligned_columns import borders, columns_of
from corpus.tables.grids.aligned_heads import find_heads
from corpus.tables.grids.alignment import Cells, Region, has_figures
from corpus.tables.grids.grid import Grid, GridCell
from corpus.tables.grids.row_rules import bands
from corpus.tables.grids.wrapped_heads import Column, overlap
from corpus.tables.labels import is_among
from corpus.tables.matrix import is_integer, is_number
from corpus.text import normalize, read_numbering

SMALLER = 0.7
"""White this much smaller than between rows is the white within one cell."""

Row = list[Line]
Place = tuple[int, int, Row]
"""First column, last column and lines of what stands in a row."""


def region_grids(pages: Sequence[Sequence[Region]]) -> list[Grid]:
    """The grids of all regions, given page by page; the pieces of a table share their columns."""
    grids: list[Grid] = []
    for chain in _chains(pages):
        columns = columns_of(chain)
        if len(columns) > 1:
            amounts = {span_of(cell, columns)[0] for region in chain for cell in region.amounts}
            grids.extend(_grid(region, columns, amounts) for region in chain)
    return grids


def _chains(pages: Sequence[Sequence[Region]]) -> list[list[Region]]:
    """Regions that may be one table: the last of a page and the first of the next."""
    chains: list[list[Region]] = []
    for regions in pages:
        for index, region in enumerate(regions):
            if index == 0 and chains and _goes_on(chains[-1], region):
                chains[-1].append(region)
            else:
                chains.append([region])
    return chains


def _goes_on(chain: Sequence[Region], region: Region) -> bool:
    another = region.title and not region.title.startswith(chain[0].title or region.title[-1:])
    if another or chain[-1].page != region.page - 1:
        return False
    return len(columns_of([*chain, region])) == len(columns_of(chain))


def _grid(region: Region, columns: Sequence[Column], amounts: set[int]) -> Grid:
    """One page's grid; ``amounts`` are the columns of figures that the whole table has."""
    head_rows, heads = find_heads(region.rows[: region.heads], columns, amounts)
    body = _ruled_rows(region, columns)
    xs = borders(columns)
    ys = _row_borders([*head_rows, *body])
    cells = [_cell((h.top, h.bottom, h.first, h.last), h.lines, xs, ys) for h in heads]
    cells += [
        _cell((index, index, first, last), lines, xs, ys)
        for index, row in enumerate(body, start=len(head_rows))
        for first, last, lines in _with_wide_labels(_body_places(row, columns), amounts)
    ]
    cells += _vacant(cells, xs, ys)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(region.page, xs, ys, tuple(cells))


def _ruled_rows(region: Region, columns: Sequence[Column]) -> list[Row]:
    """The rows of a table's body: what two rules enclose, where rules part the rows."""
    lines = region.body
    figures = list(map(has_figures, lines))
    parts = bands(lines, figures, region.rules)
    rows: list[Row] = []
    for start, end in parts:
        if len(parts) > 1 and sum(figures[start:end]) < 2:
            rows.append([cell for line in lines[start:end] for cell in line])
        else:
            rows.extend(body_rows(lines[start:end], columns))
    return rows


def _row_borders(rows: Sequence[Row]) -> tuple[float, ...]:
    """Grid lines in the middle of the white between rows."""
    boxes = [box for row in rows if (box := around(line.box for line in row))]
    between = [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]
    return (boxes[0].top - 1.0, *between, boxes[-1].bottom + 1.0)


def _cell(
    place: tuple[int, int, int, int],
    lines: Sequence[Line],
    xs: Sequence[float],
    ys: Sequence[float],
) -> GridCell:
    """A cell over (first row, last row, first column, last column)."""
    top, bottom, first, last = place
    return GridCell(
        top,
        first,
        bottom - top + 1,
        last - first + 1,
        Box(xs[first], ys[top], xs[last + 1], ys[bottom + 1]),
        tuple(glyph for line in lines for glyph in line.glyphs if glyph.text.strip()),
    )


def _body_places(row: Row, columns: Sequence[Column]) -> list[Place]:
    """What a row prints; overlapping spans are united."""
    places: list[Place] = []
    for line in sorted(row, key=lambda line: span_of(line, columns)):
        first, last = span_of(line, columns)
        if places and first <= places[-1][1]:
            before = places.pop()
            places.append((before[0], max(before[1], last), [*before[2], line]))
        else:
            places.append((first, last, [line]))
    return places


def _with_wide_labels(places: Sequence[Place], amounts: set[int]) -> list[Place]:
    """The places of a row, labels set in the middle of several columns over all of these.

    Such a label ("公用经费合计") stands among figures and is the only word before its own figure.
    """
    result: list[Place] = []
    for index, (first, last, lines) in enumerate(places):
        after = places[index + 1] if index + 1 < len(places) else None
        opens = not result or _is_figure(result[-1])
        among = amounts.issuperset(range(first, last + 1)) and any(map(str.isalnum, lines[0].text))
        if opens and among and not _is_figure(places[index]) and after and _is_figure(after):
            start = result[-1][1] + 1 if result else 0
            result.append((start, after[0] - 1, lines))
        else:
            result.append((first, last, lines))
    return result


def _is_figure(place: Place) -> bool:
    return all(is_number(line.text) for line in place[2])


def _vacant(cells: Sequence[GridCell], xs: Sequence[float], ys: Sequence[float]) -> list[GridCell]:
    """An empty cell for every place that no cell covers."""
    taken = {
        (cell.row + i, cell.column + j)
        for cell in cells
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }
    return [
        _cell((row, row, column, column), (), xs, ys)
        for row in range(len(ys) - 1)
        for column in range(len(xs) - 1)
        if (row, column) not in taken
    ]


def span_of(line: Line, columns: Sequence[Column]) -> tuple[int, int]:
    """The (first, last) column that a cell of the body stands in; a figure stands in one."""
    shares = [overlap(line, column) for column in columns]
    best = max(range(len(columns)), key=lambda index: shares[index])
    if shares[best] <= 0:
        middle = line.box.center[0]
        best = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))
        return best, best
    if is_number(line.text):
        return best, best
    under = [index for index, share in enumerate(shares) if share > 1.0] or [best]
    return under[0], under[-1]


def body_rows(lines: Sequence[Cells], columns: Sequence[Column]) -> list[Row]:
    """Rows out of lines: a line that only goes on with a label joins the row it is nearest to."""
    usual = _usual_white(lines)
    coded = _are_coded(lines)
    rows: list[Row] = []
    pending: Row = []
    for index, line in enumerate(lines):
        if _starts_row(line, coded):
            rows.append([*pending, *line])
            pending = []
        elif _goes_down(index, lines, usual, columns):
            pending.extend(line)
        elif rows and (coded or _white(lines[index - 1], line) < SMALLER * usual):
            rows[-1].extend(line)
        else:
            rows.append(list(line))
    return [*rows, pending] if pending else rows


def _starts_row(line: Cells, coded: bool) -> bool:
    first = normalize(line[0].text)
    if has_figures(line):
        return True
    return is_integer(first) or (not coded and (read_numbering(first) or is_among(first))) is True


def _goes_down(index: int, lines: Sequence[Cells], usual: float, columns: Sequence[Column]) -> bool:
    """Whether a line is the upper part of the label beside the figures of the next line."""
    if index + 1 >= len(lines) or not has_figures(lines[index + 1]):
        return False
    line, below = lines[index], lines[index + 1]
    own = {span_of(cell, columns)[0] for cell in line}
    vacant = not own & {span_of(cell, columns)[0] for cell in below}
    white = _white(line, below)
    nearer = index > 0 and white < SMALLER * _white(lines[index - 1], line)
    return (vacant or nearer) and white < SMALLER * usual


def _white(above: Cells, below: Cells) -> float:
    return below[0].box.top - max(cell.box.bottom for cell in above)


def _usual_white(lines: Sequence[Cells]) -> float:
    """The usual white between two rows that both print figures."""
    whites = [
        _white(above, below)
        for above, below in pairwise(lines)
        if has_figures(above) and has_figures(below)
    ]
    return median(whites) if whites else lines[0][0].size


def _are_coded(lines: Sequence[Cells]) -> bool:
    """Whether nearly every line of figures starts with a code: then one without goes on."""
    rows = [line for line in lines if has_figures(line)]
    return sum(is_integer(line[0].text) for line in rows) > 0.8 * len(rows)
