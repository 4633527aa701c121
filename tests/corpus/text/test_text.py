"""Texts as they are compared and as they are stored."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import (
    align,
    fold,
    folded_positions,
    han_number,
    normalize,
    read_numbering,
    strip_numbering,
)

HAN = "行政审批局财政拨款支出决算表一二三"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(HAN + " “”，")))


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("⼊ ⾏政", "入行政"),  # Kangxi radicals
        ("门⼾", "门户"),  # NFKC gives another form of it
        ("⻓期 ⻔户", "长期门户"),  # of the radicals supplement, which NFKC leaves alone
        ("２０２３ 年", "2023年"),
        ("ＡＢＣ", "ABC"),
        ("合　计", "合计"),
        ("“三 公”经费", '"三公"经费'),
        ("1612.17 万元， 主要", "1612.17万元,主要"),
        ("AI 5G", "AI 5G"),
        ("〔2020〕8 号", "[2020]8号"),
    ],
)
def test_normalize(printed: str, compared: str) -> None:
    assert normalize(printed) == compared


@given(TEXTS)
def test_normalizing_again_changes_nothing(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(TEXTS)
def test_aligned_text_keeps_every_position(text: str) -> None:
    assert len(align(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("合 计", "合计"),
        ("公 务 用 车 运 行 维 护 费", "公务用车运行维护费"),
        ("第一部分  部门概况", "第一部分 部门概况"),
        ("支出 1612.17  万元", "支出 1612.17 万元"),
        (" 前后 ", "前后"),
        ("⼊", "⼊"),  # what is printed is kept, only white space is folded
        ("零\u200b宽", "零宽"),
    ],
)
def test_fold(printed: str, stored: str) -> None:
    assert fold(printed) == stored


@given(TEXTS)
def test_folding_rewords_nothing(text: str) -> None:
    def ink(value: str) -> str:
        return "".join(c for c in value if not c.isspace() and unicodedata.category(c) != "Cf")

    assert ink(fold(text)) == ink(text)


@given(TEXTS)
def test_folded_positions_point_into_the_text(text: str) -> None:
    positions = folded_positions(text)
    assert list(positions) == sorted(set(positions))
    assert len(positions) == len(fold(text))


@pytest.mark.parametrize(
    ("text", "style", "number", "rest"),
    [
        ("第一部分 部门概况", "part", 1, "部门概况"),
        ("十一、政府采购支出说明", "chinese", 11, "政府采购支出说明"),
        ("一、2025年“三公”经费", "chinese", 1, "2025年“三公”经费"),
        ("（十二）规范运行", "chinese_paren", 12, "规范运行"),
        ("(三) 项目支出", "chinese_paren", 3, "项目支出"),
        ("1．因公出国", "arabic", 1, "因公出国"),
        ("10、住房保障", "arabic", 10, "住房保障"),
        ("(1) 数量指标", "arabic_paren", 1, "数量指标"),
        ("③其他", "circled", 3, "其他"),
        ("第二条 本局", "article", 2, "本局"),
    ],
)
def test_numbering(text: str, style: str, number: int, rest: str) -> None:
    numbering = read_numbering(text)
    assert numbering is not None
    assert (numbering.style, numbering.number) == (style, number)
    assert strip_numbering(text) == rest


@pytest.mark.parametrize(
    "text", ["1.5 万元", "2023 年度", "一是积极探索", "3988.02", "", "十里长街"]
)
def test_no_numbering(text: str) -> None:
    assert read_numbering(text) is None
    assert strip_numbering(text) == text


def test_numbering_alone_is_kept() -> None:
    assert strip_numbering("一、") == "一、"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零三", 103)],
)
def test_han_number(printed: str, number: int) -> None:
    assert han_number(printed) == number
