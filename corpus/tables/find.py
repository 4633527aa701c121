"""A report's pages become tables: found, joined over page breaks, titled and read for roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Cell, CellRole, Line, Page, Table, TableKind
from corpus.tables.captions import Caption, merged, read_caption
from corpus.tables.cells import line_of_cell
from corpus.tables.forms import form_roles, form_subject, form_unit
from corpus.tables.formulas import find_formulas
from corpus.tables.heads import Layout, is_caption_row, is_column_number_row, read_layout
from corpus.tables.joining import Joined, join_pieces
from corpus.tables.matrix import Matrix, is_integer, is_number
from corpus.tables.notes import is_note, note_texts
from corpus.tables.pieces import find_pieces
from corpus.tables.words import standard_of, word
from corpus.text import normalize


def find_tables(pages: Sequence[Page]) -> tuple[Table, ...]:
    """All tables of a report in reading order, numbered from 1.

    Their section path is left empty: the outline is not known here.
    """
    whole = join_pieces(list(find_pieces(pages)))
    tables = [read_table(joined, number) for number, joined in enumerate(whole, start=1)]
    return tuple(_with_common_unit(tables))


def _with_common_unit(tables: Sequence[Table]) -> Iterator[Table]:
    """Standard tables that print no unit have the one that all the others print, if they agree."""
    printed = {table.unit for table in tables if table.standard and table.unit}
    for table in tables:
        lacks = table.standard is not None and table.unit is None and len(printed) == 1
        yield replace(table, unit=next(iter(printed))) if lacks else table


def read_table(joined: Joined, number: int) -> Table:
    """The table of joined cells: what it is called, what it is, what its cells hold."""
    matrix = Matrix(joined.cells, joined.row_count, len(joined.xs) - 1)
    caption = merged(joined.pieces[0].caption, read_caption(_lines_within(matrix)))
    for piece in joined.pieces[1:]:
        caption = replace(caption, unit=caption.unit or piece.caption.unit)
    notes = (*_notes_within(matrix), *joined.pieces[-1].notes)
    kind, standard = table_kind(caption, matrix)
    header_rows, roles = _head_and_roles(matrix, kind)
    cells = tuple(
        replace(cell, role=role, characters=cell.characters if _places_tell(cell, role) else ())
        for cell, role in zip(joined.cells, roles, strict=True)
    )
    return Table(
        number=number,
        code=caption.code,
        title=caption.title,
        unit=caption.unit or (form_unit(matrix) if kind == "form" else None),
        kind=kind,
        standard=standard,
        subject=form_subject(caption.title, matrix) if kind == "form" else None,
        entity=caption.entity,
        header_rows=header_rows,
        row_count=matrix.row_count,
        column_count=matrix.column_count,
        cells=cells,
        notes=note_texts(notes),
        formulas=find_formulas(notes),
        places=joined.places,
        section=(),
        caption=caption.lines,
        repaired=tuple(piece.grid.page for piece in joined.pieces if piece.grid.repaired),
    )


def _head_and_roles(matrix: Matrix, kind: TableKind) -> tuple[int, list[CellRole]]:
    """How many rows are the head, and the role of each cell; a form has many small heads."""
    if kind == "form":
        return 0, form_roles(matrix)
    layout = read_layout(matrix)
    return layout.header_rows, table_roles(layout)


def _lines_within(matrix: Matrix) -> list[Line]:
    """The caption that some producers print in the first rows of the grid itself."""
    lines: list[Line] = []
    for row in range(matrix.row_count):
        if not is_caption_row(matrix, row):
            break
        lines.extend(line for cell in matrix.row(row) if (line := line_of_cell(cell)))
    return lines


def _notes_within(matrix: Matrix) -> tuple[Line, ...]:
    """The notes that some producers print in the last rows of the grid, across all of it."""
    lines: list[Line] = []
    for row in reversed(range(matrix.row_count)):
        cells = matrix.row(row)
        if len(cells) != 1 or not is_note(normalize(cells[0].text)):
            break
        lines.extend(line for cell in cells if (line := line_of_cell(cell)))
    return tuple(reversed(lines))


def _places_tell(cell: Cell, role: CellRole) -> bool:
    """Whether the characters' own places tell something: figures among words, a label's start."""
    return role == "label" or (role == "text" and any(map(str.isdigit, cell.text)))


def table_kind(caption: Caption, matrix: Matrix) -> tuple[TableKind, str | None]:
    """What kind of table it is, and which of the standard ones."""
    standard = standard_of(caption.title)
    if standard is not None:
        return "standard", standard.key
    if word("forms", "title").search(normalize(caption.title)) or _has_heads_of_a_form(matrix):
        return "form", None
    first = " ".join(normalize(cell.text) for cell in matrix.row(0))
    if all(word("work", name).search(first) for name in ("label", "target", "completion")):
        return "work", None
    return "other", None


def _has_heads_of_a_form(matrix: Matrix) -> bool:
    """Whether many cells print a form's heads, and one of them a head that only forms have."""
    texts = [normalize(cell.text) for cell in matrix.cells if cell.text]
    heads = [text for text in texts if word("forms", "head").search(text)]
    return len(heads) >= 4 and any(word("forms", "telling").search(text) for text in heads)


def table_roles(layout: Layout) -> list[CellRole]:
    """The role of each cell of a table that is no form."""
    return [_role(layout, cell) for cell in layout.matrix.cells]


def _role(layout: Layout, cell: Cell) -> CellRole:
    if not cell.text:
        return "empty"
    if cell.row < layout.header_rows:
        numbers = is_column_number_row(layout.matrix, cell.row)
        return "column_number" if numbers and is_integer(cell.text) else "header"
    column = layout.columns[cell.column]
    role: CellRole = "text"
    if word("heads", "code_part").search(normalize(cell.text)) and column.role == "code":
        role = "header"
    elif column.role == "code":
        role = "code" if is_integer(cell.text) else "label"
    elif column.role == "line_number" and is_integer(cell.text):
        role = "line_number"
    elif column.role == "figure" and is_number(cell.text):
        role = "figure"
    elif column.role in ("label", "line_number"):
        role = "label"
    return role
