"""Facts from running text: every amount, percentage and count with what it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.ink import InkFinder
from corpus.model import Fact, Identity, Page, Passage
from corpus.nouns import classified_path
from corpus.paragraphs import Statement, printed_span, read_text
from corpus.phrases import phrase_book
from corpus.structure import Setting
from corpus.text import strip_numbering
from corpus.thread import Thread
from corpus.tight import tighten

_NARRATIVE = {"narrative", "note"}
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
    facts: list[Fact] = []
    thread = Thread()
    section: tuple[str, ...] | None = None
    for passage in passages:
        if passage.kind not in _NARRATIVE:
            continue
        if passage.section != section:
            section, thread = passage.section, section_thread(passage.section)
        statements, thread = read_text(passage.text, thread, setting)
        for statement in statements:
            fact = _fact(statement, passage, ink, first_number + len(facts))
            if fact is not None:
                facts.append(fact)
    return tuple(facts)


def section_thread(section: Sequence[str]) -> Thread:
    """The thread that a section starts with: its heading may name a class, and the accounts."""
    title = section_topic(section) or ""
    accounts = any(
        phrase_book().account_sections.match(tighten(heading).text) for heading in section[-2:]
    )
    return Thread(root=classified_path(title), accounts=accounts)


def report_setting(identity: Identity) -> Setting:
    """What the identity says of every figure of the report.

    Only names that carry the place are taken off items: a project may well be called after the
    office ("审批局对外服务经费").
    """
    places = tuple(tighten(place).text for place in identity.place if place)
    names = {tighten(name).text for name in (identity.entity, *identity.short_names)}
    full = tighten(identity.entity).text
    own = [name for name in names if name and (name == full or name.startswith(places or ("\0",)))]
    return Setting(
        names=tuple(sorted(own, key=len, reverse=True)),
        year=identity.year,
        budget=identity.kind.endswith("预算"),
    )


def _fact(statement: Statement, passage: Passage, ink: InkFinder, number: int) -> Fact | None:
    numeral, reading = statement.numeral, statement.reading
    start, end = printed_span(numeral)
    place = ink.place(passage, start, numeral.end, end)
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
    return _SECTION_TAIL.sub("", strip_numbering(tighten(section[-1]).text)) or None


def _basis(wholes: Sequence[str], section: Sequence[str]) -> str | None:
    """The scope that the nearest whole or heading names."""
    for words in (*reversed(wholes), *reversed(section)):
        text = strip_numbering(tighten(words).text)
        for pattern, name in phrase_book().basis:
            if pattern.search(text):
                return name
    return None
