"""Answers in the report's own sentences: why, what is, which, who, how, and counts in prose.

One to three sentences are quoted as printed, with their section path. A sentence is accepted when
it holds the words of the question (``evidence.coverage``) and looks like an answer to this kind of
question (``cues.toml``); how similar its embedding is only brings it before the jury.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.model import Passage
from index.records import ReportRecord
from service.answering.draft import Draft
from service.answering.evidence import coverage
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.sentences import Sentence, sentences
from service.understanding.keys import bigrams, key
from service.understanding.vocabulary import load

ACCEPT = 0.75
"""Share of the question's words that the quoted sentences and their heading must hold."""

HITS = 24
MAX_SENTENCES = 3
KINDS = ("why", "define", "who", "where", "list", "how")


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of sentences of one passage that answers, with its score."""

    record: ReportRecord
    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float

    @property
    def text(self) -> str:
        """The sentences as printed."""
        return self.passage.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Characters to mark within the passage."""
        return ((self.sentences[0].start, self.sentences[-1].end),)


def content_words(inquiry: Inquiry) -> tuple[str, ...]:
    """What an answering sentence has to hold: the items named and all that no slot explains."""
    query = inquiry.query
    words = [mention.text for mention in query.mentions]
    words += [word for word in query.residual if word not in words]
    if not query.mentions:
        words += [t.text for t in query.tokens if t.roles.measure and len(t.text) > 2]
    return tuple(dict.fromkeys(word for word in words if word.strip()))


def question_kind(inquiry: Inquiry) -> str:
    """Which kind of prose is asked for; "number" for how many, "any" without a cue."""
    for kind in KINDS:
        if inquiry.query.asks(kind):
            return kind
    counting = re.search(r"几|多少|how many|多长|多久|多大", inquiry.query.plain)
    return "number" if counting else "any"


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(entry["pattern"]) for kind, entry in load("cues.toml").items()}


def answer_prose(inquiry: Inquiry, draft: Draft, kind: str | None = None) -> Outcome | None:
    """The best quotation, None when no sentence holds what was asked."""
    kind = kind or question_kind(inquiry)
    words = content_words(inquiry)
    if not words:
        return None
    quotes = ranked_quotes(inquiry, words, kind)
    if not quotes or quotes[0].score < ACCEPT:
        return None
    return quote_outcome(inquiry, draft, quotes[:1], kind)


def quote_outcome(inquiry: Inquiry, draft: Draft, quotes: list[Quote], operation: str) -> Outcome:
    """The quotations as an answer, each with its report and section."""
    parts = []
    for quote in quotes:
        number = draft.cite_passage(quote.record, quote.passage, quote.marks)
        parts.append(f"{_source(quote)}：“{quote.text.rstrip('；;')}”[{number}]")
    item = inquiry.query.mentions[0].text if inquiry.query.mentions else None
    return Outcome(
        "answered",
        "\n".join(parts),
        item=item,
        operation=operation if operation in KINDS else "prose",
    )


def _source(quote: Quote) -> str:
    year = f"{quote.record.year}年度" if quote.record.year else ""
    section = quote.passage.section[-1] if quote.passage.section else ""
    return f"{year}{quote.record.entity}{f'（{section}）' if section else ''}"


def ranked_quotes(inquiry: Inquiry, words: tuple[str, ...], kind: str) -> list[Quote]:
    """Quotations of all passages found, best first."""
    found = [
        quote
        for record, passage, rank in _passages(inquiry, words)
        if (quote := best_quote(record, passage, words, kind, rank)) is not None
    ]
    return sorted(found, key=lambda quote: -quote.score)


def _passages(inquiry: Inquiry, words: tuple[str, ...]) -> list[tuple[ReportRecord, Passage, int]]:
    """Passages worth reading: found by the whole question, or holding one of its words."""
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    found: dict[tuple[str, int], tuple[ReportRecord, Passage, int]] = {}
    for rank, hit in enumerate(shelf.search(inquiry.query.plain, HITS, scope.ids)):
        found[hit.report, hit.passage.number] = (scope.record(hit.report), hit.passage, rank)
    for word in words:
        for stored in shelf.containing(word, scope.ids, k=8, kinds=("narrative", "note")):
            identity = (stored.report, stored.passage.number)
            found.setdefault(identity, (scope.record(stored.report), stored.passage, HITS))
    return list(found.values())


def best_quote(
    record: ReportRecord, passage: Passage, words: tuple[str, ...], kind: str, rank: int = 0
) -> Quote | None:
    """The shortest run of up to three sentences that holds most of the words."""
    parts = sentences(passage.text)
    heading = key("".join(passage.section[-2:]))
    best: Quote | None = None
    for first in range(len(parts)):
        for last in range(first, min(first + MAX_SENTENCES, len(parts))):
            run = parts[first : last + 1]
            score = _score(run, heading, words, kind) - 0.002 * rank - 0.02 * (last - first)
            if best is None or score > best.score + 1e-9:
                best = Quote(record, passage, run, score)
    return best


def _score(run: tuple[Sentence, ...], heading: str, words: tuple[str, ...], kind: str) -> float:
    text = key("".join(sentence.text for sentence in run))
    inside, outside = coverage(words, text), coverage(words, text + heading)
    score = 0.85 * inside + 0.15 * outside
    cue = _cues().get(kind)
    if cue is not None and not cue.search(text):
        score -= 0.4
    if kind == "define" and any(_defines(text, word) for word in words):
        score += 0.3
    return score


def _defines(text: str, word: str) -> bool:
    """ "机关运行经费：指……" after its numbering."""
    bare = re.sub(r"^[一二三四五六七八九十\d.]+", "", text)
    return re.match(rf"{re.escape(key(word))}.{{0,8}}?(是指|指|是)", bare) is not None


def matched_pairs(words: tuple[str, ...], text: str) -> int:
    """How many character pairs of the words stand in the text's key."""
    evidence = key(text)
    return sum(pair in evidence for word in words for pair in bigrams(key(word)))
