"""Shares and rates that are not printed: a part of a whole, the outturn of its budget, in percent."""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.asks import Ask
from service.answering.candidates import Candidate, is_generic, standard_tables
from service.answering.derived import BUDGETS, OUTTURN, Derived, comparable, operand, when
from service.answering.draft import Draft, label_of
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import percent, plain, with_unit
from service.answering.readings import Reading
from service.answering.total_rows import total_rows
from service.understanding.keys import key
from service.understanding.query import Mention


def share(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Part of a whole in percent; the whole is the one named, else the year's expenditure."""
    if ask.against is None and not _SHARED.search(inquiry.query.plain):
        return None  # "水费收上来多少比例" is a rate of its own, no part of all expenditure
    standing = replace(ask, measure=None, base=None, against=None)
    part = inquiry.single(standing)
    if part is None:
        return None
    purse = _purse(inquiry, ask)
    whole = _whole_of(inquiry, ask, purse) if purse else None
    if whole is not None:
        part = inquiry.single(replace(standing, scope=purse)) or part
    else:
        whole = _around(inquiry, ask) or _named_or_total(inquiry, ask, part)
    if whole is None:
        return None
    of_purse = purse if purse and is_generic(whole.main.fact.item) else ""
    lead, name = label_of(part.main), f"，占{of_purse}{label_of(whole.main)}"
    return _quotient(draft, part, whole, "占比", lead, name)


def _quotient(
    draft: Draft, first: Reading, second: Reading, measure: str, lead: str, name: str
) -> Derived | None:
    """``first`` in percent of ``second`` as a derived figure, with both and how it was computed.

    ``lead`` says what the first is, ``name`` what it is of. None where the two cannot be compared.
    """
    unit = first.main.fact.unit or ""
    total = comparable(second, unit)
    if not total:
        return None
    value = percent(value_of(first), total)
    expression = f"{plain(value_of(first))} / {plain(total)}"
    cited = [operand(draft, reading) for reading in (first, second)]
    draft.derived(first.main, value, "%", expression, measure=measure)
    text = (
        f"{when(first)}{lead} {with_unit(value_of(first), unit)}[{cited[0]}]{name} "
        f"{with_unit(total, unit)}[{cited[1]}]的 {with_unit(value, '%')}（{expression}，按报告数字计算）"
    )
    return Derived(text, value)


def _named_or_total(inquiry: Inquiry, ask: Ask, part: Reading) -> Reading | None:
    """The whole that the question names, that a sentence told the part of, or the year's total."""
    mention = ask.against or _told_whole(inquiry, part) or _default_whole(inquiry, ask)
    return inquiry.single(Ask(mention, None)) if mention else None


_WITHIN = re.compile(r"[里中内](?!央|小|心|部)")


def _around(inquiry: Inquiry, ask: Ask) -> Reading | None:
    """The item that the part is named within: "住房保障支出里公积金", "行政运行里基本支出"."""
    if ask.against is not None:
        return None
    if ask.within is not None:
        return inquiry.single(Ask(ask.within, None, scope=ask.scope))
    if ask.scope is not None and ask.mention.scope is None and _WITHIN.search(inquiry.query.plain):
        return inquiry.single(Ask(ask.mention, None))
    return None


_SHARED = re.compile(r"占|比重|份额|百分比|share|proportion|percent")
_PURSES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def _purse(inquiry: Inquiry, ask: Ask) -> str | None:
    """The part of the money that the question holds a share against ("占一般公共预算支出")."""
    named = (scope for scope in inquiry.query.scopes if scope in _PURSES)
    return next((scope for scope in named if scope != ask.mention.scope), None)


def _whole_of(inquiry: Inquiry, ask: Ask, purse: str) -> Reading | None:
    """The total of that money, or of its column that the whole names ("项目支出"): the largest of
    the total rows, since tables of a part of it have such rows as well."""
    column = ask.against.scope if ask.against else None
    if ask.against and column is None:
        return inquiry.single(Ask(ask.against, None, scope=purse))
    totals = [c for c in total_rows(inquiry.desk) if c.fact.basis == column and _of(c, purse)]
    largest = max((Reading((c,)) for c in totals), key=value_of, default=None)
    if largest is None and ask.against is not None:
        return inquiry.single(Ask(ask.against, None, scope=purse))
    return largest


def _of(one: Candidate, purse: str) -> bool:
    settings = standard_tables().get(one.table.standard or "", {}) if one.table else {}
    usual = one.fact.measure in {"决算数", "预算数", "年初预算数"} and one.fact.value is not None
    return usual and one.side != "income" and settings.get("scope") == purse


def _told_whole(inquiry: Inquiry, part: Reading) -> Mention | None:
    """What a sentence told the part of: "政府采购支出总额……，其中：政府采购货物支出……"."""
    fact = part.main.fact
    if fact.source != "narrative" or len(fact.row) < 2 or is_generic(fact.row[-2]):
        return None
    labels = inquiry.desk.lexicon.by_key.get(key(fact.row[-2]), ())
    return Mention(fact.row[-2], "context", labels, 1.0, 0, 0) if labels else None


def _default_whole(inquiry: Inquiry, ask: Ask) -> Mention | None:
    """The year's total expenditure or income, whichever side the item is on."""
    name = "本年收入合计" if "收入" in ask.mention.text else "本年支出合计"
    labels = inquiry.desk.lexicon.by_key.get(key(name), ())
    if not labels:
        return None
    return Mention(name, "context", labels, 1.0, ask.mention.clause, 0)


def rate(inquiry: Inquiry, ask: Ask, draft: Draft) -> Derived | None:
    """Outturn as a percentage of the budget."""
    budget = BUDGETS.get(ask.base or "预算", BUDGETS["预算"])
    outturn = inquiry.single(replace(ask, measure=OUTTURN, base=None))
    planned = inquiry.single(replace(ask, measure=budget, base=None))
    if outturn is None or planned is None:
        return None
    lead = f"{label_of(outturn.main)}决算数"
    return _quotient(draft, outturn, planned, "完成率", lead, f"，为{planned.main.fact.measure}")
