"""Too many things of one name: questions to choose from, each naming one of them."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.candidates import is_generic
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.wording import subject

MAX_READINGS = 6
"""More readings of one report than this are choices, not an answer."""

MAX_CHOICES = 12


def choices_among(readings: Sequence[Reading]) -> Outcome | None:
    """Ready questions for the readings of one report, None where they are few enough to state."""
    reports = {reading.main.record.id for reading in readings}
    if len(readings) <= MAX_READINGS or len(reports) > 1:
        return None
    first = readings[0].main
    questions = tuple(dict.fromkeys(_question(reading) for reading in readings))
    if len(questions) < 2:
        return None
    text = (
        f"{subject(first)}的报告中叫“{first.fact.item}”的有 {len(readings)} 项，数字各不相同，"
        "请选择要问的是哪一项。"
    )
    return Outcome("ambiguous", text, item=first.fact.item, choices=questions[:MAX_CHOICES])


def _question(reading: Reading) -> str:
    """The item by its class, or by its code."""
    one = reading.main
    fact = one.fact
    parents = [parent for parent in fact.row[:-1] if not is_generic(parent)]
    name = f"{parents[-1]}中的{fact.item}" if parents else f"{fact.code or ''}{fact.item}"
    return f"{subject(one)}{name}{'（' + fact.basis + '）' if fact.basis else ''}是多少"
