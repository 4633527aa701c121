"""A list of members with their amounts, all of them or those that meet a condition.

"项目的钱花在哪几个上", "得分不到60分的项目", "大于30万元的科目有几个", "哪些科目没列预算".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from service.answering.candidates import Candidate
from service.answering.draft import Draft, label_of
from service.answering.families import family_of, kinds_asked, projects
from service.answering.groups import figures_of
from service.answering.inquiry import Inquiry
from service.answering.lists import sums_up
from service.answering.money import YUAN, with_unit
from service.answering.outcome import Outcome
from service.answering.ranking import family_name, member_text, source_of
from service.answering.wording import subject
from service.understanding.conditions import Condition, condition_of
from service.understanding.keys import key

_LISTED = re.compile(
    r"哪些|哪几[个项家]|有哪|几[个项家]|多少[个项家]|列出|都?有谁|(?:项目|科目|指标)(?:都?有)?[吗呢吧?。!]*$"
)
_GRADES = {"分": "score", "%": "rate"}
MOST = 6
"""Reports that are listed one by one."""


def answer_members(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "项目支出用在了哪些项目": every member with its amount, in printed order."""
    for record in inquiry.desk.scope.reports:
        members = projects(inquiry, record.id)
        if len(members) < 2:
            continue
        texts = [member_text(inquiry, one, draft) for one in members]
        text = f"{subject(members[0])}{family_name(members)}：{'、'.join(texts)}。"
        return Outcome("answered", text, item=members[0].fact.row[-2], operation="list")
    return None


