"""Figures of sentences found by what the sentence says around them.

"路灯改造项目用了多少专项债" names no item as printed, but one clause of the report holds its
words beside an amount. The clause is the text from the figure before to the end of its own clause,
without what the clause then lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Passage
from index.records import StoredFact
from service.answering.candidates import THRESHOLD, Candidate, candidate
from service.answering.draft import Draft
from service.answering.evidence import coverage, parts
from service.answering.explained import holds_titles
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.saying import say
from service.answering.sought import content_words
from service.answering.wording import joined, subject
from service.understanding.keys import key

ACCEPT = 0.8
PASSAGES = 12
_CLAUSE_END = re.compile(r"[；;。]")
_ENUMERATION = re.compile(r"[:：、]|包括|包含|其中|主要|用于|内容|原因|因[^公素]")
"""What follows these lists parts or purposes of the figure: their names are not its own."""

_SHARE = re.compile(r"率|比|百分|成|%|how much|percent")

FORMER = "原值"
_MONEY = {"元", "万元", "亿元"}


@dataclass(frozen=True, slots=True)
class _Found:
    candidate: Candidate
    coverage: float
    distance: int


def answer_from_sentences(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The figures whose clause holds all that was asked, when only one clause does."""
    words = content_words(inquiry)
    if not words or any(mention.code for mention in inquiry.query.mentions):
        return None  # a code is a row's; in sentences its digits stand by chance
    found = [f for f in _figures(inquiry, words) if f.coverage >= ACCEPT]
    if not found:
        return None
    best = max(f.coverage for f in found)
    top = sorted((f for f in found if f.coverage >= best - 0.02), key=lambda f: f.distance)
    passage = (top[0].candidate.record.id, top[0].candidate.fact.passage)
    same = [f for f in top if (f.candidate.record.id, f.candidate.fact.passage) == passage]
    amounts = {f.candidate.amount for f in top}
    if len(same) > 3 or len(amounts) > 3:
        return None
    parts = []
    for one in same[:1] if len({f.candidate.amount for f in same}) == 1 else same:
        index = draft.figure(one.candidate, "answer")
        number = draft.figures[index].citation or 0
        parts.append(subject(one.candidate) + say(inquiry, Reading((one.candidate,)), number))
    item = top[0].candidate.fact.item
    return Outcome("answered", joined(parts) + "。", item=item, measure=None)


def _figures(inquiry: Inquiry, words: tuple[str, ...]) -> list[_Found]:
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    found: list[_Found] = []
    for hit in shelf.search("".join(words), PASSAGES, scope.ids):
        facts = shelf.facts_of_passage(hit.report, hit.passage.number)
        for position, stored in enumerate(facts):
            if not _wanted(inquiry, stored):
                continue
            window, distance = _window(hit.passage, facts, position)
            fact = stored.fact
            around = key(window + "".join(fact.row) + (fact.subject or "") + fact.item)
            if not _holds_each(inquiry.query.residual, around):
                continue
            if not holds_titles(inquiry.query, key(hit.passage.text)):
                continue
            one = candidate(scope.record(hit.report), fact, None, 2, inquiry.asked)
            found.append(_Found(one, coverage(words, around), distance))
    return found


def _holds_each(words: tuple[str, ...], around: str) -> bool:
    """No word is passed over because the others are long: "食堂的卫生健康支出" is of a canteen."""
    return all(any(coverage((part,), around) >= 0.5 for part in parts(key(w))) for w in words)


def _wanted(inquiry: Inquiry, stored: StoredFact) -> bool:
    """The kind of figure asked for: money for 多少钱, anything for a bare 多少."""
    fact = stored.fact
    if fact.start is None or fact.value is None or fact.measure == THRESHOLD:
        return False
    if fact.unit == "%" and not _SHARE.search(inquiry.query.plain) and not inquiry.query.measures:
        return False  # 多少 asks for a number, not for its change in percent
    if fact.measure == FORMER and "原" not in inquiry.query.plain:
        return False  # "由250元提高到300元": what it was is not what it is
    scope = inquiry.desk.scope
    if scope.before and fact.year not in scope.years:
        return False
    measures = [inquiry.desk.vocabulary.measures[name] for name in inquiry.query.measures]
    if not measures:
        return fact.unit in _MONEY or fact.unit == "%"
    if any(fact.measure in m.facts and m.kind != "count" for m in measures):
        return True
    if any(measure.kind == "outturn" for measure in measures):
        return fact.unit in _MONEY and fact.measure not in {"增减额", "年初预算数"}
    return False


def _window(passage: Passage, facts: tuple[StoredFact, ...], position: int) -> tuple[str, int]:
    """The clause around a figure and the length of text before it."""
    fact = facts[position].fact
    start, end = fact.start or 0, fact.end or 0
    before = facts[position - 1].fact.end or 0 if position else 0
    opening = max((m.end() for m in _CLAUSE_END.finditer(passage.text, 0, start)), default=0)
    closing = _CLAUSE_END.search(passage.text, end)
    stop = closing.start() if closing else len(passage.text)
    listing = _ENUMERATION.search(passage.text, end, stop)
    stop = listing.start() if listing else stop
    return passage.text[max(before, opening) : stop], start - max(before, opening)
