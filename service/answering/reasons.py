"""Why: the reason that a report prints beside a figure.

The figure's own passage is read: reasons follow the change they explain. A reason is of the thing
asked or it is none: what the question's words name besides the item has to stand with it, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from corpus.model import Passage
from service.answering.candidates import Candidate
from service.answering.draft import Draft
from service.answering.evidence import COVERED, parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import quote_outcome
from service.answering.quotes import Quote
from service.answering.selection import bases_agree
from service.answering.sentences import Sentence, sentences
from service.answering.wording import subject
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import load

_CHANGES = ("增减额", "增减率", "完成率", "执行率")
_Fitness = tuple[int, ...]
_Tells = Callable[[str, int, bool], bool]
MOST = 6
"""Reports whose reasons are quoted side by side."""


def answer_reason(
    inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft, *, strictly: bool = False
) -> Outcome | None:
    """The reason sentences for the items, report by report; None where none is printed beside them.

    ``strictly``: only reasons of a change that has the asked direction and base.
    """
    found = _told(inquiry, mentions, _given)
    if strictly:
        found = [each for each in found if not any(each[0][1:3])]
    if not found:
        return None if strictly else _left_blank(inquiry, mentions, draft)
    # One that is further from what was asked stands for no report beside one that is nearer.
    nearest = min(fitness[:3] for fitness, _, _ in found)
    chosen: dict[tuple[str, int, int], Quote] = {}
    for report in inquiry.desk.scope.ids:
        own = [each for each in found if each[1].record.id == report and each[0][:3] == nearest]
        best = min((fitness for fitness, _, _ in own), default=None)
        for fitness, _, quote in own:
            if fitness == best:
                chosen[_place(quote)] = quote
    told = {one.fact.direction for _, one, quote in found if _place(quote) in chosen} - {0}
    if told == {-_wanted_direction(inquiry.query.plain)}:
        draft.note("premise", "报告说明的增减方向与所问的相反")
    return quote_outcome(inquiry, draft, list(chosen.values())[:MOST], "why")


def _left_blank(inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft) -> Outcome | None:
    """A form's "主要原因是：" with nothing, or with its XX, behind it: said to be left open."""
    found = _told(inquiry, mentions, _blank)
    if not found:
        return None
    _, one, quote = min(found, key=lambda each: each[0])
    number = draft.cite_passage(quote.record, quote.passage, quote.marks)
    text = (
        f"{subject(one)}的报告在“{one.fact.item}”处留有说明原因的位置，但没有写出原因[{number}]。"
    )
    return Outcome("not_disclosed", text, item=one.fact.item, operation="why")


def _told(
    inquiry: Inquiry, mentions: tuple[Mention, ...], tells: _Tells
) -> list[tuple[_Fitness, Candidate, Quote]]:
    return [
        (_fitness(inquiry, one, quote), one, quote)
        for mention in map(inquiry.equivalents, mentions)
        for one in inquiry.candidates(mention)
        if (quote := _reason_of(inquiry, one, tells)) is not None
    ]


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.record.id, quote.passage.number, quote.sentences[0].start


def _reason_of(inquiry: Inquiry, one: Candidate, tells: _Tells) -> Quote | None:
    if one.fact.passage is None or one.fact.start is None or not _of_newest(inquiry, one):
        return None
    stored = inquiry.desk.shelf.passage(one.record.id, one.fact.passage)
    quote = _reason_after(one, stored.passage, tells)
    if quote is None:
        return None
    around = key("".join((*stored.passage.section, *one.fact.row, one.fact.item, quote.text)))
    unsaid = [part for word in inquiry.query.residual for part in parts(key(word))]
    return quote if word_coverage(unsaid, around) >= COVERED else None


def _of_newest(inquiry: Inquiry, one: Candidate) -> bool:
    """ "2025年比2024年少的原因": the later report says it, though both years are held."""
    if inquiry.query.base != "上年" or len(inquiry.desk.scope.years) < 2:
        return True
    return one.record.year == max(inquiry.desk.scope.years)


def _fitness(inquiry: Inquiry, one: Candidate, quote: Quote) -> _Fitness:
    """Smaller is better: the asked base, a change rather than a level, the nearest sentence."""
    base, fact = inquiry.query.base, one.fact
    against = base or ("上年" if inquiry.query.years or "去年" in inquiry.query.plain else None)
    agrees = against is None or (fact.base is not None and bases_agree(fact.base, against))
    wanted = _wanted_direction(inquiry.query.plain)
    opposite = wanted * fact.direction < 0
    return (
        one.tier,
        opposite,
        not agrees,
        one.impurity,
        fact.measure not in _CHANGES,
        -round(quote.score * 10),
    )


_UP = re.compile(r"增加|增长|上升|变多|提高|多了|超|大于|高于|比.{0,14}[多高]")
_DOWN = re.compile(r"减少|下降|降低|变少|少了|小于|低于|压减|缩减|比.{0,14}[少低]")


def _wanted_direction(question: str) -> int:
    if _UP.search(question):
        return 1
    return -1 if _DOWN.search(question) else 0


@cache
def _reasons() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What leads to a reason, what does so after a change, and a form's gap where it should stand."""
    cues = load("cues.toml")["reason"]
    return re.compile(cues["lead"]), re.compile(cues["after_change"]), re.compile(cues["gap"])


def _given(text: str, after: int, changed: bool) -> bool:
    """Whether a reason stands behind ``after``; ``changed``: behind a change."""
    lead = _lead(text, after, changed)
    return lead is not None and _reasons()[2].match(text, lead.end()) is None


def _blank(text: str, after: int, changed: bool) -> bool:
    """Whether only the place for a reason does."""
    return _lead(text, after, changed) is not None and not _given(text, after, changed)


def _lead(text: str, after: int, changed: bool) -> re.Match[str] | None:
    lead, after_change, _ = _reasons()
    found = lead.search(text, after)
    return after_change.search(text, after) if found is None and changed else found


def _reason_after(one: Candidate, passage: Passage, tells: _Tells) -> Quote | None:
    """The nearest sentence with a reason from the figure's own sentence on."""
    found = sentences(passage.text, semicolons=False)
    start = one.fact.start or 0
    own = next((i for i, s in enumerate(found) if s.start <= start < s.end), None)
    if own is None:
        return None
    for distance, index in enumerate(range(own, min(own + 3, len(found)))):
        if distance and _another_item(found[index], one):
            return None
        after = max(start - found[index].start, 0)
        if tells(found[index].text, after, one.fact.measure in _CHANGES):
            run = found[own : index + 1] if distance else (found[index],)
            return Quote(one.record, passage, tuple(run), 1.0 - 0.1 * distance)
    return None


_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.、．]|[（(]?[一二三四五六七八九十\d]+[）)、])")


def _another_item(sentence: Sentence, one: Candidate) -> bool:
    """A numbered sentence begins the next item of the list."""
    return bool(_NUMBERED.match(sentence.text)) and key(one.fact.item) not in key(sentence.text)
