"""Whom and which year a question is about, among the reports held.

The outcome is a ``Scope`` (reports to look in, the years asked) or a ``Missing`` that names what is
not held. Nothing here reads a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.records import ReportRecord
from service.types import Context
from service.understanding.keys import key
from service.understanding.query import Query

_YEAR_BEFORE = frozenset({"上年", "上年度", "上一年", "上一年度"})
"""The year before the report's; "去年" is the year before today, or the one report held."""


@dataclass(frozen=True, slots=True)
class Scope:
    """``reports`` to look in; ``years`` asked for, () for each report's own.

    ``before`` holds reports whose printed changes lead to the year before, when only that was
    asked. ``said`` tells what was assumed and has to be said in the answer.
    """

    reports: tuple[ReportRecord, ...]
    years: tuple[int, ...] = ()
    before: bool = False
    named: bool = False
    said: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Report ids."""
        return tuple(report.id for report in self.reports)

    def record(self, report_id: str) -> ReportRecord:
        """The record of one of them."""
        return next(report for report in self.reports if report.id == report_id)


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked for and is not held."""

    what: Literal["entity", "year", "report"]
    asked: str
    entity: str | None = None


def resolve_scope(
    query: Query,
    context: Context,
    records: Sequence[ReportRecord],
    this_year: int,
    report: str | None = None,
) -> Scope | Missing:
    """The reports and years that question and context name together."""
    chosen = report or context.report
    if chosen and not query.entities:
        records = [r for r in records if r.id == chosen] or records
    missing = _foreign_entity(query, records)
    if missing:
        return missing
    held, named = _by_entity(query, context, records)
    return _by_year(query, context, held, named, this_year)


def _by_entity(
    query: Query, context: Context, records: Sequence[ReportRecord]
) -> tuple[tuple[ReportRecord, ...], bool]:
    ids = {report_id for group in query.entities for report_id in group}
    if ids:
        return tuple(r for r in records if r.id in ids), True
    if context.entity:
        wanted = key(context.entity)
        same = tuple(
            r for r in records if wanted in {key(name) for name in (r.entity, *r.short_names)}
        )
        if same:
            return same, True
    return tuple(records), False


def _by_year(
    query: Query,
    context: Context,
    held: tuple[ReportRecord, ...],
    named: bool,
    this_year: int,
) -> Scope | Missing:
    years, said = _asked_years(query, context, held, this_year)
    several = len(query.entities) > 1  # "和……比呢": each in its own year
    if not years and not query.years and not several and context.year in {r.year for r in held}:
        years = (context.year,) if context.year else ()
    if not years:
        return Scope(held, (), named=named)
    inside = tuple(r for r in held if r.year in years)
    if inside:
        return Scope(inside, years, named=named, said=said)
    after = tuple(r for r in held if r.year is not None and r.year - 1 in years)
    if after:
        return Scope(after, years, before=True, named=named, said=said)
    entity = held[0].entity if held and len({r.entity for r in held}) == 1 else None
    return Missing("year", "、".join(f"{year}年" for year in years), entity)


def _asked_years(
    query: Query, context: Context, held: Sequence[ReportRecord], this_year: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Years named or meant; a year that only serves a comparison ("比2022年") is none."""
    named = tuple(year for year in query.years if not _compared(query, year))
    if named and set(query.years) <= {r.year for r in held}:
        named = query.years
    if named or not query.relative_years or query.base == "上年":
        return named, ()
    known = sorted({r.year for r in held if r.year is not None})
    if not known:
        return (), ()
    word = query.relative_years[0]
    if word in {"近两年", "近三年", "历年"}:
        return tuple(known), ()
    newest = context.year if context.year in known else known[-1]
    if word in _YEAR_BEFORE:
        return (newest - 1,), ()
    back = {"前年": 2, "今年": 0, "本年度": 0, "当年": 0, "this year": 0}.get(word, 1)
    if context.year is not None and not query.mentions:
        return (context.year - back,), ()  # "去年呢" goes on from the year that was spoken of
    wanted = this_year - back
    year = wanted if wanted in known else (newest if back < 2 else newest - 1)
    return (year,), (f"“{word}”按已收录的{year}年度报告理解",)


def _compared(query: Query, year: int) -> bool:
    pattern = rf"(比|较|与|同|和|跟|than|compared (?:with|to))\s*{year}\s*(年度|年)?(相比|比|的)?"
    return (
        re.search(pattern, query.plain) is not None
        and len(query.years) <= 2
        and ("哪" not in query.plain)
    )


_CJK_RUN = re.compile(r"[\u4e00-\u9fff]+$")


def _foreign_entity(query: Query, records: Iterable[ReportRecord]) -> Missing | None:
    """A place or organisation in front of a held short name that is not in its full name.

    "东城区教育局" is not the 教育局 of another district, though its short name fits.
    """
    by_id = {r.id: r for r in records}
    for before, token in zip(query.tokens, query.tokens[1:], strict=False):
        if not token.roles.entity or token.roles.labels or before.clause != token.clause:
            continue
        match = _CJK_RUN.search(before.text)
        if before.kind != "unknown" or not match:
            continue
        qualifier = match.group()
        names = [by_id[i].entity for i in token.roles.entity if i in by_id]
        if names and not any(qualifier in name for name in names):
            return Missing("entity", qualifier + token.text)
    return None
