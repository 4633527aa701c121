"""This year beside the year before: "三公经费今年和去年对比".

Both figures and the printed change; the year before follows from the change where its own report is
not held.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.asks import Ask
from service.answering.derived import year_before
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome

_BESIDE = re.compile(r"今年.*去年|去年.*今年|对比|比较|相比|两年|变化")


def answer_years(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """None where the two years are not held against each other, or no change is printed."""
    query = inquiry.query
    if query.base != "上年" or len(asks) != 1 or not _BESIDE.search(query.plain):
        return None
    if query.asks("yesno") or len(inquiry.desk.scope.ids) != 1 or query.measures[1:]:
        return None
    ask = replace(asks[0], measure=None, base=None)
    found = year_before(inquiry, ask, draft)
    if found is None:
        return None
    for position, known in enumerate(draft.figures):
        if known.role == "operand":
            draft.figures[position] = replace(known, role="answer")
    return Outcome(
        "answered", f"{found.text}。", ask.mention.text, "增减额", ask.scope, "上年", "compare"
    )
