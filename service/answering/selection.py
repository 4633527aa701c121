"""From the candidates of one ask to its readings: which measure, base, scope and side fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.answering.asks import Ask
from service.answering.candidates import Candidate, Desk
from service.answering.money import YUAN
from service.answering.readings import Reading, readings_of
from service.understanding.keys import key

_DEFAULTS = {
    "决算": (("决算数", "执行数", "金额"), ("预算数", "年初预算数", "全年预算数")),
    "预算": (("预算数", "年初预算数", "金额"), ("决算数", "执行数")),
}
_LAST_RESORT = ("数量", "完成值", "得分", "占比", "执行率", "完成率", "目标值", "分值", "比率")
_POOLED = {"outturn", "rate"}
"""Kinds whose fact measures are one quantity under several names (决算数, 执行数)."""

WHOLE = (None, "财政拨款", "一般公共预算财政拨款")
"""Scopes in the order in which they stand for the whole."""


BASIC = "基本支出"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was found for an ask: readings best first, or the empty cells found instead."""

    ask: Ask
    readings: tuple[Reading, ...] = ()
    empty: tuple[Candidate, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any figure is printed."""
        return bool(self.readings)


def select(ask: Ask, candidates: Sequence[Candidate], desk: Desk) -> Selection:
    """The readings of an ask, per report."""
    readings: list[Reading] = []
    empty: list[Candidate] = []
    for record in desk.scope.reports:
        own = [c for c in candidates if c.record.id == record.id]
        fitting = _fitting(ask, own, desk, record.kind)
        best = _best(fitting)
        printed = [c for c in best if c.fact.value is not None]
        readings.extend(_asked_first(ask, readings_of(printed)))
        if not printed:
            empty.extend(best)
    return Selection(ask, tuple(readings), tuple(empty))


def _fitting(ask: Ask, candidates: list[Candidate], desk: Desk, kind: str) -> list[Candidate]:
    steps: tuple[Callable[[list[Candidate]], list[Candidate]], ...] = (
        lambda cs: [c for c in cs if _year_fits(c, desk)],
        lambda cs: _of_measure(cs, ask, kind),
        lambda cs: _of_base(cs, ask, desk),
        lambda cs: _of_scope(cs, ask, desk),
        lambda cs: _of_side(cs, ask),
    )
    for step in steps:
        candidates = step(candidates)
    return candidates


def _year_fits(candidate: Candidate, desk: Desk) -> bool:
    year, own = candidate.fact.year, candidate.record.year
    if desk.scope.years:
        return (year or own) in desk.scope.years
    return year is None or own is None or year == own


def _of_measure(candidates: list[Candidate], ask: Ask, kind: str) -> list[Candidate]:
    if ask.measure is None:
        orders = [*_DEFAULTS["预算" if "预算" in kind else "决算"], *((m,) for m in _LAST_RESORT)]
        return _first(orders, candidates)
    if ask.measure.kind in _POOLED or ask.measure.name == "预算数":
        return [c for c in candidates if c.fact.measure in ask.measure.facts]
    return _first([(m,) for m in ask.measure.facts], candidates)


def _first(orders: Iterable[Sequence[str]], candidates: list[Candidate]) -> list[Candidate]:
    """Candidates of the first group of measures that any has; of things that are counted, an empty
    cell of money's columns is passed over for the count."""
    empty: list[Candidate] = []
    for measures in orders:
        found = [c for c in candidates if c.fact.measure in measures]
        if any(c.fact.value is not None or c.fact.unit in YUAN for c in found):
            return found
        empty = empty or found
    return empty


def _of_base(candidates: list[Candidate], ask: Ask, desk: Desk) -> list[Candidate]:
    """Changes and shares are held against the base that was asked for."""
    if ask.measure is None or ask.measure.kind not in {"change", "change_rate", "rate", "share"}:
        return candidates
    wanted = {ask.base} if ask.base else set()
    if ask.against is not None:
        wanted = {
            ask.against.text,
            *(desk.lexicon.label_key.get(i, "") for i in ask.against.labels),
        }
    if not wanted:
        return candidates
    found = [
        c
        for c in candidates
        if c.fact.base and any(bases_agree(c.fact.base, w) for w in wanted if w)
    ]
    return found if found or ask.measure.kind != "rate" else candidates


def bases_agree(printed: str, wanted: str) -> bool:
    """ "年初预算数" is 年初预算; 本年支出合计 is 本年支出; 预算 is any budget."""
    a, b = key(printed).removesuffix("数"), key(wanted).removesuffix("数")
    if b == "上年":
        return a.startswith("上年")
    if b in {a, "预算"}:
        return a == b or "预算" in a
    return min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))


