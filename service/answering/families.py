"""The family that a question ranks or lists: what its members are.

A family is what a row has below it: the classes of expenditure, the items of a class, the projects
below 项目支出. Members come from one table (or one sentence list), so that nothing is ranked against
its own part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.answering.candidates import Candidate, is_generic, is_total, standard_tables
from service.answering.groups import distinct, figures_of, group_members, is_amount
from service.answering.inquiry import Inquiry
from service.understanding.keys import core, key

_PROJECT = ("项目", "专项")
_Way = Callable[[Inquiry, str], list[Candidate]]


def family_of(inquiry: Inquiry) -> list[Candidate]:
    """Two members or more of the first report that has them; [] where the question names none."""
    measures = [inquiry.desk.vocabulary.measures[name] for name in inquiry.query.measures]
    kinds = {measure.kind for measure in measures}
    if any("change" in kind for kind in kinds):
        return []
    ways: tuple[_Way, ...] = (projects, _coded, _details, _children, group_members, _classes)
    if "score" in kinds:
        ways = (_scored,)
    for record in inquiry.desk.scope.reports:
        for find in ways:
            found = find(inquiry, record.id)
            if len(found) > 1:
                return _rated(inquiry, record.id, found) if "rate" in kinds else found
    return []


def _rated(inquiry: Inquiry, report: str, members: list[Candidate]) -> list[Candidate]:
    """What is printed of each member's rate: rates are ranked by rates, never by amounts."""
    wanted = {
        fact
        for name in inquiry.query.measures
        for fact in inquiry.desk.vocabulary.measures[name].facts
    }
    names = {key(one.fact.item) for one in members}
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.measure in wanted and key(c.fact.item) in names and c.fact.unit == "%"
    )


def projects(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The projects named below 项目支出, when the question asks among projects."""
    if not any(word in inquiry.query.plain for word in _PROJECT):
        return []
    if "项目支出" in inquiry.asked and not re.search(
        r"哪(个|些|几个|项)项目|个项目|项目支出(里|中|下)", inquiry.asked
    ):
        return []
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "narrative"
        and is_amount(c)
        and len(c.fact.row) > 1
        and key(c.fact.row[-2]).startswith("项目支出")
    )


def _children(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The rows below the item that the question names; those that have none below themselves."""
    names = {
        inquiry.desk.lexicon.label_key[label]
        for mention in inquiry.query.mentions
        for label in mention.labels
        if label in inquiry.desk.lexicon.label_key
    }
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and is_amount(c)
        and c.fact.basis is None
        and names.intersection(map(key, c.fact.row[:-1]))
        and not sums_up(c.fact.item)
    ]
    parents = {key(parent) for c in found for parent in c.fact.row[:-1]}
    return _one_table([c for c in found if key(c.fact.row[-1]) not in parents])


def _everything(name: str) -> bool:
    """A total that all classes are parts of: 支出, 本年收入合计; not 三公经费."""
    own = core(key(name))
    return is_total(name) and (not own or re.search(r"支出|收入|收支|计$", own) is not None)


_SUMS_UP = re.compile(r"[合总小]计|^(?:本|当)年")


def sums_up(name: str) -> bool:
    """A row that totals others is no member beside them."""
    return is_generic(name) or is_total(name) or _SUMS_UP.search(key(name)) is not None


_LEVEL = re.compile(r"([类款项])级|功能(?:分类)?科目")
_LEVELS = {"类": 3, "款": 5, "项": 7}


def _coded(inquiry: Inquiry, report: str) -> list[Candidate]:
    """ "项级科目里项目支出": the rows whose code has that level, in the column asked for."""
    level = _LEVEL.search(inquiry.query.plain)
    if level is None or any(not _everything(m.text) for m in inquiry.query.mentions if not m.scope):
        return []
    digits = _LEVELS.get(level[1] or "", 7)
    scope = next((m.scope for m in inquiry.query.mentions if m.scope), None)
    wanted = set(inquiry.desk.vocabulary.scopes.get(scope, (scope,))) if scope else {None}
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and c.side == "expenditure"
        and is_amount(c)
        and c.fact.basis in wanted
        and len(c.fact.code or "") == digits
    ]
    return _one_table(found)


def _details(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The economic items of the basic expenditure, which no row of a table has above them."""
    if not re.search(r"基本支出|经济(分类|科目)", inquiry.asked):
        return []
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.table is not None
        and c.table.standard == "一般公共预算财政拨款基本支出决算表"
        and is_amount(c)
        and len(c.fact.code or "") == 5
    )


def _scored(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The forms' own scores, when the question asks among scores."""
    return distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.measure == "得分"
        and c.fact.subject
        and key(c.fact.item) == key(c.fact.subject)
        and c.table is not None
        and "整体" not in c.fact.subject
    )


def _classes(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The classes (three digits) of the expenditure table, or of the income side; not where the
    question names an item, of which they would be no parts."""
    if any(not _everything(m.text) for m in inquiry.query.mentions):
        return []
    income = "收入" in inquiry.query.plain
    side = "income" if income else "expenditure"
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and c.table is not None
        and c.table.standard in standard_tables()
        and is_amount(c)
        and c.fact.basis is None
        and c.side == side
        and not sums_up(c.fact.item)
        and (len(c.fact.code or "") == 3 or (c.rank == 0 and not c.fact.code))
    ]
    return _one_table([c for c in found if c.fact.value])


def _one_table(found: Sequence[Candidate]) -> list[Candidate]:
    """Those of the best-ranked table only."""
    if not found:
        return []
    best = min(found, key=lambda c: (c.rank, c.fact.table or 0))
    return distinct(c for c in found if c.fact.table == best.fact.table)
