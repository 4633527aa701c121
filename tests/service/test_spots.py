"""A figure's head cells: found in the grid, marked on the page, of the right half of a table."""

from __future__ import annotations

from flask.testing import FlaskClient

from corpus.model import Box, Cell, CellRole, Table
from service.engine import Engine
from service.web.spots import heads_of, spot

REPORT = "0123456789ab"


def cell(row: int, column: int, text: str, role: CellRole, span: int = 1) -> Cell:
    box = Box(60.0 * column, 20.0 * row, 60.0 * (column + span), 20.0 * (row + 1))
    return Cell(row, column, 1, span, text, role, 1, box, box if text else None)


def table(*cells: Cell) -> Table:
    return Table(
        number=1, code=None, title="", unit=None, kind="standard", standard=None, subject=None,
        entity=None, header_rows=2, row_count=9, column_count=9, cells=cells,
        places=(), notes=(), formulas=(), section=(),
    )  # fmt: skip


SIDE_BY_SIDE = table(
    cell(0, 0, "收入", "header", 3),
    cell(0, 3, "支出", "header", 3),
    cell(1, 0, "项目", "header"),
    cell(1, 1, "行次", "header"),
    cell(1, 2, "决算数", "header"),
    cell(1, 3, "功能分类", "header"),
    cell(1, 4, "行次", "header"),
    cell(1, 5, "金额", "header"),
    cell(2, 0, "拨款收入", "label"),
    cell(2, 1, "1", "line_number"),
    cell(2, 2, "12.00", "figure"),
    cell(2, 3, "教育支出", "label"),
    cell(2, 4, "9", "line_number"),
    cell(2, 5, "34.00", "figure"),
)


def said(found: Table, row: int, column: int) -> list[tuple[str, str]]:
    return [(head.kind, head.text) for head in heads_of(found, row, column)]


def test_each_half_of_a_table_has_its_own_heads() -> None:
    left = [("row", "拨款收入"), ("column", "收入"), ("column", "决算数")]
    right = [("row", "教育支出"), ("column", "支出"), ("column", "金额")]
    assert said(SIDE_BY_SIDE, 2, 2) == left
    assert said(SIDE_BY_SIDE, 2, 5) == right


def test_a_form_with_several_heads_uses_the_nearest() -> None:
    form = table(
        cell(0, 1, "预算数", "header"),
        cell(1, 0, "项目资金", "label"),
        cell(1, 1, "5", "figure"),
        cell(2, 1, "得分", "header"),
        cell(3, 0, "产出", "label"),
        cell(3, 1, "9", "figure"),
    )
    assert said(form, 3, 1) == [("row", "产出"), ("column", "得分")]
    assert said(form, 1, 1) == [("row", "项目资金"), ("column", "预算数")]


def test_the_heads_say_what_the_facts_say(sample_engine: Engine) -> None:
    """Over the whole sample: what is marked is what the fact was read as."""
    with sample_engine._library.snapshot() as shelf:
        (record,) = shelf.reports()
        facts = [s.fact for s in shelf.facts([record.id], limit=None).facts]
        cells = [f for f in facts if f.column_index is not None and f.value is not None]
        wrong = []
        for fact in cells:
            assert fact.table is not None
            assert fact.row_index is not None
            assert fact.column_index is not None
            heads = heads_of(shelf.table(record.id, fact.table), fact.row_index, fact.column_index)
            columns = [head.text for head in heads if head.kind == "column"]
            if fact.column and not any(fact.column[-1] in text for text in columns):
                wrong.append((fact.table, fact.row, fact.column, columns))
        assert len(cells) > 500
        assert len(wrong) <= len(cells) * 0.02, wrong[:5]


def test_a_box_around_a_row_marks_no_heads(sample_engine: Engine) -> None:
    with sample_engine._library.snapshot() as shelf:
        (record,) = shelf.reports()
        facts = [s.fact for s in shelf.facts([record.id], table=1, limit=None).facts]
        page = facts[0].page
        one = facts[0].box
        found = spot(shelf, record.id, page, [(one.x0, one.top, one.x1, one.bottom)])
        assert [fact.number for fact in found.facts] == [facts[0].number]
        assert {head.kind for head in found.heads} == {"row", "column"}
        whole = spot(shelf, record.id, page, [(0, one.top, 10_000, one.bottom)])
        assert len(whole.facts) > 1
        assert whole.heads == ()


def test_a_page_tells_what_a_box_holds(client: FlaskClient) -> None:
    plain = client.get(f"/api/reports/{REPORT}/pages/8").get_json()
    assert (plain["figures"], plain["heads"]) == ([], [])
    assert plain["width"] == 595.32
    (bad,) = [client.get(f"/api/reports/{REPORT}/pages/8?box=1,2,3")]
    assert bad.status_code == 400
    assert client.get(f"/api/reports/{REPORT}/pages/99").status_code == 404
