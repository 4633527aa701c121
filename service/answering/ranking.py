"""Which is the largest: the members of a family of items in order.

A family is what a row has below it: the classes of expenditure, the items of a class, the projects
below 项目支出. Members come from one table (or one sentence list), so that nothing is ranked against
its own part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from service.answering.candidates import (
    Candidate,
    is_generic,
    is_total,
    standard_tables,
)
from service.answering.draft import Draft, label_of
from service.answering.groups import distinct, figures_of, group_members, is_amount
from service.answering.inquiry import Inquiry
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.wording import subject
from service.understanding.keys import core, key

_N = r"(\d{1,2}|[一二两三四五六七八九十])"
_TOP = re.compile(rf"前\s*{_N}|最[多大高少小低]的?\s*{_N}(?=[名项个大位])")
_NTH = re.compile(rf"第{_N}[多大高少小低]")
_HAN = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_ASCENDING = ("最少", "最小", "最低", "从低到高", "从小到大")
_PROJECT = ("项目", "专项")
_MAX_ROWS = 20
_Way = Callable[[Inquiry, str], list[Candidate]]


def answer_ranking(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The members asked for, from the largest (or smallest); None when there is no family."""
    family = _family(inquiry)
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
    text = f"{subject(shown[0])}{_family_name(shown[0])}{_said(texts, shown, wanted, ascending, place)}。"
    draft.note("basis", f"共比较 {len(family)} 项，取自{_source(shown[0])}")
    return Outcome("answered", text, item=_family_name(shown[0]), operation="rank")


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


def answer_members(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "项目支出用在了哪些项目": every member with its amount, in printed order."""
    for record in inquiry.desk.scope.reports:
        members = _projects(inquiry, record.id)
        if len(members) < 2:
            continue
        texts = []
        for one in members:
            index = draft.figure(one, "answer")
            assert one.fact.value is not None
            amount = with_unit(one.fact.value, one.fact.unit)
            texts.append(f"{label_of(one)} {amount}[{draft.figures[index].citation}]")
        text = f"{subject(members[0])}{_family_name(members[0])}：{'、'.join(texts)}。"
        return Outcome("answered", text, item=members[0].fact.row[-2], operation="list")
    return None


def _family(inquiry: Inquiry) -> list[Candidate]:
    measures = [inquiry.desk.vocabulary.measures[name] for name in inquiry.query.measures]
    kinds = {measure.kind for measure in measures}
    if any("change" in kind for kind in kinds):
        return []
    ways: tuple[_Way, ...] = (_projects, _coded, _details, _children, group_members, _classes)
    if "score" in kinds:
        ways = (_scored,)
    for record in inquiry.desk.scope.reports:
        for find in ways:
            found = find(inquiry, record.id)
            if len(found) > 1:
                return _rated(inquiry, record.id, found) if "rate" in kinds else found
    return []


def _rated(inquiry: Inquiry, report: str, members: list[Candidate]) -> list[Candidate]:
    """What is printed of each member's rate: rates are ranked by rates, never by amounts."""
    wanted = {
        fact
        for name in inquiry.query.measures
        for fact in inquiry.desk.vocabulary.measures[name].facts
    }
    names = {key(one.fact.item) for one in members}
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.measure in wanted and key(c.fact.item) in names and c.fact.unit == "%"
    )


def _projects(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The projects named below 项目支出, when the question asks among projects."""
    if not any(word in inquiry.query.plain for word in _PROJECT):
        return []
    if "项目支出" in inquiry.asked and not re.search(
        r"哪(个|些|几个|项)项目|个项目|项目支出(里|中|下)", inquiry.asked
    ):
        return []
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "narrative"
        and is_amount(c)
        and len(c.fact.row) > 1
        and key(c.fact.row[-2]).startswith("项目支出")
    )


def _children(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The rows below the item that the question names; those that have none below themselves."""
    names = {
        inquiry.desk.lexicon.label_key[label]
        for mention in inquiry.query.mentions
        for label in mention.labels
        if label in inquiry.desk.lexicon.label_key
    }
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and is_amount(c)
        and c.fact.basis is None
        and names.intersection(map(key, c.fact.row[:-1]))
        and not sums_up(c.fact.item)
    ]
    parents = {key(parent) for c in found for parent in c.fact.row[:-1]}
    return _one_table([c for c in found if key(c.fact.row[-1]) not in parents])


def _everything(name: str) -> bool:
    """A total that all classes are parts of: 支出, 本年收入合计; not 三公经费."""
    own = core(key(name))
    return is_total(name) and (not own or re.search(r"支出|收入|收支|计$", own) is not None)


_SUMS_UP = re.compile(r"[合总小]计|^(?:本|当)年")


def sums_up(name: str) -> bool:
    """A row that totals others is no member beside them."""
    return is_generic(name) or is_total(name) or _SUMS_UP.search(key(name)) is not None


_LEVEL = re.compile(r"([类款项])级|功能(?:分类)?科目")
_LEVELS = {"类": 3, "款": 5, "项": 7}


def _coded(inquiry: Inquiry, report: str) -> list[Candidate]:
    """ "项级科目里项目支出": the rows whose code has that level, in the column asked for."""
    level = _LEVEL.search(inquiry.query.plain)
    if level is None or any(not _everything(m.text) for m in inquiry.query.mentions if not m.scope):
        return []
    digits = _LEVELS.get(level[1] or "", 7)
    scope = next((m.scope for m in inquiry.query.mentions if m.scope), None)
    wanted = set(inquiry.desk.vocabulary.scopes.get(scope, (scope,))) if scope else {None}
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and c.side == "expenditure"
        and is_amount(c)
        and c.fact.basis in wanted
        and len(c.fact.code or "") == digits
    ]
    return _one_table(found)


def _details(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The economic items of the basic expenditure, which no row of a table has above them."""
    if not re.search(r"基本支出|经济(分类|科目)", inquiry.asked):
        return []
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.table is not None
        and c.table.standard == "一般公共预算财政拨款基本支出决算表"
        and is_amount(c)
        and len(c.fact.code or "") == 5
    )


def _scored(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The forms' own scores, when the question asks among scores."""
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.measure == "得分"
        and c.fact.subject
        and key(c.fact.item) == key(c.fact.subject)
        and c.table is not None
        and "整体" not in c.fact.subject
    )


def _classes(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The classes (three digits) of the expenditure table, or of the income side; not where the
    question names an item, of which they would be no parts."""
    if any(not _everything(m.text) for m in inquiry.query.mentions):
        return []
    income = "收入" in inquiry.query.plain
    side = "income" if income else "expenditure"
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and c.table is not None
        and c.table.standard in standard_tables()
        and is_amount(c)
        and c.fact.basis is None
        and c.side == side
        and not sums_up(c.fact.item)
        and (len(c.fact.code or "") == 3 or (c.rank == 0 and not c.fact.code))
    ]
    return _one_table([c for c in found if _size(c) > 0])


def _one_table(found: Sequence[Candidate]) -> list[Candidate]:
    """Those of the best-ranked table only."""
    if not found:
        return []
    best = min(found, key=lambda c: (c.rank, c.fact.table or 0))
    return distinct(c for c in found if c.fact.table == best.fact.table)


def _family_name(one: Candidate) -> str:
    if len(one.fact.row) > 1:
        return f"{one.fact.row[-2]}中"
    return ""


def _source(one: Candidate) -> str:
    if one.table is not None and one.fact.source == "table":
        return f"《{one.table.title}》"
    return f"文字说明第 {one.fact.page} 页"
