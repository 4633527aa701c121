"""Was a target reached? A form's indicator with its target and what was achieved, from one row."""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.asks import Ask
from service.answering.derived import comparable
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.wording import subject

_REACHED = re.compile(
    r"(?:达标|达到(?:了)?(?:年度|年初|绩效)?目标(?:值)?|目标(?:值)?(?:完成|达到|达成|实现))(?:了)?"
    r"(?:没有|没|吗|么|否)|(?:是否|有没有|是不是)(?:已)?(?:达标|达到(?:了)?(?:年度|年初|绩效)?目标|完成(?:了)?目标)"
)
_AT_LEAST = re.compile(r"[≥>]|不低于|不少于|以上")
_AT_MOST = re.compile(r"[≤<]|不超过|不高于|以内|以下")


def answer_target(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """ "X 达标了没": None for another question, or where no row prints both figures."""
    if not _REACHED.search(inquiry.query.plain) or len({ask.mention for ask in asks}) != 1:
        return None
    measures = inquiry.desk.vocabulary.measures
    ask = replace(asks[0], base=None)
    targets = inquiry.select(replace(ask, measure=measures["目标值"])).readings
    achieved = inquiry.select(replace(ask, measure=measures["完成值"])).readings
    pairs = [(t, a) for t in targets for a in achieved if _one_row(t, a)]
    if len(pairs) != 1:
        return None
    target, done = pairs[0]
    indices = [draft.figure(reading.main, "answer") for reading in pairs[0]]
    cited = [draft.figures[index].citation or 0 for index in indices]
    sign = _printed_sign(inquiry, target)
    said = (
        f"目标值 {sign}{with_unit(value_of(target), target.main.fact.unit)}[{cited[0]}]，"
        f"完成值 {with_unit(value_of(done), done.main.fact.unit)}[{cited[1]}]"
    )
    text = f"{_verdict(target, done, sign)}{subject(done.main)}{ask.mention.text}{said}。"
    return Outcome("answered", text, ask.mention.text, "完成值", ask.scope, None, "yesno")


def _one_row(target: Reading, done: Reading) -> bool:
    a, b = target.main.fact, done.main.fact
    same = (target.main.record.id, a.table, a.row_index) == (
        done.main.record.id,
        b.table,
        b.row_index,
    )
    return same and a.table is not None and a.measure != b.measure


def _printed_sign(inquiry: Inquiry, target: Reading) -> str:
    """ "≥" or "≤" as the target's cell prints it, "" where it prints neither."""
    fact = target.main.fact
    shelf = inquiry.desk.shelf
    table = shelf.table(target.main.record.id, fact.table) if fact.table is not None else None
    at = (fact.row_index, fact.column_index)
    cell = next((c.text for c in table.cells if (c.row, c.column) == at), "") if table else ""
    return "≥" if _AT_LEAST.search(cell) else "≤" if _AT_MOST.search(cell) else ""


def _verdict(target: Reading, done: Reading, sign: str) -> str:
    """Without a printed sign nothing tells whether more is better: only what is more is said."""
    reached = comparable(done, target.main.fact.unit or "")
    if reached is None:
        return ""
    wanted = value_of(target)
    if reached == wanted or (sign and (reached > wanted) == (sign == "≥")):
        return "达到了目标："
    if sign:
        return "没有达到目标："
    return "完成值高于目标值：" if reached > wanted else "完成值低于目标值："