def _of_scope(candidates: list[Candidate], ask: Ask, desk: Desk) -> list[Candidate]:
    if ask.scope is not None:
        wanted = set(desk.vocabulary.scopes.get(ask.scope, (ask.scope,)))
        found = [c for c in candidates if {c.scope, c.fact.basis} & wanted]
        if not found and ask.scope == BASIC:
            found = [c for c in candidates if _in_basic_table(c) and c.fact.basis is None]
        return _whole_of(found, ask, wanted)
    wholes = {*WHOLE, BASIC} if any(_in_basic_table(c) for c in candidates) else {*WHOLE}
    whole = [c for c in candidates if c.fact.basis in wholes and not _part(c)]
    return _prefer_total(whole) or candidates


def _whole_of(candidates: list[Candidate], ask: Ask, wanted: set[str]) -> list[Candidate]:
    """Of a table of that money, the column of all that is spent (or got), not of a part of it."""
    flow = "本年收入" if "收入" in ask.mention.text else "本年支出"
    return [c for c in candidates if c.fact.basis in {None, flow, *wanted}] or candidates


def _in_basic_table(candidate: Candidate) -> bool:
    """The table of basic expenditure prints what is spent on nothing else."""
    return candidate.table is not None and BASIC in (candidate.table.standard or "")


def _part(candidate: Candidate) -> bool:
    """A column 基本支出 of a table stands beside the whole; a sentence says what it speaks of."""
    return candidate.fact.basis == BASIC and candidate.fact.source == "table"


def _prefer_total(candidates: list[Candidate]) -> list[Candidate]:
    """Without a scope in the question, the table of all money outranks that of a part.

    Where only the part is printed, or both print one amount, both stay.
    """
    total = [c for c in candidates if c.scope is None and c.fact.value is not None]
    if not any(c.fact.source == "table" for c in total):
        return candidates
    amounts = {c.amount for c in total}
    return [c for c in candidates if c.scope is None or c.amount in amounts]


def _of_side(candidates: list[Candidate], ask: Ask) -> list[Candidate]:
    """An item of expenditure also stands in the table of income, as what it was funded with."""
    sides = {c.side for c in candidates if c.fact.value is not None}
    if ask.side is not None:
        return [c for c in candidates if c.side == ask.side] or candidates
    if not {"income", "expenditure"} <= sides or "收入" in ask.mention.text:
        return candidates
    return [c for c in candidates if c.side != "income"]


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Those as near in name and as whole as the best one; a figure outranks an empty cell."""
    if not candidates:
        return []
    ordered = sorted(candidates, key=lambda c: c.order)
    top = ordered[0]
    return [
        c for c in ordered if (c.tier, c.impurity) == (top.tier, top.impurity) and _named(c, top)
    ]


def _named(candidate: Candidate, top: Candidate) -> bool:
    """One name, or the same with 合计 after it: the row that totals what the name heads."""
    if candidate.name_rank == top.name_rank:
        return True
    names = {key(one.fact.item).removesuffix("合计") for one in (candidate, top)}
    return len(names) == 1


def _asked_first(ask: Ask, readings: list[Reading]) -> list[Reading]:
    """Of one quantity under several names, what is printed under the name that was asked."""
    name = ask.measure.name if ask.measure else None
    return sorted(readings, key=lambda r: name == "执行数" and r.main.fact.measure != name)
