"""Answers in the report's own sentences: why, what is, which, who, how, and counts in prose.

One to three sentences are quoted as printed, with their section path. A sentence is accepted when
it holds the words of the question (``evidence.coverage``) and looks like an answer to this kind of
question (``cues.toml``); how similar its embedding is only brings it before the jury.
"""

from __future__ import annotations

from service.answering.classifiers import classifier_of
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.quoted import give_figures
from service.answering.quotes import Quote, ranked_quotes
from service.answering.sought import KINDS, content_words, question_kind

ACCEPT = 0.75
"""Share of the question's words that the quoted sentences and their heading must hold."""

ACCEPT_COUNTED = 0.52
AHEAD = 0.08
"""By how much a sentence with the number asked for has to lead where a word of the question fails."""


def answer_prose(inquiry: Inquiry, draft: Draft, kind: str | None = None) -> Outcome | None:
    """The best quotation, None when no sentence holds what was asked."""
    kind = kind or question_kind(inquiry)
    words = content_words(inquiry)
    if not words:
        return None
    quotes = ranked_quotes(inquiry, words, kind)
    if not quotes or not _accepted(quotes):
        quotes = ranked_quotes(inquiry, words, kind, ("table",))
    if not quotes or not _accepted(quotes):
        return None
    outcome = quote_outcome(inquiry, draft, quotes[:1], kind)
    if kind == "number":
        best = quotes[0]
        counted = classifier_of(inquiry.query.plain)
        give_figures(inquiry, draft, best.record, best.passage, best.marks[0], counted)
    return outcome


def _accepted(quotes: list[Quote]) -> bool:
    """A number of the very kind asked for, by a word asked for, makes up for one said otherwise,
    where no other passage comes near."""
    best = quotes[0]
    rival = max((q.score for q in quotes[1:] if q.passage != best.passage), default=0.0)
    counted = best.counts and best.score >= ACCEPT_COUNTED and best.score >= rival + AHEAD
    return counted or best.score >= ACCEPT


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


_OPEN_KINDS = ("who", "when", "where", "list", "how", "define")


def quote_outcome(inquiry: Inquiry, draft: Draft, quotes: list[Quote], operation: str) -> Outcome:
    """The quotations as an answer, each with its report and section."""
    parts = [quoted_text(draft, quote) for quote in quotes]
    item = inquiry.query.mentions[0].text if inquiry.query.mentions else None
    return Outcome(
        "answered",
        "\n".join(parts),
        item=item,
        operation=operation if operation in KINDS else "prose",
    )


def quoted_text(draft: Draft, quote: Quote) -> str:
    """The quotation with its source, cited."""
    number = draft.cite_passage(quote.record, quote.passage, quote.marks)
    return f"{_source(quote)}：“{quote.text.rstrip('；;')}”[{number}]"


def _source(quote: Quote) -> str:
    year = f"{quote.record.year}年度" if quote.record.year else ""
    section = quote.passage.section[-1] if quote.passage.section else ""
    return f"{year}{quote.record.entity}{f'（{section}）' if section else ''}"
