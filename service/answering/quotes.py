"""Which sentences answer: one to three of a passage, weighed by the words they hold, by whether they
look like an answer to this kind of question (``cues.toml``), and last by how near the search put them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.model import Passage, PassageKind
from index.protocol import PROSE
from index.records import ReportRecord
from service.answering.classifiers import classifier_of, without_counts
from service.answering.evidence import parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.sentences import Sentence, sentences
from service.answering.sought import Wanted, measured, roles
from service.understanding.keys import key
from service.understanding.vocabulary import load, vocabulary

HITS = 24
MAX_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of sentences of one passage that answers, with its score."""

    record: ReportRecord
    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float
    counts: bool = False

    @property
    def text(self) -> str:
        """The sentences as printed."""
        return self.passage.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Characters to mark within the passage."""
        return ((self.sentences[0].start, self.sentences[-1].end),)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(entry["pattern"])
        for kind, entry in load("cues.toml").items()
        if "pattern" in entry
    }


def ranked_quotes(
    inquiry: Inquiry, words: tuple[str, ...], kind: str, kinds: tuple[PassageKind, ...] = PROSE
) -> list[Quote]:
    """Quotations of all passages found, best first."""
    names = {mention.text for mention in inquiry.query.mentions if mention.kind == "exact"}
    split = tuple(
        dict.fromkeys(
            part for word in words for part in ((key(word),) if word in names else _parts(word))
        )
    )
    rest = tuple(part for word in inquiry.query.residual for part in _parts(word))
    counted, (measure, items) = classifier_of(inquiry.query.plain), measured(inquiry)
    wanted = Wanted(split, kind, counted, rest, measure, items, roles(inquiry))
    found = [
        quote
        for record, passage, rank in _passages(inquiry, words, kinds)
        if (quote := best_quote(record, passage, wanted, rank)) is not None
    ]
    return sorted(found, key=lambda quote: -quote.score)


def _parts(word: str) -> tuple[str, ...]:
    """The words of a stretch, without those that carry no subject and those that only count."""
    function = vocabulary().function_words
    found = [part for text in without_counts(key(word)) for part in parts(text)]
    return tuple(part for part in found if part not in function)


def _passages(
    inquiry: Inquiry, words: tuple[str, ...], kinds: tuple[PassageKind, ...]
) -> list[tuple[ReportRecord, Passage, int]]:
    """Passages worth reading: found by the whole question, or holding one of its words."""
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    found: dict[tuple[str, int], tuple[ReportRecord, Passage, int]] = {}
    for rank, hit in enumerate(shelf.search(inquiry.query.plain, HITS, scope.ids, kinds=kinds)):
        found[hit.report, hit.passage.number] = (scope.record(hit.report), hit.passage, rank)
    for word in words:
        for stored in shelf.containing(word, scope.ids, k=8, kinds=kinds):
            identity = (stored.report, stored.passage.number)
            found.setdefault(identity, (scope.record(stored.report), stored.passage, HITS))
    return list(found.values())


def best_quote(
    record: ReportRecord, passage: Passage, wanted: Wanted, rank: int = 0
) -> Quote | None:
    """The shortest run of up to three sentences that holds most of the words."""
    found = sentences(passage.text)
    heading = key("".join(passage.section[-2:]))
    best: Quote | None = None
    for first in range(len(found)):
        for last in range(first, min(first + MAX_SENTENCES, len(found))):
            run = found[first : last + 1]
            if (wanted.kind == "why" or wanted.measure) and first != last:
                continue
            score = _score(run, heading, wanted) - 0.002 * rank - 0.02 * (last - first)
            if best is None or score > best.score + 1e-9:
                best = Quote(record, passage, run, score, _counts(run, wanted))
    return best


_CLAUSE = re.compile(r"[，,、；;。：:（）()]")


def _counts(run: tuple[Sentence, ...], wanted: Wanted) -> bool:
    """Whether a number of the kind asked for stands in one clause with a word of the question."""
    if wanted.counted is None:
        return False
    clauses = (key(part) for sentence in run for part in _CLAUSE.split(sentence.text))
    return any(wanted.counted.search(c) and word_coverage(wanted.words, c) > 0 for c in clauses)


_SHORT = 6


def _heads(text: str, wanted: Wanted) -> bool:
    """A line that only names what is asked about ("1.机关运行经费。") says nothing of it."""
    rest = _NUMBERING.sub("", text)
    for word in sorted(wanted.words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) <= _SHORT and not re.search(r"\d", rest)


_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=[\u4e00-\u9fff])")
"""A sentence's own number in its list, which counts nothing; a key has lost its point."""


def _score(run: tuple[Sentence, ...], heading: str, wanted: Wanted) -> float:
    text = key("".join(sentence.text for sentence in run))
    inside = word_coverage(wanted.words, text)
    outside = word_coverage(wanted.words, text + heading)
    score = 0.85 * inside + 0.15 * outside
    if not _cued(text, wanted.kind):
        score -= 0.4
    if word_coverage(wanted.unexplained, text + heading) < 0.5:
        score -= 0.4
    if wanted.counted is not None and not wanted.counted.search(text):
        score -= 0.4
    if len(run) == 1 and _heads(text, wanted):
        score -= 0.4
    if any(role not in text for role in wanted.roles):
        score -= 0.4
    if wanted.measure is not None and not _states(wanted, text):
        score -= 0.4
    if wanted.kind == "define" and any(_defines(text, word) for word in wanted.words):
        score += 0.3
    return score


def _cued(text: str, kind: str) -> bool:
    cue = _cues().get(kind)
    return cue is None or cue.search(_NUMBERING.sub("", text)) is not None


def looks_like_answer(text: str, kind: str, counted: re.Pattern[str] | None) -> bool:
    """Whether a sentence (its key) answers this kind of question, and counts what is counted."""
    return _cued(text, kind) and (counted is None or counted.search(text) is not None)


def _states(wanted: Wanted, text: str) -> bool:
    assert wanted.measure is not None
    named = not wanted.items or any(item in text for item in wanted.items)
    return named and wanted.measure.search(text) is not None


def _defines(text: str, word: str) -> bool:
    """ "机关运行经费：指……" after its numbering."""
    bare = re.sub(r"^[一二三四五六七八九十\d.]+", "", text)
    return re.match(rf"{re.escape(key(word))}.{{0,8}}?(是指|指|是)", bare) is not None
