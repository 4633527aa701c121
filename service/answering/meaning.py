"""Answers in other words than the question's: "修好了路灯" is answered by "修复照明".

The last way, where the words of the question are not all printed. Whole passages hardly differ in
how near they are to a question; single sentences do (multilingual-e5, Wang et al. 2024). What counts
is how much nearer a sentence is than the others that the search found, together with the words it
does hold. Amounts are not answered so: an item is called by its name, and what is near it is another.
The weights (``cues.toml``) are those of a logistic model of 260 questions answered in prose and 1,500
asked of a report that does not answer them, held out report by report; the questions are of real and
of made reports and not part of this project. ``bench.unanswerable`` measures what is answered wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from corpus.model import Passage
from index.errors import EncoderUnavailable
from index.protocol import PROSE
from index.records import ReportRecord
from service.answering.classifiers import classifier_of
from service.answering.draft import Draft
from service.answering.evidence import parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import quote_outcome
from service.answering.quoted import asks_money, give_figures
from service.answering.quotes import Quote, looks_like_answer
from service.answering.sentences import Sentence, sentences
from service.answering.sought import content_words, question_kind
from service.understanding.keys import key
from service.understanding.query import Query
from service.understanding.vocabulary import load

HITS = 6
"""Passages whose sentences are compared: each new one costs an embedding."""

LONGEST = 160
"""Characters of a sentence that are compared."""

KINDS = frozenset({"number", "any", "list", "how", "remedy", "why", "when", "where"})
"""Who did it, and which is the largest, a sentence about the same thing does not answer."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    record: ReportRecord
    passage: Passage
    sentence: Sentence
    rank: int

    @property
    def compared(self) -> str:
        return self.sentence.text[:LONGEST]

    @property
    def text(self) -> str:
        return key(self.sentence.text)

    @property
    def with_heading(self) -> str:
        return self.text + key("".join(self.passage.section[-2:]))


def answer_meant(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The sentence that says it in its own words, with a note that it does; None without one."""
    kind, words = question_kind(inquiry), content_words(inquiry)
    if kind not in KINDS or not words or _wants_table(inquiry):
        return None
    best = _best(inquiry, kind, words)
    if best is None:
        return None
    quote = Quote(best.record, best.passage, (best.sentence,), 1.0)
    outcome = quote_outcome(inquiry, draft, [quote], kind)
    if kind == "number":
        counted = classifier_of(inquiry.query.plain)
        give_figures(inquiry, draft, best.record, best.passage, quote.marks[0], counted)
    draft.note("assumption", _note(words, best))
    return outcome


def _wants_table(inquiry: Inquiry) -> bool:
    """An item's figure is in a table, or in no sentence that speaks of something near it."""
    query = inquiry.query
    plain = not query.residual or question_kind(inquiry) == "any"
    named = bool(query.mentions and query.measures and plain)
    return named or query.asks("rank") or asks_money(query.plain)


def _subject(query: Query) -> str:
    """The question without whose report is asked and of which year: that is near to every heading."""
    said = (t.text for t in query.tokens if not t.roles.entity and t.kind != "year")
    return "".join(said)


def _best(inquiry: Inquiry, kind: str, words: tuple[str, ...]) -> _Candidate | None:
    candidates = _candidates(inquiry)
    if len(candidates) < 2:
        return None
    try:
        near = inquiry.desk.shelf.likeness(
            _subject(inquiry.query), [c.compared for c in candidates]
        )
    except EncoderUnavailable:
        return None
    far = fmean(sorted(near)[: max(len(near) // 2, 1)])
    split = tuple(dict.fromkeys(part for word in words for part in parts(key(word))))
    rest = tuple(part for word in inquiry.query.residual for part in parts(key(word)))
    counted = classifier_of(inquiry.query.plain)

    def score(candidate: _Candidate, likeness: float) -> float:
        weights = _weights()
        looks = looks_like_answer(candidate.text, kind, counted)
        return (
            weights["constant"]
            + weights["nearness"] * (likeness - far)
            + weights["words"] * word_coverage(split, candidate.with_heading)
            + weights["unexplained"] * word_coverage(rest, candidate.with_heading)
            + weights["looks"] * looks
            + weights["rank"] * candidate.rank
        )

    scored = [
        (score(candidate, likeness), candidate)
        for candidate, likeness in zip(candidates, near, strict=True)
        if _names_numbers(inquiry, candidate)
    ]
    highest, best = max(scored, key=lambda entry: entry[0], default=(0.0, None))
    if best is None or highest < _weights()["accept"]:
        return None
    if kind in {"why", "remedy"} and not looks_like_answer(best.text, kind, None):
        return None
    if not word_coverage(split, best.with_heading):
        return None
    if inquiry.query.mentions and rest and not word_coverage(rest, best.with_heading):
        return None  # of the item, but not what is asked of it ("购置" of cars that are kept)
    return best


def _candidates(inquiry: Inquiry) -> list[_Candidate]:
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    hits = shelf.search(inquiry.query.plain, HITS, scope.ids, kinds=PROSE)
    return [
        _Candidate(scope.record(hit.report), hit.passage, sentence, rank)
        for rank, hit in enumerate(hits)
        for sentence in sentences(hit.passage.text)
    ]


def _names_numbers(inquiry: Inquiry, candidate: _Candidate) -> bool:
    """A number in the question ("50万以上") has to be the sentence's; a year may be the report's."""
    asked = re.findall(r"\d{2,}", inquiry.query.plain)
    own = str(candidate.record.year or "")
    return all(number == own or number in candidate.text for number in asked)


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in load("cues.toml")["meaning"].items()}


def _note(words: tuple[str, ...], best: _Candidate) -> str:
    split = dict.fromkeys(part for word in words for part in parts(key(word)))
    absent = [word for word in split if word not in best.with_heading]
    said = f"原文没有“{'”“'.join(absent)}”的说法，" if absent else ""
    return f"{said}以上是意思最接近的一句，请核对是否所问"
