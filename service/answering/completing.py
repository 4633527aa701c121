"""Several numbers asked in one question, and figures found for only some of them: the sentence that
prints one of those figures with the others is quoted beside them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.classifiers import classifier_of
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import quoted_text
from service.answering.quoted import give_figures
from service.answering.quotes import ranked_quotes
from service.answering.sought import content_words

_ASKED = re.compile(r"多少|几(?!乎)|多[高长大]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
LEAST = 0.6
"""What the sentence must reach; that it prints a figure already found speaks for it."""


def completed(inquiry: Inquiry, outcome: Outcome, draft: Draft) -> Outcome:
    """The outcome, with the sentence that tells what its figures leave open."""
    stated = [f for f in draft.figures if f.role == "answer" and f.value is not None]
    plain = inquiry.query.plain
    asked = len(_ASKED.findall(plain)) + (plain.count("其中") if len(stated) == 1 else 0)
    alone = len({f.report for f in stated}) == 1
    if outcome.status != "answered" or not alone or inquiry.query.english or len(stated) >= asked:
        return outcome
    printed = {f.value for f in stated}
    for quote in ranked_quotes(inquiry, content_words(inquiry), "number"):
        numbers = set(_NUMBER.findall(quote.text.replace(",", "")))
        if quote.score >= LEAST and numbers & printed and len(numbers) >= asked:
            text = quoted_text(draft, quote)
            counted = classifier_of(plain)
            give_figures(inquiry, draft, quote.record, quote.passage, quote.marks[0], counted)
            return replace(outcome, text=f"{outcome.text}\n{text}")
    return outcome
