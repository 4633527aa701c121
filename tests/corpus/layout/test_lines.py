"""Reading order by geometry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Box, Glyph
from corpus.layout.columns import read_lines
from corpus.layout.lines import group_lines
from tests.corpus.read_once import read_once

Typeset = Callable[..., list[Glyph]]


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in group_lines(glyphs, 1)]


@given(percent=st.integers(-40, 40), random=st.randoms(use_true_random=False))
def test_digits_on_a_baseline_of_their_own_stay_in_place(
    percent: int, random: Random, line_of: Typeset
) -> None:
    """Up to 0.4 font sizes off, lines as tight as 1.15 font sizes, glyphs in any order."""
    down = percent / 100 * 12
    glyphs = line_of("年初预算为1560.05万元，", 72, 100, shift=down)
    glyphs += line_of("支出决算为“1511.89”万元。", 72, 113.8, shift=down)
    random.shuffle(glyphs)
    assert texts(glyphs) == ["年初预算为1560.05万元，", "支出决算为“1511.89”万元。"]


def test_text_is_the_glyphs_joined(line_of: Typeset) -> None:
    (line,) = group_lines(line_of("第一部分  部门 2023 年", 72, 100), 3)
    assert line.text == "".join(glyph.text for glyph in line.glyphs) == "第一部分 部门 2023 年"
    assert line.page == 3
    assert (line.box.x0, line.box.x1) == (72, 72 + 12 * 7 + 6 * 8)


def test_superscript_stays_in_its_line(line_of: Typeset) -> None:
    glyphs = line_of("面积100m", 72, 100)
    glyphs.append(Glyph("2", Box(120, 98, 123.6, 105.2), 7.2))
    assert texts(glyphs) == ["面积100m2"]


def test_letter_spaced_words_are_one(line_of: Typeset) -> None:
    assert texts(line_of("公 务 用 车 运 行 维 护", 72, 100)) == ["公务用车运行维护"]


def test_wide_gaps_keep_one_space(line_of: Typeset) -> None:
    glyphs = line_of("部门：某局", 72, 100) + line_of("单位：万元", 400, 100)
    assert texts(glyphs) == ["部门：某局 单位：万元"]


def test_bold_type_struck_twice_is_printed_once(line_of: Typeset) -> None:
    once = line_of("收入决算表2023", 72, 100)
    twice = [
        replace(glyph, box=Box(glyph.box.x0 + 0.3, 100, glyph.box.x1 + 0.3, 112)) for glyph in once
    ]
    assert texts(once + twice) == ["收入决算表2023"]


def test_unmapped_glyphs_show_as_such(line_of: Typeset) -> None:
    glyphs = line_of("行政", 72, 100)
    glyphs.append(Glyph("(cid:123)", Box(96, 100, 108, 112), 12.0))
    assert texts(glyphs) == ["行政\ufffd"]


def test_nothing_makes_no_lines() -> None:
    assert group_lines([], 1) == ()
    assert group_lines([Glyph(" ", Box(0, 0, 6, 12), 12.0)], 1) == ()


def test_columns_are_read_one_after_the_other(line_of: Typeset) -> None:
    """Their lines may stand at other heights, and a title over both comes first."""
    glyphs = line_of("一个横跨两栏的标题它比一栏要长得多而且居中", 150, 60)
    for row in range(10):
        glyphs += line_of("左栏的文字排满了整整的一栏宽", 72, 100 + 20 * row)
        glyphs += line_of("右栏的文字从同一处开始排起", 320, 107 + 20 * row)
    lines, sides = read_lines(glyphs, 1)
    assert [line.text[0] for line in lines] == ["一"] + ["左"] * 10 + ["右"] * 10
    assert sides == ("whole",) + ("left",) * 10 + ("right",) * 10


def test_a_list_of_labels_and_values_is_no_pair_of_columns(line_of: Typeset) -> None:
    glyphs: list[Glyph] = []
    for row in range(8):
        glyphs += line_of("项目" * (row % 4 + 1), 72, 100 + 20 * row)
        glyphs += line_of("10.00", 400, 100 + 20 * row)
    assert set(read_lines(glyphs, 1)[1]) == {"whole"}


@pytest.mark.parametrize(
    "sentence",
    [
        "年初预算为1560.05万元，支出决算为1511.89万",
        "449.52万元。决算数小于预算数的主要原因：",
        "“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.00万元",
    ],
)
def test_a_real_page_of_mixed_baselines(shared_reports: Path, sentence: str) -> None:
    (path,) = shared_reports.glob("*财政局2024年度部门决算.pdf")
    pages = read_once(path).pages
    lines = [line.text.replace(" ", "") for page in pages for line in group_lines(page.glyphs, 1)]
    assert any(sentence in line for line in lines)
