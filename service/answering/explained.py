"""Do the figures found cover the question? What no slot explains has to stand in their own words:
their rows and columns, their table's title, the sentence around them.
"""

from __future__ import annotations

import re

from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.classifiers import asked_classifiers, classified
from service.answering.evidence import COVERED, parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.money import YUAN
from service.understanding.keys import key
from service.understanding.query import Query


def explained(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """Whether the figures' own words hold what no slot of the question explains."""
    words = inquiry.query.residual
    if _counts_other(inquiry, asks):
        return False
    if not words:
        return True
    evidence = "".join(
        _fact_words(inquiry, reading.main)
        for ask in asks
        for reading in inquiry.select(ask).readings[:3]
    )
    if not holds_titles(inquiry.query, evidence):
        return False
    split = [part for word in words for part in parts(key(word))]
    return word_coverage(split, evidence) >= COVERED


def holds_titles(query: Query, evidence: str) -> bool:
    """Whether what the question calls by its title stands so in ``evidence`` (a key)."""
    return all(key(title) in evidence for title in _TITLE.findall(query.question))


_TITLE = re.compile(r"《([^《》]{4,})》")
"""What is named by its title stands by it in the evidence, not by some of its words."""


_HOW_MANY = re.compile("多少|几")


def _counts_other(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """ "某书屋登记了多少册图书": the item's own count is of rooms, and its money no count at all."""
    asked = asked_classifiers(inquiry.query.plain)
    if not asked:
        return False
    mains = [r.main.fact for ask in asks for r in inquiry.select(ask).readings[:3]]
    if mains and all(fact.unit in YUAN for fact in mains):
        return True
    if len(_HOW_MANY.findall(inquiry.query.plain)) > 1:
        return False  # which of the counts goes with which item is not told here
    units = {fact.unit or "" for fact in mains if fact.measure == "数量"}
    return bool(units) and not any(classified(asked[0], unit) for unit in units)


def _fact_words(inquiry: Inquiry, one: Candidate) -> str:
    fact = one.fact
    text = "".join((*fact.row, *fact.column, fact.item, fact.subject or "", fact.measure))
    title = one.table.title if one.table else ""
    sentence = ""
    if fact.passage is not None and fact.start is not None:
        passage = inquiry.desk.shelf.passage(one.record.id, fact.passage).passage
        opening = max(passage.text.rfind(mark, 0, fact.start) for mark in "。；;") + 1
        sentence = re.split(r"[。；;]", passage.text[opening:], maxsplit=1)[0]
    return key(text + title + sentence)
