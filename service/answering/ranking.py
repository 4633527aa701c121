"""Which is the largest: the members of a family of items in order."""

from __future__ import annotations

import re
from decimal import Decimal

from service.answering.candidates import Candidate
from service.answering.draft import Draft, label_of
from service.answering.families import family_of
from service.answering.inquiry import Inquiry
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.wording import subject

_N = r"(\d{1,2}|[一二两三四五六七八九十])"
_TOP = re.compile(rf"前\s*{_N}|最[多大高少小低]的?\s*{_N}(?=[名项个大位])")
_NTH = re.compile(rf"第{_N}[多大高少小低]")
_HAN = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_ASCENDING = ("最少", "最小", "最低", "从低到高", "从小到大")
_MAX_ROWS = 20


def answer_ranking(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The members asked for, from the largest (or smallest); None when there is no family."""
    family = family_of(inquiry)
    if len(family) < 2:
        return None
    ascending = any(word in inquiry.query.plain for word in _ASCENDING)
    ordered = sorted(family, key=_size, reverse=not ascending)
    wanted = _how_many(inquiry.query.plain)
    place = _place(inquiry.query.plain)
    shown = ordered[place - 1 : place] if place else _with_ties(ordered, wanted)
    if not shown:
        return None
    texts = []
    for one in shown:
        index = draft.figure(one, "answer")
        number = draft.figures[index].citation
        assert one.fact.value is not None
        texts.append(f"{label_of(one)} {with_unit(one.fact.value, one.fact.unit)}[{number}]")
    text = f"{subject(shown[0])}{family_name(shown[0])}{_said(texts, shown, wanted, ascending, place)}。"
    draft.note("basis", f"共比较 {len(family)} 项，取自{_source(shown[0])}")
    return Outcome("answered", text, item=family_name(shown[0]), operation="rank")


def _said(
    texts: list[str], shown: list[Candidate], wanted: int, ascending: bool, place: int | None
) -> str:
    """ "最多的是…", "最高的是…、…（并列）", "由高到低：…"."""
    if place:
        return f"由{'低到高' if ascending else '高到低'}第 {place} 位是{texts[0]}"
    if wanted > 1:
        return f"{'由低到高' if ascending else '由高到低'}：{'、'.join(texts)}"
    graded = shown[0].fact.unit in {"%", "分"}
    most = ("低" if ascending else "高") if graded else ("少" if ascending else "多")
    return f"最{most}的是{'、'.join(texts)}{'（并列）' if len(texts) > 1 else ''}"


def _with_ties(ordered: list[Candidate], wanted: int) -> list[Candidate]:
    """The first so many, and those that are as large as the last of them."""
    last = _size(ordered[min(wanted, len(ordered)) - 1])
    return [*ordered[:wanted], *(one for one in ordered[wanted:] if _size(one) == last)]


def _size(one: Candidate) -> Decimal:
    return one.amount[1] if one.amount else Decimal(0)


def _place(question: str) -> int | None:
    """ "第二多": one member by its place."""
    match = _NTH.search(question)
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else _HAN[match[1]]


def _how_many(question: str) -> int:
    match = _TOP.search(question)
    if match:
        digits = match.group(1) or match.group(2)
        return int(digits) if digits.isdecimal() else _HAN[digits]
    ordering = re.search(r"从[高低大小]到[高低大小]|排序|排名|排列", question)
    return _MAX_ROWS if ordering else 1


def family_name(one: Candidate) -> str:
    """ "项目支出中": what the member stands below."""
    if len(one.fact.row) > 1:
        return f"{one.fact.row[-2]}中"
    return ""


def _source(one: Candidate) -> str:
    if one.table is not None and one.fact.source == "table":
        return f"《{one.table.title}》"
    return f"文字说明第 {one.fact.page} 页"
