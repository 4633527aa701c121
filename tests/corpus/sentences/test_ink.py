"""Where characters of a printed line stand, by the page's glyphs."""

from __future__ import annotations

from corpus.model import Box, Glyph, Page, Passage, Span
from corpus.sentences.ink import InkFinder

TOP, SIZE = 100.0, 10.0


def line_of(text: str, top: float = TOP, x0: float = 70.0) -> list[Glyph]:
    """Glyphs one after the other, half width for ASCII."""
    glyphs = []
    for char in text:
        width = SIZE / 2 if char.isascii() else SIZE
        glyphs.append(Glyph(char, Box(x0, top, x0 + width, top + SIZE), SIZE))
        x0 += width
    return glyphs


def page_of(*lines: list[Glyph]) -> Page:
    return Page(1, 600.0, 800.0, 0, tuple(glyph for line in lines for glyph in line), ())


def passage_of(*lines: tuple[str, float]) -> Passage:
    text, spans = "", []
    for line, top in lines:
        box = Box(70.0, top, 570.0, top + SIZE)
        spans.append(Span(len(text), len(text) + len(line), 1, box))
        text += line
    return Passage(1, "narrative", text, (), tuple(spans))


def box_of(passage: Passage, page: Page | None, printed: str, digits: int) -> Box:
    start = passage.text.index(printed)
    finder = InkFinder([page] if page else [])
    place = finder.place(passage, start, start + digits, start + len(printed))
    assert place is not None
    return place.box


def test_the_box_holds_exactly_the_figure():
    page = page_of(line_of("支出合计12.5万元。"))
    assert box_of(passage_of(("支出合计12.5万元。", TOP)), page, "12.5万元", 4) == Box(
        110, 100, 150, 110
    )


def test_blanks_may_be_set_or_not():
    page = page_of(line_of("支出 12.5  万元"))
    assert box_of(passage_of(("支出 12.5 万元", TOP)), page, "12.5 万元", 4) == Box(
        95, 100, 145, 110
    )


def test_a_unit_on_the_next_line_is_left_out():
    page = page_of(line_of("支出12.5万"), line_of("元。", top=115))
    passage = passage_of(("支出12.5万", TOP), ("元。", 115.0))
    assert box_of(passage, page, "12.5万元", 4) == Box(90, 100, 120, 110)


def test_a_baseline_of_its_own_belongs_to_the_line():
    low = [Glyph(g.text, Box(g.box.x0, 104, g.box.x1, 114), SIZE) for g in line_of("12.5", x0=90)]
    page = page_of([*line_of("支出"), *low, *line_of("万元", x0=110)])
    assert box_of(passage_of(("支出12.5万元", TOP)), page, "12.5万元", 4) == Box(90, 100, 130, 114)


def test_close_lines_do_not_reach_into_the_box():
    page = page_of(line_of("支出12.5万元"), line_of("收入上年结转金额", top=107))
    assert box_of(passage_of(("支出12.5万元", TOP)), page, "12.5万元", 4) == Box(90, 100, 130, 107)


def test_characters_that_differ_elsewhere_do_no_harm():
    page = page_of(line_of("⽀出12.5万元◆"))
    assert box_of(passage_of(("支出12.5万元", TOP)), page, "12.5万元", 4) == Box(90, 100, 130, 110)


def test_without_pages_the_box_is_interpolated():
    passage = Passage(1, "narrative", "支出12万", (), (Span(0, 5, 1, Box(0, 0, 80, 10)),))
    assert box_of(passage, None, "12万", 2) == Box(40, 0, 80, 10)


def test_what_is_not_printed_has_no_place():
    passage = Passage(1, "narrative", "支出12万", (), ())
    assert InkFinder([]).place(passage, 2, 4, 5) is None
