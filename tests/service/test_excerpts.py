"""Excerpts keep what answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.excerpts import excerpt, short_title


def shown(text: str, marks: list[tuple[int, int]], width: int = 160) -> str:
    return "".join(f"<{p.text}>" if p.marked else p.text for p in excerpt(text, marks, width))


def test_a_short_passage_is_whole() -> None:
    assert shown("甲乙丙丁", [(1, 3)]) == "甲<乙丙>丁"
    assert shown("甲乙丙丁", []) == "甲乙丙丁"


def test_a_long_one_is_cut_around_the_mark() -> None:
    text = "前" * 300 + "就是这句。" + "后" * 300
    assert shown(text, [(300, 305)], 60) == f"…{'前' * 20}<就是这句。>{'后' * 35}…"


def test_a_marked_sentence_is_never_cut() -> None:
    assert shown("长" * 500, [(100, 400)], 60) == f"…{'长' * 20}<{'长' * 300}>…"


@given(st.text(min_size=1, max_size=400), st.data())
def test_the_first_mark_is_always_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    pieces = excerpt(text, [(start, end)], 40)
    assert [piece.text for piece in pieces if piece.marked] == [text[start:end]]
    assert "".join(piece.text for piece in pieces).strip("…") in text or "…" in text


def test_a_title_is_cut() -> None:
    assert short_title("三、支出说明") == "三、支出说明"
    assert len(short_title("长" * 100)) == 36
