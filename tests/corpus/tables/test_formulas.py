"""Equations under tables."""

from __future__ import annotations

import pytest

from corpus.model import Line
from corpus.tables.formulas import find_formulas, parse_formula
from tests.corpus.table_pages import set_text


def plus(*numbers: int) -> tuple[tuple[int, int], ...]:
    return tuple((1, number) for number in numbers)


EXAMPLES = [
    ("27行=(1+2+3+4+5+6+7+8)行", "row", 27, plus(1, 2, 3, 4, 5, 6, 7, 8)),
    ("27行=(1+2+…+8)行；", "row", 27, plus(1, 2, 3, 4, 5, 6, 7, 8)),
    ("31 行 = (27+28+29) 行；", "row", 31, plus(27, 28, 29)),
    ("58行=(32+33+…+57)行", "row", 58, plus(*range(32, 58))),
    ("58行= (32+33+...+57) 行。", "row", 58, plus(*range(32, 58))),
    ("１栏各行＝（２＋３＋４）栏各行。", "column", 1, plus(2, 3, 4)),
    ("6栏各行=(1+2-3)栏各行", "column", 6, ((1, 1), (1, 2), (-1, 3))),
    ("7栏=(8+9+12)栏", "column", 7, plus(8, 9, 12)),
    ("27行=1行+2行+3行", "row", 27, plus(1, 2, 3)),
]


@pytest.mark.parametrize(("text", "axis", "total", "parts"), EXAMPLES)
def test_an_equation_is_read(
    text: str, axis: str, total: int, parts: tuple[tuple[int, int], ...]
) -> None:
    assert parse_formula(text) == (axis, total, parts)


@pytest.mark.parametrize(
    "text", ["注：本表反映部门本年度的总收支。", "2023年=1", "执行率=B/A×100%"]
)
def test_other_text_is_no_equation(text: str) -> None:
    assert parse_formula(text) is None


def line(text: str, top: float) -> Line:
    glyphs = tuple(set_text(text, 40, top))
    box = glyphs[0].box
    for glyph in glyphs:
        box = box.union(glyph.box)
    return Line(1, text, box, glyphs, 9.0)


def test_every_equation_of_a_note_is_found_also_over_a_line_break() -> None:
    found = find_formulas([line("27行=(1+2)行；31行=(27+28", 500), line("+29)行。", 514)])
    assert [(formula.total, formula.parts) for formula in found] == [
        (27, plus(1, 2)),
        (31, plus(27, 28, 29)),
    ]
    assert all(formula.box.top == 500 for formula in found)
