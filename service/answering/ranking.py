"""Which is the largest: the members of a family of items in order, or departments by one item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.draft import Draft, label_of
from service.answering.families import family_of, kinds_asked
from service.answering.inquiry import Inquiry
from service.answering.lists import member_name
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.wording import said_measure, subject
from service.types import Role

_N = r"(\d{1,2}|[一二两三四五六七八九十])"
_TOP = re.compile(rf"前\s*{_N}|最[多大高少小低]的?\s*{_N}(?=[名项个大位])")
_NTH = re.compile(rf"第{_N}[多大高少小低]")
_HAN = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_ASCENDING = re.compile(r"最(?:少|小|低|便宜|差)|从低到高|从小到大|垫底|倒数")
_MAX_ROWS = 20
MOST = 6
"""Reports that are ranked one by one."""


def answer_ranking(inquiry: Inquiry, asks: Sequence[Ask], draft: Draft) -> Outcome | None:
    """The members asked for, from the largest (or smallest); None when there is no family."""
    bodies = _bodies(inquiry, asks)
    if len(bodies) > 1:
        return _ranked_bodies(inquiry, asks[0], bodies, draft)
    kinds = kinds_asked(inquiry)
    parts: list[str] = []
    first: list[Candidate] = []
    for record in inquiry.desk.scope.reports:
        family = family_of(inquiry, record.id, kinds)
        text = _ranked(inquiry, family, draft) if len(family) > 1 else ""
        if text:
            first = first or family
            parts.append(text)
        if len(parts) == MOST:
            break
    if not first:
        return None
    return Outcome("answered", "\n".join(parts), item=family_name(first), operation="rank")


def _ranked(inquiry: Inquiry, family: list[Candidate], draft: Draft) -> str:
    """The members of one report; "" where the place asked for is beyond the last."""
    question = inquiry.query.plain
    ascending = _ASCENDING.search(question) is not None
    ordered = sorted(family, key=_size, reverse=not ascending)
    wanted, place = _how_many(question), _place(question)
    shown = ordered[place - 1 : place] if place else _with_ties(ordered, wanted)
    if not shown:
        return ""
    texts = [member_text(inquiry, one, draft) for one in shown]
    draft.note("basis", f"共比较 {len(family)} 项，取自{source_of(shown[0])}")
    said = _said(texts, shown, wanted, ascending, place)
    return f"{subject(shown[0])}{family_name(family)}{said}。"


def member_text(inquiry: Inquiry, one: Candidate, draft: Draft, role: Role = "answer") -> str:
    """ "办公费 12.30 万元[1]", entered as a figure of the answer."""
    name = member_name(inquiry, one)
    index = draft.figure(one, role, name)
    assert one.fact.value is not None
    amount = with_unit(one.fact.value, one.fact.unit)
    return f"{name or label_of(one)} {amount}[{draft.figures[index].citation}]"


_WHO = re.compile(
    r"谁|哪[个家一]{0,2}(?:单位|部门|局|委|街道|区|市|县|机构|报告|年)|哪年|哪家的|which (?:department|bureau|year)"
)


def ranks_bodies(question: str) -> bool:
    """Whether departments or years are ranked, not the items of one."""
    return _WHO.search(question) is not None


def _bodies(inquiry: Inquiry, asks: Sequence[Ask]) -> list[Candidate]:
    """The item's figure in each report held, where departments (or years) are ranked by it."""
    scope = inquiry.desk.scope
    if len(scope.reports) < 2 or len(asks) != 1 or not ranks_bodies(inquiry.query.plain):
        return []
    found: dict[str, Candidate] = {}
    for mention in (asks[0].mention, inquiry.equivalents(asks[0].mention)):
        ask = Ask(mention, asks[0].measure, asks[0].scope, asks[0].base)
        for reading in inquiry.select(ask).readings:
            found.setdefault(reading.main.record.id, reading.main)
    units = {one.amount[0] for one in found.values() if one.amount}
    return list(found.values()) if len(units) == 1 else []


def _ranked_bodies(inquiry: Inquiry, ask: Ask, bodies: list[Candidate], draft: Draft) -> Outcome:
    ascending = _ASCENDING.search(inquiry.query.plain) is not None
    ordered = sorted(bodies, key=_size, reverse=not ascending)[:_MAX_ROWS]
    texts = []
    for one in ordered:
        number = draft.figures[draft.figure(one, "answer")].citation
        assert one.fact.value is not None
        amount = with_unit(one.fact.value, one.fact.unit)
        texts.append(f"{subject(one)}{label_of(one)}{said_measure(one)} {amount}[{number}]")
    most = "少" if ascending else "多"
    text = f"最{most}的是{texts[0]}；其余依次为{'、'.join(texts[1:])}。"
    return Outcome("answered", text, item=ask.mention.text, operation="rank")


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


def family_name(members: Sequence[Candidate]) -> str:
    """ "项目支出中": what all the members stand below; "" where that differs."""
    parents = {c.fact.row[-2] for c in members if len(c.fact.row) > 1}
    listed = any(c.table is not None and c.table.kind != "standard" for c in members)
    same = len(parents) == 1 and all(len(c.fact.row) > 1 for c in members)
    return f"{parents.pop()}中" if same and not listed else ""


def source_of(one: Candidate) -> str:
    """ "《支出决算表》", "文字说明第 12 页"."""
    if one.table is not None and one.fact.source == "table":
        return f"《{one.table.title}》" if one.table.title else f"第 {one.fact.page} 页的表格"
    return f"文字说明第 {one.fact.page} 页"
