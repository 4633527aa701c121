"""Lists that are no standard table: names with amounts, services bought, the projects of a budget.

A list's column is what is ranked; its words are the table's title, its section, its heads and what
the names end with in common. The question's words have to stand there.
"""

from __future__ import annotations

import re
from collections import defaultdict

from service.answering.candidates import Candidate, is_generic, is_total
from service.answering.evidence import COVERED, parts, word_coverage
from service.answering.groups import distinct, figures_of, is_amount
from service.answering.inquiry import Inquiry
from service.answering.money import YUAN
from service.understanding.keys import key

_SUMS_UP = re.compile(r"[合总小]计|^(?:本|当)年")
_KINDS = frozenset({"other", "work"})


def sums_up(name: str) -> bool:
    """A row that totals others is no member beside them."""
    return is_generic(name) or is_total(name) or _SUMS_UP.search(key(name)) is not None


def listed(inquiry: Inquiry, report: str) -> list[Candidate]:
    """The rows of the list, or the sections' totals, that the question's words name."""
    words = _words(inquiry)
    if not words:
        return []
    figures = figures_of(inquiry, report)
    columns: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for one in figures:
        if one.table is not None and one.table.kind in _KINDS and is_amount(one):
            columns[one.fact.table, one.fact.column, one.fact.measure].append(one)
    families = [_leaves(column) for column in columns.values()]
    families.append(_described(inquiry, figures))
    best: tuple[tuple[float, bool, float], list[Candidate]] | None = None
    for family in families:
        if len(family) < 2:
            continue
        evidence = _evidence(inquiry, family)
        covered = word_coverage(words, evidence)
        money = all(one.fact.unit in YUAN for one in family)
        own = word_coverage(words, key("".join(family[0].fact.column)))
        rank = (covered, money, own)
        if covered >= COVERED and (best is None or rank > best[0]):
            best = rank, family
    return best[1] if best else []


def _words(inquiry: Inquiry) -> list[str]:
    query = inquiry.query
    said = [*query.residual, *(m.text for m in query.mentions if not is_total(m.text))]
    words = [part for word in dict.fromkeys(said) for part in parts(key(word))]
    return words or [word for word in ("项目", "专项") if word in query.plain]


def _leaves(column: list[Candidate]) -> list[Candidate]:
    """The rows that total no others."""
    parents = {key(parent) for one in column for parent in one.fact.row[:-1]}
    own = [c for c in column if not sums_up(c.fact.item) and key(c.fact.item) not in parents]
    return distinct(own)


def _evidence(inquiry: Inquiry, family: list[Candidate]) -> str:
    first = family[0]
    texts = [*first.fact.column, _common_end([key(one.fact.item) for one in family])]
    if first.fact.table is not None:
        table = inquiry.desk.shelf.table(first.record.id, first.fact.table)
        top = min((one.fact.row_index or 0 for one in family), default=0)
        heads = [cell.text for cell in table.cells if cell.row < top]
        texts += [table.title, *table.section, *heads]
    else:
        texts += ["项目", "专项", "资金", first.fact.item]
    return key("".join(texts))


def _common_end(names: list[str]) -> str:
    """What most of the names end with, "" for nothing."""
    for length in range(6, 1, -1):
        ends = [name[-length:] for name in names]
        most = max(set(ends), key=ends.count)
        if ends.count(most) * 2 > len(ends):
            return most
    return ""


_SECTION = re.compile(r"^(.{3,}?)(?:经费)?(?:的?情况)?说明$")


def _described(inquiry: Inquiry, figures: list[Candidate]) -> list[Candidate]:
    """One total for each project that has a section of its own ("……经费情况说明")."""
    found: dict[str, Candidate] = {}
    for one in figures:
        if one.fact.passage is None or "总预算" not in one.fact.item or len(one.fact.row) > 1:
            continue
        name = section_name(inquiry, one)
        if name:
            found.setdefault(name, one)
    return list(found.values())


def section_name(inquiry: Inquiry, one: Candidate) -> str:
    """ "科技创新专项" of "科技创新专项经费情况说明"; "" where the section is of no project."""
    if one.fact.passage is None or one.fact.source != "narrative":
        return ""
    section = inquiry.desk.shelf.passage(one.record.id, one.fact.passage).passage.section
    matches = (_SECTION.match(title) for title in section if "经费情况说明" in title)
    return next((match[1] for match in matches if match), "")


def member_name(inquiry: Inquiry, one: Candidate) -> str | None:
    """What a member is called where its row alone does not say it; None where it does."""
    fact = one.fact
    if fact.measure == "得分" and fact.subject and one.table is not None:
        return fact.subject
    if "总预算" in fact.item:
        return section_name(inquiry, one) or None
    if one.table is not None and one.table.kind in _KINDS and len(fact.row) > 1:
        return f"{fact.row[-1]}（{'，'.join(fact.row[:-1])}）"
    return None
