"""A list of members with their amounts: "项目支出用在了哪些项目"."""

from __future__ import annotations

from service.answering.draft import Draft, label_of
from service.answering.families import projects
from service.answering.inquiry import Inquiry
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.ranking import family_name
from service.answering.wording import subject


def answer_members(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "项目支出用在了哪些项目": every member with its amount, in printed order."""
    for record in inquiry.desk.scope.reports:
        members = projects(inquiry, record.id)
        if len(members) < 2:
            continue
        texts = []
        for one in members:
            index = draft.figure(one, "answer")
            assert one.fact.value is not None
            amount = with_unit(one.fact.value, one.fact.unit)
            texts.append(f"{label_of(one)} {amount}[{draft.figures[index].citation}]")
        text = f"{subject(members[0])}{family_name(members[0])}：{'、'.join(texts)}。"
        return Outcome("answered", text, item=members[0].fact.row[-2], operation="list")
    return None
