"""Answers in the report's own sentences: why, what is, which, who, how, and counts in prose.

One to three sentences are quoted as printed, with their section path. A sentence is accepted when
it holds the words of the question (``evidence.coverage``) and looks like an answer to this kind of
question (``cues.toml``); how similar its embedding is only brings it before the jury.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.model import Passage, PassageKind
from index.protocol import PROSE
from index.records import ReportRecord
from service.answering.draft import Draft
from service.answering.evidence import parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.quoted import give_figures
from service.answering.sentences import Sentence, sentences
from service.understanding.keys import key
from service.understanding.segmentation import Token
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
    words += [t.text for t in query.tokens if t.kind == "number" and len(t.text) > 1]
    words += [t.text for t in query.tokens if _unspent(t) or _counted_noun(t)]
    if inquiry.desk.scope.before:
        words += [str(year) for year in inquiry.desk.scope.years]
    if not words:
        words = [t.text for t in query.tokens if t.roles.measure and len(t.text) > 2]
    return tuple(dict.fromkeys(word for word in words if word.strip()))


def _unspent(token: Token) -> bool:
    """A colloquial name that became no item still says what the question is about."""
    roles = token.roles
    return roles.alias is not None and not (roles.function or roles.measure or roles.operation)


_INTERROGATIVE = re.compile(r"多少|几|多久|多长|how many")


def _counted_noun(token: Token) -> bool:
    """ "人数" of "编制人数多少人": what is counted, not how it is asked."""
    return token.roles.measure == "数量" and _INTERROGATIVE.search(token.text) is None


def question_kind(inquiry: Inquiry) -> str:
    """Which kind of prose is asked for; "number" for how many, "any" without a cue."""
    for kind in KINDS:
        if inquiry.query.asks(kind):
            return kind
    counting = re.search(r"几|多少|how many|多长|多久|多大", inquiry.query.plain)
    return "number" if counting else "any"


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(entry["pattern"])
        for kind, entry in load("cues.toml").items()
        if "pattern" in entry
    }


def answer_prose(inquiry: Inquiry, draft: Draft, kind: str | None = None) -> Outcome | None:
    """The best quotation, None when no sentence holds what was asked."""
    kind = kind or question_kind(inquiry)
    words = content_words(inquiry)
    if not words:
        return None
    quotes = ranked_quotes(inquiry, words, kind)
    if not quotes or quotes[0].score < ACCEPT:
        quotes = ranked_quotes(inquiry, words, kind, ("table",))
    if not quotes or quotes[0].score < ACCEPT:
        return None
    outcome = quote_outcome(inquiry, draft, quotes[:1], kind)
    if kind == "number":
        best = quotes[0]
        counted = _classifier(inquiry.query.plain)
        give_figures(inquiry, draft, best.record, best.passage, best.marks[0], counted)
    return outcome


CERTAIN = 0.93
"""What a quotation must reach where the report itself is of another year or body."""


def answer_mentioned(inquiry: Inquiry, asked: str, draft: Draft) -> Outcome | None:
    """A sentence that names the year (or body) which no report held is of, and all else asked."""
    query = inquiry.query
    if query.measures or not query.residual or not any(query.asks(kind) for kind in _OPEN_KINDS):
        return None
    words = (*content_words(inquiry), asked.removesuffix("年"))
    quotes = ranked_quotes(inquiry, words, question_kind(inquiry))
    if not quotes or quotes[0].score < CERTAIN:
        return None
    return quote_outcome(inquiry, draft, quotes[:1], "prose")


_OPEN_KINDS = ("who", "where", "list", "how", "define")


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


def ranked_quotes(
    inquiry: Inquiry, words: tuple[str, ...], kind: str, kinds: tuple[PassageKind, ...] = PROSE
) -> list[Quote]:
    """Quotations of all passages found, best first."""
    names = {mention.text for mention in inquiry.query.mentions if mention.kind == "exact"}
    split = tuple(
        dict.fromkeys(
            part for word in words for part in ((key(word),) if word in names else parts(key(word)))
        )
    )
    rest = tuple(part for word in inquiry.query.residual for part in parts(key(word)))
    wanted = Wanted(split, kind, _classifier(inquiry.query.plain), rest, *_measured(inquiry))
    found = [
        quote
        for record, passage, rank in _passages(inquiry, words, kinds)
        if (quote := best_quote(record, passage, wanted, rank)) is not None
    ]
    return sorted(found, key=lambda quote: -quote.score)


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
                best = Quote(record, passage, run, score)
    return best


_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=[\u4e00-\u9fff])")
"""A sentence's own number in its list, which counts nothing; a key has lost its point."""


