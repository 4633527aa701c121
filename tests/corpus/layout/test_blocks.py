"""Paragraphs, headings and the outline, rebuilt from printed lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus import Block, Box, Page, Place, Report, Section, Table
from corpus.layout import read_blocks

Typeset = Callable[..., Page]
LEFT, INDENT, WIDE = (
    72.0,
    96.0,
    36,
)  # the first line is set in by two; a full line has 36 characters


def lines_of(paragraph: str, top: float) -> list[tuple[str, float, float]]:
    """A justified paragraph set in lines, the first one set in."""
    first, rest = paragraph[: WIDE - 2], paragraph[WIDE - 2 :]
    cut = [first, *(rest[i : i + WIDE] for i in range(0, len(rest), WIDE))]
    return [(text, LEFT if i else INDENT, top + 20 * i) for i, text in enumerate(cut)]


def blocks_of(*pages: Page, tables: tuple[Table, ...] = ()) -> tuple[Block, ...]:
    return read_blocks(pages, tables)[0]


def outline_of(*pages: Page) -> list[tuple[str, ...]]:
    return [section.path for section in read_blocks(pages, ())[1]]


FILLER = "财政部门按照规定公开预算和决算的有关情况并接受监督" * 4 + "。"
LONG = "本年度支出合计比上年度有所减少主要原因是厉行节约压减一般性支出" * 3 + "。"


def table_at(page: int, top: float, bottom: float) -> Table:
    place = Place(page, Box(LEFT, top, 520, bottom))
    return Table(
        number=1,
        code=None,
        title="",
        unit=None,
        kind="other",
        standard=None,
        subject=None,
        entity=None,
        header_rows=0,
        row_count=0,
        column_count=0,
        cells=(),
        notes=(),
        formulas=(),
        places=(place,),
        section=(),
    )


def test_paragraphs_are_whole_and_apart(typeset: Typeset) -> None:
    page = typeset([*lines_of(FILLER, 100), *lines_of(LONG, 200)])
    assert [block.text for block in blocks_of(page)] == [FILLER, LONG]


def test_paragraph_is_whole_across_a_page_break_and_a_page_number(typeset: Typeset) -> None:
    lines = lines_of(FILLER, 700)
    split = [(text, x, 100.0 + 20 * i) for i, (text, x, _) in enumerate(lines[2:])]
    pages = (
        typeset([*lines_of(LONG, 100), *lines[:2], ("3", 294, 800)], 1),
        typeset([*split, *lines_of(LONG, 300), ("4", 294, 800)], 2),
    )
    blocks = blocks_of(*pages)
    assert [block.text for block in blocks if block.kind == "paragraph"] == [LONG, FILLER, LONG]
    assert [block.text for block in blocks if block.kind == "footer"] == ["3", "4"]
    (whole,) = (block for block in blocks if block.text == FILLER)
    assert {span.page for span in whole.spans} == {1, 2}


def test_paragraph_is_whole_around_a_table(typeset: Typeset) -> None:
    lines = lines_of(FILLER, 100)
    after = [(text, x, top + 300) for text, x, top in lines[1:]]
    page = typeset([lines[0], ("1,234.56", 100, 200), *after, *lines_of(LONG, 600)])
    found = blocks_of(page, tables=(table_at(1, 150, 300),))
    assert [block.text for block in found] == [FILLER, LONG]


def test_repeated_header_is_no_text(typeset: Typeset) -> None:
    pages = [
        typeset([("某市某局二〇二三年度决算", 200, 40), *lines_of(LONG, 100)], number)
        for number in range(1, 5)
    ]
    kinds = [(block.kind, block.text) for block in blocks_of(*pages)]
    assert kinds.count(("header", "某市某局二〇二三年度决算")) == 4
    assert kinds.count(("paragraph", LONG)) == 4


def test_every_character_knows_its_place(typeset: Typeset) -> None:
    page = typeset(lines_of(FILLER, 100))
    (block,) = blocks_of(page)
    assert len(block.characters) == len(block.text)
    printed = {(glyph.box, glyph.text) for glyph in page.glyphs}
    for char, place in zip(block.text, block.characters, strict=True):
        assert place is not None
        assert (place.box, char) in printed
    assert (block.spans[0].start, block.spans[0].end) == (0, WIDE - 2)
    assert block.spans[-1].end == len(block.text)


def test_headings_make_the_outline(typeset: Typeset) -> None:
    page = typeset(
        [
            ("第一部分 部门概况", 200, 60, 18.0),
            ("一、主要职责", LEFT, 100),
            *lines_of(LONG, 120),
            ("（一）机构设置情况", INDENT, 220),
            *lines_of(LONG, 240),
            ("二、人员情况", LEFT, 340),
            *lines_of(LONG, 360),
            ("第二部分 决算表", 200, 460, 18.0),
        ]
    )
    assert outline_of(page) == [
        ("第一部分 部门概况",),
        ("第一部分 部门概况", "一、主要职责"),
        ("第一部分 部门概况", "一、主要职责", "（一）机构设置情况"),
        ("第一部分 部门概况", "二、人员情况"),
        ("第二部分 决算表",),
    ]
    paragraphs = [block for block in blocks_of(page) if block.kind == "paragraph"]
    assert paragraphs[1].section[-1] == "（一）机构设置情况"


def test_numbering_that_starts_again_is_one_level_deeper(typeset: Typeset) -> None:
    page = typeset(
        [
            ("一、主要职责", LEFT, 60),
            *lines_of(LONG, 80),
            ("二、工作任务", LEFT, 180),
            ("一、坚决维护稳定", LEFT, 200),
            *lines_of(LONG, 220),
            ("二、切实担当职责", LEFT, 320),
            *lines_of(LONG, 340),
        ]
    )
    assert outline_of(page)[2:] == [
        ("二、工作任务", "一、坚决维护稳定"),
        ("二、工作任务", "二、切实担当职责"),
    ]


def test_lists_and_definitions_are_no_headings(typeset: Typeset) -> None:
    page = typeset(
        [
            ("一、名词解释", LEFT, 60),
            ("1. 某局（本级）", INDENT, 80),
            ("2. 某服务中心", INDENT, 100),
            ("3. 某勘验中心", INDENT, 120),
            ("二、事业收入：指开展业务活动取得的收入。", INDENT, 140),
            *lines_of(LONG, 160),
        ]
    )
    assert outline_of(page) == [("一、名词解释",)]


def test_contents_are_recognised(typeset: Typeset) -> None:
    cover = typeset([("某市某局2023年度部门决算", 150, 300, 24.0)], 1)
    contents = typeset(
        [
            ("目 录", 260, 60, 18.0),
            ("第一部分 部门概况……………………1", LEFT, 100),
            ("一、主要职责……………………………1", INDENT, 120),
            ("第二部分 名词解释……………………2", LEFT, 140),
        ],
        2,
    )
    body = typeset([("第一部分 部门概况", 200, 60, 18.0), *lines_of(LONG, 120)], 3)
    blocks = blocks_of(cover, contents, body)
    assert [block.kind for block in blocks] == [
        "paragraph",
        *["contents"] * 4,
        "heading",
        "paragraph",
    ]


def test_title_over_two_lines_is_one_heading(typeset: Typeset) -> None:
    page = typeset(
        [
            ("第三部分 武汉市某某区行政审批局年度部门决算情", 76, 60, 18.0),
            ("况说明", 270, 84, 18.0),
            *lines_of(LONG, 130),
            *lines_of(LONG, 230),
        ]
    )
    assert outline_of(page) == [("第三部分 武汉市某某区行政审批局年度部门决算情况说明",)]


@pytest.fixture(scope="module")
def paragraphs(sample: Report) -> list[Block]:
    return [block for block in sample.blocks if block.kind == "paragraph"]


def test_sample_outline(sample: Report) -> None:
    parts = [section.title for section in sample.sections if section.level == 1]
    assert [part[:4] for part in parts] == [f"第{n}部分" for n in "一二三四五六"]
    third = [s for s in sample.sections if s.level == 2 and s.path[0] == parts[2]]
    assert len(third) == 13


def test_sample_paragraphs_end_as_sentences_do(sample: Report, paragraphs: list[Block]) -> None:
    """What reads as a sentence ends as one: no page break, table or footer has cut it."""
    long = [block.text for block in paragraphs if len(block.text) > 60]
    assert len(long) > 80
    cut = [text[-20:] for text in long if text[-1] not in "。；：）)"]
    assert len(cut) <= 2, cut


def test_sample_text_is_not_lost(sample: Report) -> None:
    """Every glyph of a page without tables is in a block, in order."""
    with_tables = {place.page for table in sample.tables for place in table.places}
    placed = {
        (place.page, place.box)
        for block in sample.blocks
        for place in block.characters
        if place is not None
    }
    for page in sample.pages:
        if page.number not in with_tables:
            inked = {(page.number, glyph.box) for glyph in page.glyphs if glyph.text.strip()}
            assert inked <= placed


def test_sections_are_headings(sample: Report) -> None:
    titles = {section.path for section in sample.sections}
    for block in sample.blocks:
        assert block.section == () or block.section in titles
    assert all(isinstance(section, Section) for section in sample.sections)
