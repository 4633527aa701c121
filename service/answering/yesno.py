"""Yes or no, with the figures it rests on."""

from __future__ import annotations

from dataclasses import replace

from service.answering.asks import Ask
from service.answering.derived import change
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.values import answer_values
from service.understanding.vocabulary import Measure

_CHANGE = Measure("增减额", "change", ("增减额",), None)
_RATE = Measure("完成率", "rate", ("完成率",), None)


def answer_yesno(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """ "有没有超预算", "有没有公务接待支出"; None for a question of another kind."""
    query = inquiry.query
    if query.base in {"年初预算", "全年预算", "预算"} and (
        query.asks("yesno") or "超" in query.plain
    ):
        return _over_budget(inquiry, asks[0], draft)
    if not query.asks("yesno"):
        return None
    outcome = answer_values(inquiry, asks, draft)
    if outcome is None or outcome.status != "answered":
        return outcome
    readings = inquiry.select(asks[0]).readings
    if not readings:
        return outcome
    none_at_all = all(value_of(reading) == 0 for reading in readings)
    return replace(outcome, text=("没有。" if none_at_all else "有。") + outcome.text)


def _over_budget(inquiry: Inquiry, ask: Ask, draft: Draft) -> Outcome | None:
    found = change(inquiry, replace(ask, measure=_CHANGE), draft)
    if found is None:
        return None
    rate = inquiry.single(replace(ask, measure=_RATE, base=ask.base))
    printed = ""
    if rate is not None:
        index = draft.figure(rate.main, "answer")
        number = draft.figures[index].citation
        printed = f"；报告列出的完成率为 {with_unit(value_of(rate), rate.main.fact.unit)}[{number}]"
    verdict = {1: "超过了预算", -1: "没有超过预算", 0: "与预算持平，没有超过"}[found.sign]
    for position, known in enumerate(draft.figures):
        if known.role == "operand":
            draft.figures[position] = replace(known, role="answer")
    return Outcome(
        "answered",
        f"{verdict}：{found.text}{printed}。",
        ask.mention.text,
        "增减额",
        ask.scope,
        ask.base,
        "yesno",
    )
