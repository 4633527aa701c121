"""Passages: of one section each, of the right size, and every line of them where it is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Box, Cell, Line, Place, Report, Table
from corpus.passages.placed_text import LONGEST, packed
from corpus.passages.table_rows import table_rows
from corpus.text import normalize


@given(st.text(st.sampled_from("一二三四五，。；、：”12 "), max_size=2000), st.integers(20, 400))
def test_packing_loses_nothing(text: str, longest: int) -> None:
    pieces = list(packed(text, longest))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(a < b for a, b in pieces) or not text


def test_long_paragraphs_are_cut_at_the_ends_of_sentences() -> None:
    text = "支出一百万元，主要用于日常运行；" * 40
    pieces = [text[a:b] for a, b in packed(text, 100)]
    assert all(len(piece) <= 100 and piece.endswith("；") for piece in pieces)


def test_sizes(sample: Report) -> None:
    assert max(len(passage.text) for passage in sample.passages) <= LONGEST
    assert [passage.number for passage in sample.passages] == list(
        range(1, len(sample.passages) + 1)
    )


def test_passages_lie_in_one_section(sample: Report) -> None:
    paths = {section.path for section in sample.sections} | {()}
    assert all(passage.section in paths for passage in sample.passages)


def test_lines_of_passages_are_where_they_say(sample: Report) -> None:
    """The glyphs inside each span's box are the characters of the span.

    Of a cell that a page break cuts, the box holds the first part.
    """
    pages = {page.number: page for page in sample.pages}
    for passage in sample.passages:
        for span in passage.spans:
            inside = "".join(
                glyph.text
                for glyph in pages[span.page].glyphs
                if span.box.contains(*glyph.box.center) and glyph.text.strip()
            )
            said = tight(passage.text[span.start : span.end])
            cut = passage.kind == "table" and said.startswith(tight(inside))
            assert cut or sorted(said) == sorted(tight(inside))


def tight(text: str) -> str:
    return normalize(text).replace(" ", "")


def test_every_sentence_is_in_a_passage(sample: Report) -> None:
    narrative = "".join(p.text for p in sample.passages if p.kind == "narrative").replace("\n", "")
    for block in sample.blocks:
        if block.kind == "paragraph":
            assert block.text in narrative


def test_statement_under_an_empty_table_is_narrative(sample: Report) -> None:
    texts = {p.text: p.kind for p in sample.passages}
    assert texts["本部门没有使用国有资本经营预算财政拨款安排的支出。"] == "narrative"


def test_notes_belong_to_their_table(sample: Report) -> None:
    for passage in sample.passages:
        if passage.kind == "note":
            table = sample.tables[passage.table - 1] if passage.table else None
            assert table is not None
            assert normalize(passage.text) in normalize("".join(table.notes))


@pytest.fixture
def table() -> Table:
    """A table of ninety rows with a title, a head and a cell that reaches over all rows."""

    def cell(row: int, column: int, text: str, role: str, span: int = 1) -> Cell:
        box = Box(100 * column, 20 * row, 100 * column + 90, 20 * (row + span))
        return Cell(row, column, span, 1, text, role, 1, box, box)  # type: ignore[arg-type]

    cells = [cell(0, c, text, "header") for c, text in enumerate(("类别", "项目", "金额"))]
    cells.append(cell(1, 0, "全部支出", "label", span=90))
    for row in range(1, 91):
        cells += [cell(row, 1, f"项目{row}", "label"), cell(row, 2, f"{row}.00", "figure")]
    title = Line(1, "支出决算表", Box(0, -30, 60, -18), (), 12.0)
    return Table(
        number=1,
        code=None,
        title="支出决算表",
        unit="万元",
        kind="standard",
        standard=None,
        subject=None,
        entity=None,
        header_rows=1,
        row_count=91,
        column_count=3,
        cells=tuple(cells),
        notes=(),
        formulas=(),
        places=(Place(1, Box(0, 0, 300, 1820)),),
        section=(),
        caption=(title,),
    )


def test_rows_stay_whole_under_title_and_head(table: Table) -> None:
    pieces = list(table_rows(table))
    assert len(pieces) > 2
    for piece in pieces:
        title, head, first, *_ = piece.text.split("\n")
        assert (title, head) == ("支出决算表", "类别 项目 金额")
        assert first.startswith("全部支出 项目")
        assert len(piece.text) <= LONGEST
    rows = [line for piece in pieces for line in piece.text.split("\n")[2:]]
    assert [row.removeprefix("全部支出 ") for row in rows] == [
        f"项目{n} {n}.00" for n in range(1, 91)
    ]