def _score(run: tuple[Sentence, ...], heading: str, wanted: Wanted) -> float:
    text = key("".join(sentence.text for sentence in run))
    inside = word_coverage(wanted.words, text)
    outside = word_coverage(wanted.words, text + heading)
    score = 0.85 * inside + 0.15 * outside
    cue = _cues().get(wanted.kind)
    if cue is not None and not cue.search(_NUMBERING.sub("", text)):
        score -= 0.4
    if word_coverage(wanted.unexplained, text + heading) < 0.5:
        score -= 0.4
    if wanted.counted is not None and not wanted.counted.search(text):
        score -= 0.4
    if wanted.measure is not None and not _states(wanted, text):
        score -= 0.4
    if wanted.kind == "define" and any(_defines(text, word) for word in wanted.words):
        score += 0.3
    return score


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a quotation must hold: words, the look of an answer, a number with its classifier.

    ``unexplained`` are those that no item name accounts for: they may not all be missing. Where a
    ``measure`` is asked for, the sentence speaks of it and names one of the ``items`` in full.
    """

    words: tuple[str, ...]
    kind: str
    counted: re.Pattern[str] | None = None
    unexplained: tuple[str, ...] = ()
    measure: re.Pattern[str] | None = None
    items: tuple[str, ...] = ()


def _measured(inquiry: Inquiry) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """How a sentence speaks of the measure asked for, and the items as they were typed."""
    query, cues = inquiry.query, load("cues.toml")["measures"]
    if not query.measures or not query.mentions or any(query.asks(kind) for kind in KINDS):
        return None, ()
    kinds = [inquiry.desk.vocabulary.measures[name].kind for name in query.measures]
    patterns = [cues[kind] for kind in kinds if kind in cues]
    items = tuple(key(m.text) for m in query.mentions if m.kind in {"exact", "context"})
    return (re.compile("|".join(patterns)), items) if patterns else (None, ())


def _states(wanted: Wanted, text: str) -> bool:
    assert wanted.measure is not None
    named = not wanted.items or any(item in text for item in wanted.items)
    return named and wanted.measure.search(text) is not None


_ASKED_COUNT = re.compile(
    r"(?:多少|几)(?:个)?(名|人|位|辆|台|套|次|家|件|条|户|天|小时|分钟|批|届|支|所|头|只|亩|吨|公里|场|期|份|座|起|艘|项)"
)
_HOW_LONG = re.compile(r"多久|多长时间|几天|多少天")
_TIME = re.compile(r"\d.{0,3}(?:天|日|小时|分钟|月|年|周)")


def _classifier(question: str) -> re.Pattern[str] | None:
    """ "多少名" is answered by a number of 名, 人 or 位, not by any number."""
    if _HOW_LONG.search(question):
        return _TIME
    match = _ASKED_COUNT.search(question)
    if match is None:
        return None
    alike = _alike(match[1])
    return re.compile(rf"\d(?:余|多|来|几|万|千|百|亿)*(?:个)?[{alike}]")


def _alike(classifier: str) -> str:
    groups = load("cues.toml")["classifiers"]["groups"]
    return next((group for group in groups if classifier in group), classifier)


def classified(classifier: str, unit: str) -> bool:
    """Whether a figure of that unit ("万人", "余件") counts what the classifier asks for."""
    return unit[-1:] in _alike(classifier) if unit else False


def _defines(text: str, word: str) -> bool:
    """ "机关运行经费：指……" after its numbering."""
    bare = re.sub(r"^[一二三四五六七八九十\d.]+", "", text)
    return re.match(rf"{re.escape(key(word))}.{{0,8}}?(是指|指|是)", bare) is not None
