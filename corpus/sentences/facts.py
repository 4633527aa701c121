"""Facts from running text: every amount, percentage and count with what it measures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from corpus.model import Fact, Identity, Page, Passage
from corpus.sentences.ink import InkFinder
from corpus.sentences.nouns import classified_path
from corpus.sentences.paragraphs import Statement, printed_span, read_text
from corpus.sentences.phrases import phrase_book
from corpus.sentences.structure import Setting
from corpus.sentences.thread import Thread
from corpus.text import strip_numbering
from corpus.text.tight import tighten

_PLACES = ("省", "市", "区", "县", "州", "镇", "乡")
_NARRATIVE = {"narrative", "note"}
_OPEN_ENDS = tuple("，、,")
_OVERLAP = 1.0
"""Points by which two pieces of one printed line may seem to overlap."""
_SET_IN = 5.0
"""Points: a first line that starts further right begins a paragraph."""
_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")
_SECTION_TAIL = re.compile(r"(?:的?情况)?(?:的?说明|如下)?[。:：]?$")


def sentence_facts(
    passages: Sequence[Passage],
    identity: Identity,
    first_number: int,
    pages: Sequence[Page] | None = None,
) -> tuple[Fact, ...]:
    """Every figure of the passages' sentences as a fact, in printed order.

    Numbers count up from ``first_number``. ``pages`` give each numeral its exact box; without
    them a box is interpolated within the printed line.
    """
    setting = report_setting(identity)
    ink = InkFinder(pages or ())
    running = [passage for passage in passages if passage.kind in _NARRATIVE]
    facts: list[Fact] = []
    for section, group in groupby(running, key=lambda passage: passage.section):
        text = RunningText(tuple(group))
        for statement in read_text(text.text, section_thread(section), setting):
            fact = _fact(statement, text, ink, first_number + len(facts))
            if fact is not None:
                facts.append(fact)
    return tuple(facts)


class RunningText:
    """The passages of a section as one text, so that no clause is cut where a passage ends."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.text = ""
        self._starts: list[int] = []
        self._passages = passages
        for before, passage in zip((None, *passages), passages, strict=False):
            if before is not None and not _goes_on(before, passage):
                self.text += "\n"
            self._starts.append(len(self.text))
            self.text += passage.text

    def at(self, position: int) -> tuple[Passage, int]:
        """The passage that prints the character at ``position``, and where its text begins."""
        index = bisect_right(self._starts, position) - 1
        return self._passages[index], self._starts[index]


def _goes_on(before: Passage, after: Passage) -> bool:
    """Whether a paragraph was cut between two passages: within a clause, a line or lines."""
    if before.kind != after.kind or before.table != after.table:
        return False
    if before.text.endswith(_OPEN_ENDS):
        return True
    if not before.spans or not after.spans:
        return False
    last, first = before.spans[-1], after.spans[0]
    level = min(last.box.bottom, first.box.bottom) - max(last.box.top, first.box.top)
    if last.page == first.page and level > 0:
        return first.box.x0 >= last.box.x1 - _OVERLAP
    return _indent(before) > _SET_IN and len(after.spans) > 1 and _indent(after) <= _SET_IN


def _indent(passage: Passage) -> float:
    """Points by which the passage's first line is set in."""
    return passage.spans[0].box.x0 - min(span.box.x0 for span in passage.spans)


def section_thread(section: Sequence[str]) -> Thread:
    """The thread that a section starts with: its heading may name a class, and the accounts."""
    title = section_topic(section) or ""
    accounts = any(
        phrase_book().account_sections.match(tighten(heading).text) for heading in section[-2:]
    )
    return Thread(root=classified_path(title), accounts=accounts)


def report_setting(identity: Identity) -> Setting:
    """What the identity says of every figure of the report.

    Only names that carry the place are taken off items ("区财政局"): a project may well be called
    after the bare office ("教育局校车经费").
    """
    places = (*(tighten(place).text for place in identity.place if place), *_PLACES)
    names = {tighten(name).text for name in (identity.entity, *identity.short_names)}
    full = tighten(identity.entity).text
    own = [name for name in names if name and (name == full or name.startswith(places))]
    return Setting(
        names=tuple(sorted(own, key=len, reverse=True)),
        year=identity.year,
        budget=identity.kind.endswith("预算"),
    )


def _fact(statement: Statement, text: RunningText, ink: InkFinder, number: int) -> Fact | None:
    numeral, reading = statement.numeral, statement.reading
    passage, offset = text.at(numeral.start)
    start, end = (position - offset for position in printed_span(numeral))
    place = ink.place(passage, start, numeral.end - offset, end)
    if place is None:
        return None
    about = section_topic(passage.section)
    item = reading.topic.item or about or ""
    row = reading.topic.row or ((item,) if item else ())
    return Fact(
        number=number,
        source="narrative",
        item=item,
        row=row,
        code=None,
        column=(),
        measure=reading.measure,
        basis=_basis(row[:-1], passage.section),
        base=reading.base,
        direction=reading.direction,
        subject=reading.subject or about,
        value=numeral.value,
        printed=passage.text[start:end],
        unit=numeral.unit,
        year=reading.year,
        page=place.page,
        box=place.box,
        passage=passage.number,
        start=start,
        end=end,
        flags=("repaired",) if numeral.repaired else (),
    )


def section_topic(section: Sequence[str]) -> str | None:
    """What the innermost heading is about: its words without number and "情况说明"."""
    if not section:
        return None
    title = _YEAR.sub("", strip_numbering(tighten(section[-1]).text))
    return _SECTION_TAIL.sub("", title) or None


def _basis(wholes: Sequence[str], section: Sequence[str]) -> str | None:
    """The scope that the nearest whole or heading names."""
    for words in (*reversed(wholes), *reversed(section)):
        text = strip_numbering(tighten(words).text)
        for pattern, name in phrase_book().basis:
            if pattern.search(text):
                return name
    return None
