"""How several figures of one name in one report stand to each other, and what tells them apart.

They are places that disagree on one quantity, or different things that bear one name. The answer
states each with what tells it apart; the note only says which of both it is, and where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.text import normalize
from service.answering.candidates import Candidate, is_generic, is_total
from service.answering.draft import Draft
from service.answering.inquiry import value_of
from service.answering.money import YUAN, in_unit, with_unit
from service.answering.readings import Reading
from service.understanding.keys import key

NEAR = Decimal("0.05")
"""Two amounts of one name within 5 % of each other are places that disagree."""

_YEAR = re.compile(r"^\s*(?:19|20)\d{2}\s*年?度?\s*")
_BUDGETS = {"年初预算数", "全年预算数", "预算数"}


def disagree(first: Reading, second: Reading) -> bool:
    """Whether both print one quantity, and print it differently."""
    a, b = first.main, second.main
    if a.amount is None or b.amount is None or a.amount[0] != b.amount[0]:
        return False
    if a.fact.table is not None and a.fact.table == b.fact.table:
        return False  # two rows of one table are two things
    if a.fact.source == b.fact.source == "narrative" and a.fact.passage == b.fact.passage:
        return False  # as are two figures of one paragraph
    if a.fact.measure != b.fact.measure and {a.fact.measure, b.fact.measure} & _BUDGETS:
        return False
    if _same_quantity(a, b):
        return True
    larger = max(abs(a.amount[1]), abs(b.amount[1]))
    return abs(a.amount[1] - b.amount[1]) <= NEAR * larger


def _same_quantity(first: Candidate, second: Candidate) -> bool:
    """A standard table and a sentence that speak of one item, measure and scope."""
    sources = {first.fact.source, second.fact.source}
    standard = any(one.table is not None and one.table.standard for one in (first, second))
    same = (first.fact.measure, first.scope) == (second.fact.measure, second.scope)
    return sources == {"table", "narrative"} and standard and same


def gap(first: Reading, second: Reading) -> str:
    """ "0.01 万元", "2 个百分点"."""
    a, b = first.main.fact, second.main.fact
    if a.unit == b.unit == "%":
        return f"{abs(value_of(first) - value_of(second))} 个百分点"
    if a.unit == b.unit or a.unit not in YUAN or b.unit not in YUAN:
        return with_unit(abs(value_of(first) - value_of(second)), a.unit)
    converted = in_unit(value_of(second), b.unit, a.unit)
    return with_unit(abs(value_of(first) - converted), a.unit)


def title_of(candidate: Candidate) -> str:
    """The table's title without year and entity, which the answer says already."""
    title = normalize(candidate.table.title) if candidate.table else ""
    bare = _YEAR.sub("", _YEAR.sub("", title).replace(candidate.record.entity, ""))
    return bare.strip()


def place_of(candidate: Candidate) -> str:
    """ "《……自评表》", "文字说明"."""
    if candidate.table is not None and candidate.fact.passage is None:
        return f"《{title_of(candidate)}》" if title_of(candidate) else "表格"
    return "文字说明"


def where(candidate: Candidate) -> str:
    """ "《……自评表》（第 45 页）"."""
    return f"{place_of(candidate)}（第 {candidate.fact.page} 页）"


def tellings(readings: Sequence[Reading]) -> list[str]:
    """What tells each reading apart, to be said before its name; "" for a single one."""
    mains = [reading.main for reading in readings]
    if len(mains) < 2:
        return [""] * len(mains)
    for tell in (_parent, _place):
        told = [tell(one) for one in mains]
        if "" not in told and len(set(told)) == len(told):
            return told
    return [""] * len(mains)


def _parent(candidate: Candidate) -> str:
    parents = [p for p in candidate.fact.row[:-1] if not (is_generic(p) or is_total(p))]
    if not parents or key(parents[-1]) == key(candidate.fact.item):
        return ""
    return f"“{normalize(parents[-1])}”下的"


def _place(candidate: Candidate) -> str:
    if candidate.table is not None and candidate.table.kind == "form":
        return ""
    return f"{place_of(candidate)}的" if candidate.fact.source == "table" else "文字说明的"


def note_differences(
    readings: Sequence[Reading], indices: Sequence[int], draft: Draft, *, told: bool
) -> None:
    """One note for each two places that disagree, one for namesakes; figures stand in the answer.

    ``told``: by how much a place differs from the first one, the answer says already.
    """
    apart: set[int] = set()
    for i, first in enumerate(readings):
        for j in range(i + 1, len(readings)):
            second = readings[j]
            if disagree(first, second):
                places = f"{where(first.main)}与{where(second.main)}"
                apart_by = "" if told and i == 0 else f"，相差 {gap(first, second)}"
                text = f"报告中两处不一致{apart_by}：{places}"
                draft.note("conflict", text, (indices[i], indices[j]))
            else:
                apart |= {indices[i], indices[j]}
    if apart:
        name = readings[0].main.fact.item
        text = f"报告中叫“{name}”的不止一项，以所在的表和科目区分"
        draft.note("several", text, tuple(sorted(apart)))
