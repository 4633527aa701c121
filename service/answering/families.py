"""The family that a question ranks or lists: what its members are.

A family is what a row has below it: the classes of expenditure, the items of a class, the projects
below 项目支出, the rows of a list. Members come from one table (or one sentence list), so that
nothing is ranked against its own part, and the family's own words hold what the question names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.answering.candidates import Candidate, is_total, standard_tables
from service.answering.evidence import COVERED, parts, word_coverage
from service.answering.groups import distinct, figures_of, group_members, is_amount
from service.answering.inquiry import Inquiry
from service.answering.lists import listed, sums_up
from service.answering.scores import scored
from service.understanding.keys import core, key
from service.understanding.query import Mention

_PROJECT = ("项目", "专项")
_Way = Callable[[Inquiry, str], list[Candidate]]


def family_of(inquiry: Inquiry, report: str, kinds: frozenset[str]) -> list[Candidate]:
    """Two members or more of the report; [] where the question names no family of it.

    ``kinds`` are those of the measures asked for (``measures.toml``).
    """
    if any("change" in kind for kind in kinds):
        return []
    ways: tuple[_Way, ...] = (
        projects,
        _coded,
        _details,
        _children,
        group_members,
        listed,
        _classes,
    )
    if "score" in kinds:
        ways = (scored,)
    for find in ways:
        found = find(inquiry, report)
        if len(found) > 1 and (find is listed or _explains(inquiry, found)):
            return _measured(inquiry, report, found, kinds)
    return []


def kinds_asked(inquiry: Inquiry) -> frozenset[str]:
    """The kinds of the measures that the question names."""
    measures = inquiry.desk.vocabulary.measures
    return frozenset(measures[name].kind for name in inquiry.query.measures)


def _explains(inquiry: Inquiry, found: Sequence[Candidate]) -> bool:
    """Whether the words that no slot explains are the family's: those of its table, its rows."""
    words = [part for word in inquiry.query.residual for part in parts(key(word))]
    evidence = {text for c in found for text in (*c.fact.row, *c.fact.column, c.fact.subject or "")}
    evidence |= {c.table.title for c in found if c.table is not None}
    return word_coverage(words, key("".join(evidence))) >= COVERED


def _measured(
    inquiry: Inquiry, report: str, members: list[Candidate], kinds: frozenset[str]
) -> list[Candidate]:
    """What is printed of each member's rate or share: rates are ranked by rates, never by amounts;
    the largest share is the largest amount's, where no shares are printed."""
    if not kinds & {"rate", "share"}:
        return members
    wanted = {
        fact
        for name in inquiry.query.measures
        for fact in inquiry.desk.vocabulary.measures[name].facts
    }
    names = {key(one.fact.item) for one in members}
    graded = distinct(
        c
        for c in figures_of(inquiry, report)
        if c.fact.measure in wanted and key(c.fact.item) in names and c.fact.unit == "%"
    )
    return graded if len(graded) > 1 or "rate" in kinds else members


def _of_scope(
    inquiry: Inquiry, found: Sequence[Candidate], parents: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Those of every part of the money named; of none named, those of the whole.

    ``parents`` are the named items that the members stand below: they are no part of the money then.
    """
    query, scopes = inquiry.query, inquiry.desk.vocabulary.scopes
    above = {m.scope for m in query.mentions if key(m.text) in parents}
    named = [*query.scopes, *(m.scope for m in query.mentions if m.scope)]
    wanted = [{name, *scopes.get(name, ())} for name in dict.fromkeys(named) if name not in above]
    if not wanted:
        return [c for c in found if c.fact.basis is None]
    every = set().union(*wanted)
    return [
        c
        for c in found
        if (c.fact.basis is None or c.fact.basis in every)
        and all(_parts_of_money(c) & names for names in wanted)
    ]


def _parts_of_money(one: Candidate) -> set[str]:
    table = standard_tables().get(one.table.standard or "", {}) if one.table else {}
    return {str(part) for part in (one.fact.basis, table.get("scope")) if part}


def projects(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The projects named below 项目支出, when the question asks among projects."""
    if not any(word in inquiry.query.plain for word in _PROJECT):
        return []
    if any(m.scope is None and not _everything(m.text) for m in inquiry.query.mentions):
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
    names = {name for m in inquiry.query.mentions for name in _label_keys(inquiry, m)}
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and is_amount(c)
        and names.intersection(map(key, c.fact.row[:-1]))
        and not sums_up(c.fact.item)
    ]
    above = {key(parent) for c in found for parent in c.fact.row[:-1]} & names
    said = (m for m in inquiry.query.mentions if _label_keys(inquiry, m) & above)
    found = _of_scope(inquiry, found, frozenset(key(m.text) for m in said))
    parents = {key(parent) for c in found for parent in c.fact.row[:-1]}
    return _one_table([c for c in found if key(c.fact.row[-1]) not in parents])


def _label_keys(inquiry: Inquiry, mention: Mention) -> set[str]:
    label_key = inquiry.desk.lexicon.label_key
    return {label_key[label] for label in mention.labels if label in label_key}


def _everything(name: str) -> bool:
    """A total that all classes are parts of: 支出, 本年收入合计; not 三公经费."""
    own = core(key(name))
    return is_total(name) and (not own or re.search(r"支出|收入|收支|计$", own) is not None)


_LEVEL = re.compile(r"([类款项])级|功能(?:分类)?科目|(?:哪一?个?|大|各|几个?)(类)(?!型)")
_LEVELS = {"类": 3, "款": 5, "项": 7}


def _coded(inquiry: Inquiry, report: str) -> list[Candidate]:
    """ "款级科目的基本支出": the rows whose code has that level, in the column asked for."""
    level = _LEVEL.search(inquiry.query.plain)
    if level is None or any(not _everything(m.text) for m in inquiry.query.mentions if not m.scope):
        return []
    digits = _LEVELS.get(level[1] or level[2] or "", 7)
    found = [
        c
        for c in figures_of(inquiry, report)
        if c.fact.source == "table"
        and c.side == "expenditure"
        and is_amount(c)
        and len(c.fact.code or "") == digits
    ]
    return _one_table(_of_scope(inquiry, found))


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


def _classes(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The classes (three digits) of the expenditure table, or of the income side; not where the
    question names an item, of which they would be no parts."""
    if any(not _everything(m.text) and m.scope is None for m in inquiry.query.mentions):
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
        and c.side == side
        and not sums_up(c.fact.item)
        and (len(c.fact.code or "") == 3 or (c.rank == 0 and not c.fact.code))
    ]
    return _one_table([c for c in _of_scope(inquiry, found) if c.fact.value])


def _one_table(found: Sequence[Candidate]) -> list[Candidate]:
    """Those of the best-ranked table only."""
    if not found:
        return []
    best = min(found, key=lambda c: (c.rank, c.fact.table or 0))
    return distinct(c for c in found if c.fact.table == best.fact.table)
