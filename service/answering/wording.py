"""How figures are said, in Chinese and English. No number is made here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.answering.candidates import Candidate, label_of_measure
from service.answering.money import with_unit
from service.answering.readings import Reading

_ENGLISH_MEASURES = {
    "决算数": "outturn",
    "执行数": "executed",
    "预算数": "budget",
    "年初预算数": "initial budget",
    "全年预算数": "full-year budget",
    "占比": "share",
    "增减额": "change",
    "增减率": "rate of change",
    "完成率": "completion rate",
    "执行率": "execution rate",
    "得分": "score",
    "目标值": "target",
    "完成值": "achieved",
}


_ROUGHLY = re.compile(r"\d\s*[余多]")
"""A number that the report gives as a lower bound is said as printed."""


def subject(candidate: Candidate, *, english: bool = False) -> str:
    """ "2023年度武汉市某局"."""
    year = candidate.fact.year or candidate.record.year
    if english:
        return f"{candidate.record.entity}, {year}"
    return f"{year}年度{candidate.record.entity}" if year else candidate.record.entity


def value_text(reading: Reading, number: int) -> str:
    """ "1,234.56 万元[1]"."""
    fact = reading.main.fact
    assert fact.value is not None
    if _ROUGHLY.search(fact.printed):
        return f"{fact.printed}[{number}]" if number else fact.printed
    return (
        f"{with_unit(fact.value, fact.unit)}[{number}]"
        if number
        else with_unit(fact.value, fact.unit)
    )


def change_words(candidate: Candidate) -> str:
    """The verb of a printed change: as the report says it."""
    rate = candidate.fact.measure == "增减率"
    if candidate.fact.direction > 0:
        return "增长" if rate else "增加"
    if candidate.fact.direction < 0:
        return "下降" if rate else "减少"
    return "增减率为" if rate else "增减额为"


def said_measure(candidate: Candidate, *, english: bool = False) -> str:
    """The measure after the item's name, "" where the name holds it already."""
    fact = candidate.fact
    if english:
        return f" ({_ENGLISH_MEASURES.get(fact.measure, fact.measure)})"
    return label_of_measure(fact)


def joined(parts: Iterable[str], *, english: bool = False) -> str:
    """Clauses of one sentence."""
    return ("; " if english else "；").join(part for part in parts if part)
