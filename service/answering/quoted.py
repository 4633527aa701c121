"""The figures within a quoted sentence that answer a question for a number."""

from __future__ import annotations

import re

from corpus.model import Passage
from index.records import ReportRecord, StoredFact
from service.answering.candidates import THRESHOLD, candidate
from service.answering.draft import Draft
from service.answering.evidence import parts
from service.answering.inquiry import Inquiry
from service.answering.money import YUAN
from service.understanding.keys import key

MOST = 4
"""A sentence with more figures that fit than these states none of them as the answer."""

_BREAK = re.compile(r"[，,、；;。：:]")
_CHANGE = re.compile(r"率|比|百分|减|增|降|升|%")
_MONEY = re.compile(r"多少钱|多少资金|多少万元|多少元|花了多少|资金多少|金额")


def give_figures(
    inquiry: Inquiry,
    draft: Draft,
    record: ReportRecord,
    passage: Passage,
    span: tuple[int, int],
    counted: re.Pattern[str] | None,
) -> None:
    """Add the figures of ``span`` (characters of the passage) that stand by the words asked."""
    facts = inquiry.desk.shelf.facts_of_passage(record.id, passage.number)
    words = _words(inquiry)
    found: list[tuple[int, StoredFact]] = []
    for position, stored in enumerate(facts):
        fact = stored.fact
        inside = fact.start is not None and span[0] <= fact.start < span[1]
        if not inside or fact.value is None or fact.measure == THRESHOLD:
            continue
        if not _of_kind(inquiry, stored, counted):
            continue
        before = facts[position - 1].fact.end or 0 if position else 0
        near = key(_clause(passage.text, before, fact.start or 0, fact.end or 0) + fact.item)
        found.append((sum(len(word) for word in words if word in near), stored))
    best = max((score for score, _ in found), default=0)
    chosen = [s for score, s in found if best and score * 2 >= best]
    if best * 2 <= sum(map(len, words)):
        # Money beside no more than half of the words ("人员" of 退休人员) is another thing's.
        chosen = [stored for stored in chosen if stored.fact.unit not in YUAN]
    if not 0 < len(chosen) <= MOST:
        return
    for stored in chosen:
        draft.figure(candidate(record, stored.fact, None, 2, inquiry.asked), "answer")


def asks_money(question: str) -> bool:
    """Whether an amount of money is asked for, by the words that ask."""
    return _MONEY.search(question) is not None


def _words(inquiry: Inquiry) -> list[str]:
    query = inquiry.query
    said = [*query.residual, *(m.text for m in query.mentions)]
    return list(dict.fromkeys(part for word in said for part in parts(key(word))))


def _of_kind(inquiry: Inquiry, stored: StoredFact, counted: re.Pattern[str] | None) -> bool:
    unit = stored.fact.unit or ""
    if unit == "%" and counted is None and not _CHANGE.search(inquiry.query.plain):
        return False
    if counted is not None:
        return counted.search("1" + unit) is not None
    return not asks_money(inquiry.query.plain) or unit in YUAN


def _clause(text: str, before: int, start: int, end: int) -> str:
    """From the figure before, or the mark before, to the mark after."""
    opening = max([before, *(m.end() for m in _BREAK.finditer(text, before, start))])
    closing = _BREAK.search(text, end)
    return text[opening : closing.start() if closing else len(text)]
