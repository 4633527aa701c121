"""One figure in words: its item, measure and amount, and what is printed otherwise elsewhere."""

from __future__ import annotations

from service.answering.candidates import Candidate
from service.answering.contradictions import contradictions
from service.answering.differences import gap, place_of, title_of, where
from service.answering.draft import Draft, label_of
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import YUAN, in_unit, with_unit
from service.answering.readings import Reading
from service.answering.wording import change_words, said_measure, value_text


def disagreeing(inquiry: Inquiry, first: Reading, second: Reading, number: int) -> str:
    """ "《……自评表》作 1,234.56 万元[3]，相差 0.02 万元"."""
    value = value_text(second, number) + converted(inquiry, second)
    return f"{place_of(second.main)}作 {value}，相差 {gap(first, second)}"


def say(inquiry: Inquiry, reading: Reading, citation: int, told: str = "") -> str:
    """ "差旅费决算数 12.30 万元[1]", "差旅费比年初预算减少 0.40 万元[1]".

    ``told`` is what tells the item apart from its namesakes.
    """
    fact, english = reading.main.fact, inquiry.query.english
    name = told + label_of(reading.main)
    value = value_text(reading, citation) + converted(inquiry, reading)
    if fact.measure in {"增减额", "增减率"} and not english:
        base = f"比{fact.base}" if fact.base else ""
        return f"{name}{base}{change_words(reading.main)} {value}"
    if fact.measure == "占比" and fact.base and not english:
        return f"{name}占{fact.base}的 {value}"
    where = (
        f"（{title_of(reading.main)}）"
        if _needs_table(reading.main) and title_of(reading.main)
        else ""
    )
    return f"{name}{said_measure(reading.main, english=english)}{where} {value}"


def _needs_table(candidate: Candidate) -> bool:
    """A form's figure is said with its form: the item may stand in several; an item of expenditure
    with the table of income, where that is its source."""
    return candidate.table is not None and (
        candidate.table.kind == "form"
        or (candidate.side == "income" and "收入" not in label_of(candidate))
    )


def converted(inquiry: Inquiry, reading: Reading) -> str:
    """ "（合 16,121,700 元）" when another unit of money was asked for; never instead."""
    wanted, fact = inquiry.query.unit or inquiry.context.unit, reading.main.fact
    if not wanted or wanted == fact.unit or fact.unit not in YUAN or wanted not in YUAN:
        return ""
    return f"（合 {with_unit(in_unit(value_of(reading), fact.unit, wanted), wanted)}）"


def contradicting(
    inquiry: Inquiry, shown: list[Reading], indices: list[int], draft: Draft
) -> list[str]:
    """What the audit knows that the report prints for the same quantity elsewhere."""
    amounts = {reading.main.amount for reading in shown}
    texts: list[str] = []
    for reading, index in zip(shown, indices, strict=True):
        for found in contradictions(inquiry.desk, reading.candidates):
            if found.place is None or found.place.amount in amounts:
                continue
            amounts.add(found.place.amount)
            other = draft.figure(found.place, "answer")
            number = draft.figures[other].citation or 0
            texts.append(_otherwise(inquiry, reading, Reading((found.place,)), number))
            first, second = where(reading.main), where(found.place)
            draft.note("conflict", f"报告中两处不一致：{first}与{second}", (index, other))
    return texts


def _otherwise(inquiry: Inquiry, first: Reading, second: Reading, number: int) -> str:
    if inquiry.query.english:
        return f"elsewhere printed as {value_text(second, number)}"
    return disagreeing(inquiry, first, second, number)
