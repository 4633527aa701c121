"""The plain figures: what each ask found, said with entity, year, measure and unit.

Readings of one report that differ are all shown; a note says whether they are places that disagree
or different things of one name.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.candidates import Candidate
from service.answering.derived import derive
from service.answering.draft import Draft, label_of
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import YUAN, in_unit, with_unit
from service.answering.outcome import Outcome
from service.answering.selection import Reading, Selection
from service.answering.wording import change_words, joined, said_measure, subject, value_text

NEAR = Decimal("0.05")
"""Two amounts of one name within 5 % of each other are places that disagree."""

MAX_READINGS = 6
"""More readings of one report than this are choices, not an answer."""


def answer_values(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """Every ask's figures; None when nothing at all is printed of them."""
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
        text=joined(parts, english=inquiry.query.english)
        + ("." if inquiry.query.english else "。"),
        item=_item(inquiry, asks),
        measure=first.measure.name if first.measure else None,
        basis=first.scope,
        base=first.base or (first.against.text if first.against else None),
    )


def _item(inquiry: Inquiry, asks: list[Ask]) -> str:
    names = []
    for ask in asks:
        labels = [inquiry.desk.lexicon.label_text[i] for i in ask.mention.labels[:1]]
        names.append(labels[0] if labels else ask.mention.text)
    return "、".join(dict.fromkeys(names))


def _answer_one(inquiry: Inquiry, ask: Ask, draft: Draft) -> tuple[str, str] | None:
    selection = inquiry.select(ask)
    if selection.found:
        return "answered", _printed(inquiry, selection, draft)
    computed = derive(inquiry, ask, draft)
    if computed is not None:
        return "answered", computed.text
    if selection.empty:
        return "not_disclosed", _empty(inquiry, selection, draft)
    return None


def _printed(inquiry: Inquiry, selection: Selection, draft: Draft) -> str:
    by_report: dict[str, list[Reading]] = {}
    for reading in selection.readings:
        by_report.setdefault(reading.main.record.id, []).append(reading)
    sentences = [_one_report(inquiry, readings, draft) for readings in by_report.values()]
    return joined(sentences, english=inquiry.query.english)


def _one_report(inquiry: Inquiry, readings: list[Reading], draft: Draft) -> str:
    english = inquiry.query.english
    shown = readings[:MAX_READINGS]
    indices: list[int] = []
    texts: list[str] = []
    for position, reading in enumerate(shown):
        index = draft.figure(reading.main, "answer")
        indices.append(index)
        figure = draft.figures[index]
        _cite_agreeing(reading, draft)
        lead = f"{subject(reading.main, english=english)}{': ' if english else ''}"
        texts.append(
            (lead if position == 0 else _other_lead(english))
            + say(inquiry, reading, figure.citation or 0)
        )
    if len(shown) > 1:
        _note_difference(shown, indices, draft)
    return joined(texts, english=english)


def _other_lead(english: bool) -> str:
    return "also " if english else "另有"


def say(inquiry: Inquiry, reading: Reading, citation: int) -> str:
    """ "差旅费决算数 12.30 万元[1]", "差旅费比年初预算减少 0.40 万元[1]"."""
    fact, english = reading.main.fact, inquiry.query.english
    name = label_of(reading.main)
    value = value_text(reading, citation) + _converted(inquiry, reading)
    if fact.measure in {"增减额", "增减率"} and not english:
        base = f"比{fact.base}" if fact.base else ""
        return f"{name}{base}{change_words(reading.main)} {value}"
    if fact.measure == "占比" and fact.base and not english:
        return f"{name}占{fact.base}的 {value}"
    where = (
        f"（{reading.main.table.title}）"
        if _needs_table(reading.main) and reading.main.table
        else ""
    )
    return f"{name}{said_measure(reading.main, english=english)}{where} {value}"


def _needs_table(candidate: Candidate) -> bool:
    """A form's figure is said with its form: the item may stand in several."""
    return candidate.table is not None and candidate.table.kind == "form"


def _converted(inquiry: Inquiry, reading: Reading) -> str:
    """ "（合 16,121,700 元）" when another unit of money was asked for; never instead."""
    wanted, fact = inquiry.query.unit or inquiry.context.unit, reading.main.fact
    if not wanted or wanted == fact.unit or fact.unit not in YUAN or wanted not in YUAN:
        return ""
    return f"（合 {with_unit(in_unit(value_of(reading), fact.unit, wanted), wanted)}）"


def _cite_agreeing(reading: Reading, draft: Draft) -> None:
    """Cite one sentence that prints the same amount beside the table's cell, and the reverse."""
    other = next(
        (c for c in reading.candidates[1:] if c.fact.source != reading.main.fact.source), None
    )
    if other is not None:
        draft.figure(other, "related")


def _note_difference(readings: list[Reading], indices: list[int], draft: Draft) -> None:
    """Name the difference of every two places that disagree; other namesakes in one remark."""
    apart: dict[int, Reading] = {}
    for i, first in enumerate(readings):
        for j in range(i + 1, len(readings)):
            second = readings[j]
            if not _same_kind(first, second):
                continue
            if _near(first, second) or _same_item(first, second):
                draft.note("conflict", _difference_text(first, second), (indices[i], indices[j]))
            else:
                apart |= {indices[i]: first, indices[j]: second}
    if apart:
        places = "、".join(_place_text(reading) for reading in apart.values())
        draft.note("several", f"报告中同名的不止一项：{places}", tuple(apart))


def _same_kind(first: Reading, second: Reading) -> bool:
    a, b = first.main.fact, second.main.fact
    return a.unit == b.unit or (a.unit in YUAN and b.unit in YUAN)


def _same_item(first: Reading, second: Reading) -> bool:
    """One name and one measure in two forms: the same indicator."""
    a, b = first.main, second.main
    return a.table is not None and b.table is not None and a.fact.measure == b.fact.measure


def _near(first: Reading, second: Reading) -> bool:
    a, b = first.main.amount, second.main.amount
    if a is None or b is None or a[0] != b[0]:
        return False
    return abs(a[1] - b[1]) <= NEAR * max(abs(a[1]), abs(b[1]))


def _place_text(reading: Reading) -> str:
    return f"{where(reading.main)}为 {with_unit(value_of(reading), reading.main.fact.unit)}"


def _difference_text(first: Reading, second: Reading) -> str:
    places = "、".join(map(_place_text, (first, second)))
    return f"报告中两处不一致：{places}，相差 {_gap(first, second)}"


def _gap(first: Reading, second: Reading) -> str:
    a, b = first.main.fact, second.main.fact
    if a.unit == b.unit == "%":
        return f"{abs(value_of(first) - value_of(second))} 个百分点"
    if a.unit == b.unit or a.unit not in YUAN or b.unit not in YUAN:
        return with_unit(abs(value_of(first) - value_of(second)), a.unit)
    converted = in_unit(value_of(second), b.unit, a.unit)
    return with_unit(abs(value_of(first) - converted), a.unit)


def where(candidate: Candidate) -> str:
    """ "《……自评表》" or "“……情况说明”（第 21 页）"."""
    if candidate.table is not None and candidate.fact.passage is None:
        return f"《{candidate.table.title}》（第 {candidate.fact.page} 页）"
    return f"文字说明（第 {candidate.fact.page} 页）"


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
    return (
        f"{subject(cell)}的《{title}》列有“{name}”，但{measure}栏为空[{number}]，报告未公开该数"
        f"（空白不等于零）"
    )