def answer_conditioned(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The members that meet the question's condition; None where it states none of a list."""
    question = inquiry.query.plain
    if not _LISTED.search(question) and (inquiry.query.mentions or "有没有" not in question):
        return None
    against = _against_budget(inquiry, draft)
    if against is not None:
        return against
    condition = condition_of(question)
    if condition is None or not _of_members(inquiry, condition):
        return None
    kinds = kinds_asked(inquiry) - {"count"}
    kinds = kinds or frozenset({_GRADES[condition.unit]} if condition.unit in _GRADES else ())
    asked = _without_condition(inquiry, condition)
    parts = []
    for record in inquiry.desk.scope.reports:
        family = [c for c in family_of(asked, record.id, kinds) if _comparable(c, condition)]
        if len(family) > 1:
            parts.append(_meeting(asked, family, condition, draft))
        if len(parts) == MOST:
            break
    return Outcome("answered", "\n".join(parts), operation="list") if parts else None


def _of_members(inquiry: Inquiry, condition: Condition) -> bool:
    """Whether the number bounds what is listed: of money, of scores, of rates."""
    return condition.unit in {*YUAN, *_GRADES} or (
        condition.unit is None and inquiry.query.measures != ()
    )


def _without_condition(inquiry: Inquiry, condition: Condition) -> Inquiry:
    """The same question, its condition's words explained; 科目 alone are the rows of the lowest level."""
    words = key(condition.words)
    rest = tuple(w for w in inquiry.query.residual if w not in words and w not in _CONNECTING)
    plain = re.sub(r"(?<![级分类济])科目", "功能科目", inquiry.query.plain)
    query = replace(inquiry.query, residual=rest, plain=plain)
    return Inquiry(query, inquiry.context, inquiry.desk)


_CONNECTING = frozenset({"之间", "之内", "以上", "以下", "以内"})


def _comparable(one: Candidate, condition: Condition) -> bool:
    return _value(one, condition) is not None


def _value(one: Candidate, condition: Condition) -> Decimal | None:
    """The member's value in the condition's unit."""
    value, unit = one.fact.value, one.fact.unit or ""
    if value is None or condition.unit in {None, unit}:
        return value
    if unit in YUAN and condition.unit in YUAN:
        return value * YUAN[unit] / YUAN[condition.unit]
    return None


def _meeting(
    inquiry: Inquiry, family: Sequence[Candidate], condition: Condition, draft: Draft
) -> str:
    meeting = [c for c in family if condition.holds(_value(c, condition) or Decimal(0))]
    draft.note("basis", f"共比较 {len(family)} 项，取自{source_of(family[0])}")
    lead = f"{subject(family[0])}{family_name(family)}"
    if not meeting:
        nearest = min(family, key=lambda c: _distance(_value(c, condition), condition))
        said = member_text(inquiry, nearest, draft, "related")
        return (
            f"{lead}比较的 {len(family)} 项中符合“{condition.words}”的有 0 项；最接近的是{said}。"
        )
    texts = [member_text(inquiry, one, draft) for one in meeting]
    return f"{lead}符合“{condition.words}”的有 {len(meeting)} 项：{'、'.join(texts)}。"


def _distance(value: Decimal | None, condition: Condition) -> Decimal:
    bounds = [b for b in (condition.low, condition.high) if b is not None]
    return min((abs((value or Decimal(0)) - bound) for bound in bounds), default=Decimal(0))


_UNPLANNED = re.compile(
    r"(?:没有|没|无|未|零)(?:安排|列|编|做)?(?:年初)?预算|年初预算(?:为|是)?(?:零|0)"
)
_OVER = re.compile(r"超(?:过|出|了)?(?:年初)?预算|比(?:年初)?预算[多高]|[大高多]于(?:年初)?预算")
_UNDER = re.compile(
    r"没(?:有)?(?:花|用)完|比(?:年初)?预算[少低]|[小低少]于(?:年初)?预算|(?:没|未)(?:有)?完成(?:年初)?预算"
)
_PLANNED = ("年初预算数", "预算数")


def _against_budget(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "比预算高的科目", "没列预算的科目": items whose sentence prints both figures."""
    question = inquiry.query.plain
    ways = (_UNPLANNED, _OVER, _UNDER)
    asked = next((way for way in ways if way.search(question)), None)
    if asked is None or inquiry.query.mentions or inquiry.query.residual:
        return None
    parts = []
    for record in inquiry.desk.scope.reports:
        pairs = [pair for pair in _pairs(inquiry, record.id) if _holds(asked, *pair)]
        if pairs:
            texts = [_pair_text(spent, planned, draft) for spent, planned in pairs]
            lead = subject(pairs[0][0])
            parts.append(f"{lead}文字说明列出两数的科目中有 {len(pairs)} 项：{'；'.join(texts)}。")
        if len(parts) == MOST:
            break
    return Outcome("answered", "\n".join(parts), operation="list") if parts else None


def _pairs(inquiry: Inquiry, report: str) -> list[tuple[Candidate, Candidate]]:
    """Outturn and initial budget that the text prints of one item, side by side."""
    planned: dict[tuple[int | None, str], Candidate] = {}
    pairs: dict[str, tuple[Candidate, Candidate]] = {}
    told = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "narrative" and c.amount and not sums_up(c.fact.item)
    ]
    for one in told:
        if one.fact.measure in _PLANNED:
            planned.setdefault((one.fact.passage, key(one.fact.item)), one)
    for one in told:
        plan = planned.get((one.fact.passage, key(one.fact.item)))
        if one.fact.measure == "决算数" and plan is not None:
            pairs.setdefault(key(one.fact.item), (one, plan))
    return list(pairs.values())


def _holds(asked: re.Pattern[str], spent: Candidate, planned: Candidate) -> bool:
    assert spent.amount is not None
    assert planned.amount is not None
    over = spent.amount[1] - planned.amount[1]
    if asked is _UNPLANNED:
        return planned.amount[1] == 0 and over > 0
    return over > 0 if asked is _OVER else over < 0


def _pair_text(spent: Candidate, planned: Candidate, draft: Draft) -> str:
    number = draft.figures[draft.figure(spent, "answer")].citation
    draft.figure(planned, "related")
    assert spent.fact.value is not None
    assert planned.fact.value is not None
    outturn = with_unit(spent.fact.value, spent.fact.unit)
    budget = with_unit(planned.fact.value, planned.fact.unit)
    return f"{label_of(spent)}决算数 {outturn}，{planned.fact.measure} {budget}[{number}]"
