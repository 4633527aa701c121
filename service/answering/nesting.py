"""Items named one within the other: "工资福利支出里的奖金", "某项目自评表里的完成率".

The outer name is not asked about: it says which of several figures of the inner name is meant. That
holds where the inner item is printed below the outer one, in a table or in a project's form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.answering.asks import Ask
from service.answering.candidates import Candidate, Desk
from service.understanding.keys import label_keys
from service.understanding.query import Mention

if TYPE_CHECKING:
    from service.answering.inquiry import Inquiry


def below(inquiry: Inquiry, asks: Sequence[Ask]) -> list[Ask]:
    """The asks without those that only say below what the next one stands."""
    result: list[Ask] = []
    for ask in asks:
        outer = result[-1] if result else None
        if outer is not None and _leads(inquiry, outer, ask):
            result[-1] = replace(ask, within=outer.mention)
        else:
            result.append(ask)
    return result


def _leads(inquiry: Inquiry, outer: Ask, ask: Ask) -> bool:
    if outer.mention == ask.mention or outer.against or ask.against:
        return False
    if not inquiry.query.leads(outer.mention, ask.mention):
        return False
    return bool(inside(outer.mention, inquiry.candidates(ask.mention), inquiry.desk))


def inside(outer: Mention, candidates: Sequence[Candidate], desk: Desk) -> tuple[Candidate, ...]:
    """Those that are printed below the outer item."""
    names = {outer.text, *(desk.lexicon.label_key.get(label, "") for label in outer.labels)} - {""}
    code = outer.code
    return tuple(
        one
        for one in candidates
        if not names.isdisjoint(_above(one)) or (code and (one.fact.code or "").startswith(code))
    )


def _above(one: Candidate) -> set[str]:
    """The keys of everything that the figure stands below."""
    outer = [*one.fact.row[:-1], one.fact.subject, one.table.subject if one.table else None]
    return {form for name in outer if name for form in label_keys(name)}
