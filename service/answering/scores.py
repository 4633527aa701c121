"""What projects scored: the totals of their forms, else what a sentence says of one after the other."""

from __future__ import annotations

import re
from collections import defaultdict

from service.answering.candidates import Candidate
from service.answering.groups import distinct, figures_of
from service.answering.inquiry import Inquiry
from service.understanding.keys import key

_TOTALS = frozenset({"总分", "合计", "自评总分", "总得分", "得分", "自评得分"})
_OF_ALL = ("整体", "平均")
_CRITERION = re.compile(r"指标|目标")
"""What a project is judged by is no project."""


def scored(inquiry: Inquiry, report: str) -> list[Candidate]:
    """One score for each project of the report; not the body's own, no average."""
    scores = [c for c in figures_of(inquiry, report) if c.fact.measure == "得分" and _of_one(c)]
    forms: dict[str, Candidate] = {}
    for one in scores:
        if one.table is not None and _is_total(one):
            known = forms.get(key(one.fact.subject or ""))
            if known is None or one.amount > known.amount:  # type: ignore[operator]
                forms[key(one.fact.subject or "")] = one
    return list(forms.values()) if len(forms) > 1 else _told(scores)


def _of_one(one: Candidate) -> bool:
    names = (one.fact.subject or "", one.fact.item)
    return not any(word in name for word in _OF_ALL for name in names)


def _is_total(one: Candidate) -> bool:
    """The form's own score: under its project's name, or in its row 总分 (of several, the largest)."""
    item, subject = key(one.fact.item), key(one.fact.subject or "")
    return bool(subject) and (item == subject or item in _TOTALS)


def _told(scores: list[Candidate]) -> list[Candidate]:
    """The scores of the sentence that names the most of them."""
    passages: dict[int | None, list[Candidate]] = defaultdict(list)
    for one in scores:
        if one.fact.source == "narrative" and not any(map(_CRITERION.search, one.fact.row)):
            passages[one.fact.passage].append(one)
    return distinct(max(passages.values(), key=len, default=[]))
