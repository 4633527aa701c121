"""The plain figures: what each ask found, said with entity, year, measure and unit.

Readings of one report that differ are all shown; a note says whether they are places that disagree
or different things of one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.records import ReportRecord
from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.choosing import MAX_READINGS, choices_among
from service.answering.declared import declared_none
from service.answering.derivations import derive
from service.answering.differences import (
    disagree,
    note_differences,
    place_of,
    tellings,
)
from service.answering.draft import Draft, label_of
from service.answering.grand_totals import of_one_total
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import YUAN
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.saying import contradicting, disagreeing, say
from service.answering.selection import Selection, select
from service.answering.wording import change_words, joined, said_measure, subject, value_text
from service.understanding.keys import key

_TOLD = frozenset({"change", "change_rate", "share", "rate"})
"""Kinds of measures that only the text prints."""


def answer_values(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """Every ask's figures; None when nothing at all is printed of them."""
    if len(asks) == 1:
        choices = choices_among(inquiry.select(asks[0]).readings)
        if choices is not None:
            return choices
    parts: list[str] = []
    statuses: list[str] = []
    for ask in asks:
        part = _answer_one(inquiry, ask, draft)
        if part is None:
            statuses.append("absent")
            continue
        statuses.append(part[0])
        parts.append(part[1])
    if not parts or ("absent" in statuses and "answered" not in statuses and len(asks) == 1):
        return None
    answered = "answered" in statuses
    first = asks[0]
    return Outcome(
        status="answered" if answered else "not_disclosed",
        text=joined(_said_once(parts, inquiry), english=inquiry.query.english)
        + ("." if inquiry.query.english else "。"),
        item=_item(inquiry, asks),
        measure=first.measure.name if first.measure else None,
        basis=first.scope,
        base=first.base or (first.against.text if first.against else None),
    )


def _said_once(parts: list[str], inquiry: Inquiry) -> list[str]:
    """The parts, each without whose and of which year it is where the one before says the same."""
    scope = inquiry.desk.scope
    leads = {
        f"{year}年度{record.entity}"
        for record in scope.reports
        for year in {record.year, *scope.years}
        if year
    }
    result: list[str] = []
    before = ""
    for part in parts:
        lead = next((lead for lead in leads if part.startswith(lead)), "")
        rest = part.removeprefix(lead).removeprefix("的")
        result.append(rest if lead and lead == before else part)
        before = lead if all(lead == other or other not in part for other in leads) else ""
    return result


def _item(inquiry: Inquiry, asks: list[Ask]) -> str:
    names = []
    for ask in asks:
        labels = [inquiry.desk.lexicon.label_text[i] for i in ask.mention.labels[:1]]
        names.append(labels[0] if labels else ask.mention.text)
    return "、".join(dict.fromkeys(names))


def _answer_one(inquiry: Inquiry, ask: Ask, draft: Draft) -> tuple[str, str] | None:
    selection = inquiry.select(ask)
    if not selection.found and ask.measure is not None and ask.measure.kind in _TOLD:
        # The text may tell of the same total under another name (本年支出合计, 支出合计).
        told = _told(inquiry, ask)
        selection = told if told.found else selection
    if selection.found:
        return "answered", _printed(inquiry, selection, draft) + _rates(inquiry, selection, draft)
    computed = _derived(inquiry, ask, draft)
    if computed:
        return "answered", computed
    if selection.empty:
        zero = told_zero(inquiry, ask, selection)
        if zero.found:
            cell = selection.empty[0]
            title = cell.table.title if cell.table else ""
            draft.note("reading", f"《{title}》中“{label_of(cell)}”一栏为空，文字说明印有数字")
            return "answered", _printed(inquiry, zero, draft)
        return "not_disclosed", _empty(inquiry, selection, draft)
    return None


def _told(inquiry: Inquiry, ask: Ask) -> Selection:
    """What is printed under another name of the item, unless it is another total's."""
    told = inquiry.select(replace(ask, mention=inquiry.equivalents(ask.mention)))
    levels = {
        r.main.record.id: r
        for r in inquiry.select(replace(ask, measure=None, base=None, against=None)).readings[::-1]
    }
    kept = tuple(
        r
        for r in told.readings
        if (level := levels.get(r.main.record.id)) is None or of_one_total(inquiry, level, r)
    )
    return replace(told, readings=kept)


def _derived(inquiry: Inquiry, ask: Ask, draft: Draft) -> str:
    """What follows from each report's figures by itself: never one's operand with another's."""
    scope = inquiry.desk.scope
    parts = []
    for record in scope.reports:
        own = inquiry.within(replace(scope, reports=(record,)))
        computed = derive(own, ask, draft)
        if computed is not None:
            parts.append(computed.text)
    return joined(parts)


def told_zero(inquiry: Inquiry, ask: Ask, selection: Selection) -> Selection:
    """The zero that a sentence prints where the table leaves the cell empty."""
    names = inquiry.equivalents(ask.mention)
    told = [
        c
        for c in inquiry.candidates(names)
        if c.fact.source == "narrative" and not _of_another(c, selection.empty)
    ]
    found = select(replace(ask, mention=names), told, inquiry.desk)
    units = YUAN if selection.empty[0].fact.unit in YUAN else {selection.empty[0].fact.unit}
    bodies = {(key(cell.record.entity), cell.record.year) for cell in selection.empty}
    zeros = tuple(
        r
        for r in found.readings
        if value_of(r) == 0 and r.main.fact.unit in units and _of_bodies(r.main.record, bodies)
    )
    return replace(found, readings=zeros if len(zeros) == len(found.readings) else ())


