"""Why: the reason that the report prints beside a figure.

The figure's own passage is read first: reasons follow the change they explain. Only where the item
has no figure in a sentence is the whole text searched.
"""

from __future__ import annotations

import re

from corpus.model import Passage
from service.answering.candidates import Candidate
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import quote_outcome
from service.answering.quotes import Quote
from service.answering.selection import bases_agree
from service.answering.sentences import Sentence, sentences
from service.understanding.keys import key
from service.understanding.query import Mention

_REASON = re.compile(r"原因|由于|因为|系因|为落实|因(?!公|素)")
_CHANGES = ("增减额", "增减率", "完成率", "执行率")


def answer_reason(
    inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft, *, strictly: bool = False
) -> Outcome | None:
    """The reason sentences for the items, None where none is printed beside them.

    ``strictly``: only reasons of a change that has the asked direction and base.
    """
    found: list[tuple[tuple[int, ...], Quote]] = []
    for mention in map(inquiry.equivalents, mentions):
        for one in inquiry.candidates(mention):
            if one.fact.passage is None or one.fact.start is None:
                continue
            stored = inquiry.desk.shelf.passage(one.record.id, one.fact.passage)
            quote = _reason_after(one, stored.passage)
            if quote is not None:
                found.append((_fitness(inquiry, one, quote), quote))
    if strictly:
        found = [(fitness, quote) for fitness, quote in found if not any(fitness[1:3])]
    if not found:
        return None
    best = min(fitness for fitness, _ in found)
    chosen = {
        (q.record.id, q.passage.number, q.sentences[0].start): q for f, q in found if f == best
    }
    return quote_outcome(inquiry, draft, list(chosen.values())[:2], "why")


def _fitness(inquiry: Inquiry, one: Candidate, quote: Quote) -> tuple[int, ...]:
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
        list(inquiry.desk.scope.ids).index(one.record.id),
    )


def _wanted_direction(question: str) -> int:
    if re.search(r"增加|增长|上升|变多|提高|多了|超|大于", question):
        return 1
    return -1 if re.search(r"减少|下降|降低|变少|少了|小于|压减", question) else 0


def _reason_after(one: Candidate, passage: Passage) -> Quote | None:
    """The nearest sentence with a reason from the figure's own sentence on."""
    parts = sentences(passage.text, semicolons=False)
    start = one.fact.start or 0
    own = next((i for i, s in enumerate(parts) if s.start <= start < s.end), None)
    if own is None:
        return None
    for distance, index in enumerate(range(own, min(own + 3, len(parts)))):
        if distance and _another_item(parts[index], one):
            return None
        after = max(start - parts[index].start, 0)
        if _REASON.search(parts[index].text, after):
            run = parts[own : index + 1] if distance else (parts[index],)
            return Quote(one.record, passage, tuple(run), 1.0 - 0.1 * distance)
    return None


_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.、．]|[（(]?[一二三四五六七八九十\d]+[）)、])")


def _another_item(sentence: Sentence, one: Candidate) -> bool:
    """A numbered sentence begins the next item of the list."""
    return bool(_NUMBERED.match(sentence.text)) and key(one.fact.item) not in key(sentence.text)
