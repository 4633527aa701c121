"""What is sought is marked where it stands, however it is printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.excerpts import excerpt
from service.marking import Sought, sought_in, word_marks


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in word_marks(text, sought_in(query))]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("政务服务外包经费 15 万元", "政务服务外包", ["政务服务外包"]),
        ("政务 服务 外包", "政务服务外包", ["政务 服务 外包"]),
        ("⼊库金额", "入库", ["⼊库"]),
        ("共 1,612.17 万元", "1612.17", ["1,612.17"]),
        ("PDF 文件", "pdf", ["PDF"]),
        ("没有这个词", "公务接待费", []),
        ("公务用车费和公务接待费", "公务接待费", ["公务接待费"]),
        ("公务用车费", "公务接待费", ["公务"]),
        ("公务接待费减少的原因", "公务接待费 原因", ["公务接待费", "原因"]),
        ("", "公务接待费", []),
        ("公务接待费与公务接待费", "公务接待费", ["公务接待费", "公务接待费"]),
    ],
)
def test_words_are_marked_as_printed(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query) == found


@given(st.text(max_size=60), st.text(min_size=1, max_size=10))
def test_marks_are_in_order_and_within_the_text(text: str, query: str) -> None:
    marks = word_marks(text, sought_in(query))
    assert list(marks) == sorted(marks)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(one[1] <= other[0] for one, other in pairwise(marks))


def test_an_excerpt_shows_where_most_is_marked() -> None:
    text = "甲" * 100 + "外包" + "乙" * 300 + "外包服务，政务服务" + "丙" * 100
    pieces = excerpt(text, word_marks(text, Sought("", ("外包", "政务服务", "服务"))))
    assert [piece.text for piece in pieces if piece.marked] == ["外包服务", "政务服务"]