def _of_another(one: Candidate, empty: Sequence[Candidate]) -> bool:
    """Whether the sentence tells it as a part of something that the table's row is no part of:
    the 培训费 of the groups abroad is not what the 培训费 of the accounts leaves open."""
    above = {
        key(name)
        for cell in empty
        for name in (*cell.fact.row, cell.table.title if cell.table else "")
    }
    outer = [key(name) for name in one.fact.row[:-1]]
    return bool(outer) and not any(
        name in held or held in name for name in outer for held in above if held
    )


def _of_bodies(record: ReportRecord, bodies: set[tuple[str, int | None]]) -> bool:
    """Whether a document of the same body and year: its tables and its text may be two files."""
    name = key(record.entity)
    return any(year == record.year and (own in name or name in own) for own, year in bodies)


def _rates(inquiry: Inquiry, selection: Selection, draft: Draft) -> str:
    """ "，增长 15.02%[1]": what the same sentence says of a change in percent."""
    ask = selection.ask
    if ask.measure is None or ask.measure.kind != "change" or inquiry.query.english:
        return ""
    rate = inquiry.desk.vocabulary.measures["增减率"]
    places = {(r.main.record.id, r.main.fact.passage, r.main.fact.item) for r in selection.readings}
    texts = []
    for reading in inquiry.select(replace(ask, measure=rate)).readings:
        one = reading.main
        if one.fact.passage and (one.record.id, one.fact.passage, one.fact.item) in places:
            number = draft.figures[draft.figure(one, "answer")].citation or 0
            texts.append(f"，{change_words(one)} {value_text(reading, number)}")
    return "".join(texts[:1]) if len(places) == 1 else ""


def _printed(inquiry: Inquiry, selection: Selection, draft: Draft) -> str:
    sentences = [_one_report(inquiry, own, draft) for own in _by_report(selection)]
    return joined(sentences, english=inquiry.query.english)


def _by_report(selection: Selection) -> list[list[Reading]]:
    by_report: dict[str, list[Reading]] = {}
    for reading in selection.readings:
        by_report.setdefault(reading.main.record.id, []).append(reading)
    return list(by_report.values())


def _one_report(inquiry: Inquiry, readings: list[Reading], draft: Draft) -> str:
    english = inquiry.query.english
    shown = readings[:MAX_READINGS]
    indices: list[int] = []
    texts: list[str] = []
    others = [r for r in shown if r is shown[0] or not disagree(shown[0], r)]
    told = dict(zip(map(id, others), tellings(others), strict=True))
    for reading in shown:
        index = draft.figure(reading.main, "answer")
        indices.append(index)
        number = draft.figures[index].citation or 0
        _cite_agreeing(reading, draft)
        if reading is shown[0]:
            lead = f"{subject(reading.main, english=english)}{': ' if english else ''}"
            said = say(inquiry, reading, number, "" if english else told[id(reading)])
            texts.append(lead + said + _rounded(inquiry, reading, draft))
        elif disagree(shown[0], reading) and not english:
            texts.append(disagreeing(inquiry, shown[0], reading, number))
        else:
            apart = "" if english else told.get(id(reading), "")
            said = say(inquiry, reading, number, apart)
            texts.append(
                f"{'also ' if english else '另有'}{said}{_rounded(inquiry, reading, draft)}"
            )
    if len(shown) > 1:
        note_differences(shown, indices, draft, told=not english)
    texts += contradicting(inquiry, shown, indices, draft)
    return joined(texts, english=english)


def _rounded(inquiry: Inquiry, reading: Reading, draft: Draft) -> str:
    """The same amount as another place prints it, in another unit and to its precision."""
    texts = []
    for candidate in reading.rounded:
        number = draft.figures[draft.figure(candidate, "answer")].citation or 0
        value = value_text(Reading((candidate,)), number)
        place = place_of(candidate)
        texts.append(f"; {value}" if inquiry.query.english else f"（{place}作 {value}）")
    return "".join(texts)


def _cite_agreeing(reading: Reading, draft: Draft) -> None:
    """Cite one sentence that prints the same amount beside the table's cell, and the reverse."""
    other = next(
        (c for c in reading.candidates[1:] if c.fact.source != reading.main.fact.source), None
    )
    if other is not None:
        draft.figure(other, "related")


def _empty(inquiry: Inquiry, selection: Selection, draft: Draft) -> str:
    """An empty cell: the item is there, the figure is not."""
    cell = selection.empty[0]
    index = draft.figure(cell, "answer")
    number = draft.figures[index].citation
    draft.figures[index] = replace(draft.figures[index], role="related")
    name = label_of(cell)
    title = cell.table.title if cell.table else ""
    if inquiry.query.english:
        return f"{subject(cell, english=True)}: {name} is listed in “{title}”, but its cell is empty[{number}]"
    measure = said_measure(cell)
    declared = declared_none(inquiry, selection.ask, cell.record.id)
    if declared is not None:
        told = f"；文字说明：“{declared.sentence.text}”[{declared.cited(draft)}]"
    else:
        told = "，报告未公开该数（空白不等于零）"
    return f"{subject(cell)}的《{title}》列有“{name}”，但{measure}栏为空[{number}]{told}"
