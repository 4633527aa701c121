"""What is X: the report's own glossary first, then a sentence that says what it is."""

from __future__ import annotations

import re

from index.records import StoredPassage
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.prose import answer_prose, quote_outcome
from service.answering.quotes import Quote
from service.answering.sentences import Sentence
from service.answering.sought import content_words
from service.understanding.keys import key
from service.understanding.vocabulary import load

_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．])?\s*"
)
"""Before an entry; taken off while its marks stand, or 三 of “三公”经费 would count as a number."""

MOST = 400
"""Passages that hold the term: the glossary stands near the end of a report."""


_CONTENTS = re.compile(r"主要(?:是|为|有|包括|来自|来源于|由)?(?:些|指)?(?:什么|啥|哪些|哪里)")


def answer_contents(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "路灯电费主要包括哪些": what the report says of its own, before what the glossary says of all."""
    return (
        answer_prose(inquiry, draft, "contents") if _CONTENTS.search(inquiry.query.plain) else None
    )


def answer_definition(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The glossary entry, else the sentence that holds the term; None when it is not printed."""
    for word in content_words(inquiry):
        quotes = _entries(inquiry, word)
        if quotes:
            return quote_outcome(inquiry, draft, quotes[:1], "define")
    if inquiry.query.mentions and not inquiry.query.residual:
        return None
    return answer_prose(inquiry, draft, "any")


def _entries(inquiry: Inquiry, word: str) -> list[Quote]:
    """Passages that begin with the term and say what it means."""
    scope = inquiry.desk.scope
    found: list[Quote] = []
    terms = {word, *(_printed_names(inquiry, word))}
    for term in terms:
        for stored in _holding(inquiry, term):
            text = stored.passage.text
            for match in _line_starts(text):
                line_end = _entry_end(text, match)
                if _defines(text[match:], term):
                    whole = Sentence(text[match:line_end], match, line_end)
                    record = scope.record(stored.report)
                    found.append(
                        Quote(record, stored.passage, (whole,), _closeness(text[match:], term))
                    )
                    break
    return sorted(found, key=lambda quote: -quote.score)


def _holding(inquiry: Inquiry, term: str) -> tuple[StoredPassage, ...]:
    """Passages that hold the term; of one report also its glossary, which may print it in quotes."""
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    found = shelf.containing(term, scope.ids, k=MOST, kinds=("narrative",))
    if len(scope.ids) > 1:
        return found
    headings = load("parts.toml")["glossary"]["headings"]
    own = (s for report in scope.ids for s in shelf.passages(report))
    return (*found, *(s for s in own if any(h in t for h in headings for t in s.passage.section)))


_NEXT_ENTRY = re.compile(r"\n\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")


def _entry_end(text: str, start: int) -> int:
    """Where the next numbered entry begins."""
    following = _NEXT_ENTRY.search(text, start + 1)
    return following.start() if following else len(text)


def _line_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer(r"[。\n]\s*", text))]


def _printed_names(inquiry: Inquiry, word: str) -> set[str]:
    """Labels that the word names: people ask for 三公 and the glossary has “三公”经费."""
    return {
        inquiry.desk.lexicon.label_text[label]
        for mention in inquiry.query.mentions
        if mention.text == word
        for label in mention.labels
    }


def _defines(line: str, term: str) -> bool:
    """ "(十七) 机关运行经费：指……" and "机关运行经费是指……"."""
    line = _NUMBERING.sub("", line)
    plain = key(line[:120])
    wanted = key(term)
    head = line[:60]
    if key(re.split("[：:]", head, maxsplit=1)[0]) == wanted != key(head):
        return True
    return re.match(rf"{re.escape(wanted)}.{{0,16}}?(是指|指|是|反映|为)", plain) is not None and (
        "：" in head or ":" in head or "指" in head
    )


def _closeness(line: str, term: str) -> float:
    """1 when the entry is of the term itself, less when its name goes on."""
    plain = key(_NUMBERING.sub("", line)[:120])
    match = re.match(rf"{re.escape(key(term))}(.*?)(是指|指|是|反映|为)", plain)
    extra = len(match.group(1)) if match else 20
    return 1.0 / (1 + extra) + 0.01 * len(key(term))
