"""What is printed at a place of a page: its figures, and the heads that say what they are.

A figure of a table means what its row's and its column's head cells say; those are found again
here from the table's grid, so that they can be marked beside the figure. A box around a whole
row or sentence holds several figures, and then no heads are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from service.links import box_tuple
from service.tables import box_to_json

if TYPE_CHECKING:
    from corpus.model import Box, Cell, Fact, Table
    from index.protocol import Shelf
    from service.links import BoxTuple

HeadKind = Literal["row", "column"]


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell as printed; a table that goes on over pages has its heads on an earlier one."""

    kind: HeadKind
    text: str
    page: int
    box: Box

    def to_json(self) -> dict[str, Any]:
        """``{"kind", "text", "page", "box"}``."""
        return {
            "kind": self.kind,
            "text": self.text,
            "page": self.page,
            "box": box_to_json(self.box),
        }


@dataclass(frozen=True, slots=True)
class Spot:
    """The facts inside the boxes, in printed order, and the heads where it is one cell."""

    facts: tuple[Fact, ...]
    heads: tuple[Head, ...]

    def on(self, page: int) -> list[tuple[HeadKind, BoxTuple]]:
        """The heads that this page prints, as a picture marks them."""
        return [(head.kind, box_tuple(head.box)) for head in self.heads if head.page == page]


def spot(shelf: Shelf, report: str, page: int, boxes: Sequence[BoxTuple]) -> Spot:
    """What is printed inside ``boxes`` of a page. Raises UnknownReport."""
    if not boxes:
        return Spot((), ())
    facts = tuple(
        stored.fact
        for stored in shelf.facts([report], limit=None).facts
        if stored.fact.page == page and any(_inside(stored.fact.box, box) for box in boxes)
    )
    cells = {
        (fact.table, fact.row_index, fact.column_index)
        for fact in facts
        if fact.table is not None and fact.row_index is not None and fact.column_index is not None
    }
    if len(cells) != 1:
        return Spot(facts, ())
    ((number, row, column),) = cells
    return Spot(facts, heads_of(shelf.table(report, number), row, column))


def page_to_json(shelf: Shelf, report: str, page: int, boxes: Sequence[BoxTuple]) -> dict[str, Any]:
    """A page's size in points and what is printed inside ``boxes``. Raises Unknown… errors."""
    size, record = shelf.page(report, page), shelf.report(report)
    found = spot(shelf, report, page, boxes)
    return {
        "report": report,
        "title": record.title,
        "page": page,
        "pages": record.pages,
        "width": size.width,
        "height": size.height,
        "figures": [_fact_to_json(fact) for fact in found.facts],
        "heads": [head.to_json() for head in found.heads],
    }


def _fact_to_json(fact: Fact) -> dict[str, Any]:
    return {
        "item": fact.item,
        "measure": fact.measure,
        "printed": fact.printed,
        "row": list(fact.row),
        "column": list(fact.column),
        "table": fact.table,
        "box": box_to_json(fact.box),
    }


def _inside(inner: Box, outer: BoxTuple) -> bool:
    """By its centre: boxes come back rounded."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    x0, top, x1, bottom = outer
    return x0 <= x <= x1 and top <= y <= bottom


def heads_of(table: Table, row: int, column: int) -> tuple[Head, ...]:
    """The head cells of one cell: its row's from the left, its column's from the top."""
    rows = [_head("row", cell) for cell in _row_heads(table.cells, row, column)]
    columns = [_head("column", cell) for cell in _column_heads(table.cells, row, column)]
    return (*rows[::-1], *columns[::-1])


def _head(kind: HeadKind, cell: Cell) -> Head:
    return Head(kind, cell.text, cell.page, cell.ink or cell.box)


def _row_heads(cells: Iterable[Cell], row: int, column: int) -> Iterator[Cell]:
    """Leftwards: the labels next to the cell. In a table of two halves side by side, those of its
    own half: they end where the figures of the other begin."""
    before = [
        cell
        for cell in cells
        if cell.row <= row < cell.row + cell.row_span and cell.column < column
    ]
    found = False
    for cell in sorted(before, key=lambda cell: -cell.column):
        if cell.role in {"label", "code"} and cell.text:
            found = True
            yield cell
        elif found and cell.role in {"figure", "empty"}:
            return


def _column_heads(cells: Iterable[Cell], row: int, column: int) -> Iterator[Cell]:
    """Upwards: the nearest block of heads over the cell; a form has several, one below another."""
    above = [
        cell
        for cell in cells
        if cell.role == "header"
        and cell.column <= column < cell.column + cell.column_span
        and cell.row + cell.row_span <= row
    ]
    lowest: int | None = None
    for cell in sorted(above, key=lambda cell: -cell.row):
        if lowest is not None and lowest > cell.row + cell.row_span:
            return
        lowest = cell.row
        if cell.text:
            yield cell
