"""Many reports and none of them named: who is meant is asked, not answered for everybody.

Of a few reports each gets its answer. Beyond that an answer for each is no answer, and one of
hundreds picked is a wrong one; so the question goes back with departments to choose from, unless
what it asks for is printed in a few of the reports alone. A ranking, a figure to be traced and a
definition are asked of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.records import ReportRecord
from service.answering.inquiry import Inquiry
from service.answering.naming import with_mentions
from service.answering.outcome import Outcome
from service.answering.scope import Scope
from service.answering.topics import asked_topic
from service.understanding.query import Query

MOST = 20
"""Reports that are answered for one by one."""

CHOICES = 6
HITS = 24
NEAREST = 4
"""Where no item is named, the passages found first say which reports to read: so many of them."""

_OF_ALL = frozenset({"rank", "trace", "define"})


def narrowed(inquiry: Inquiry) -> Scope | Outcome:
    """The scope, no larger than can be answered for; or the question back, with choices."""
    scope, query = inquiry.desk.scope, inquiry.query
    if len(scope.reports) <= MOST or _OF_ALL & query.operations or _asks_number(query):
        return scope
    holders = _holders(inquiry)
    inside = tuple(r for r in scope.reports if r.id in holders)
    if len(inside) <= MOST:
        return replace(scope, reports=inside) if inside else scope
    return _which(query, inside)


def _asks_number(query: Query) -> bool:
    """A bare figure is looked for everywhere."""
    return len(query.tokens) == 1 and query.tokens[0].kind == "number"


def _holders(inquiry: Inquiry) -> frozenset[str]:
    """The reports that print all the items named; else those whose passages come first."""
    shelf, scope = inquiry.desk.shelf, inquiry.desk.scope
    query = with_mentions(inquiry).query
    mentions = query.mentions or query.inherited_mentions
    found: frozenset[str] | None = None
    for mention in mentions:
        held = shelf.reports_with(mention.labels, mention.code)
        both = held if found is None else held & found
        found = both or found
    if found:
        return found
    if not query.residual or asked_topic(inquiry) is not None:
        return frozenset(scope.ids)
    hits = shelf.search(query.plain, HITS, scope.ids)
    return frozenset(list(dict.fromkeys(hit.report for hit in hits))[:NEAREST])


def _which(query: Query, reports: Sequence[ReportRecord]) -> Outcome:
    newest = sorted(reports, key=lambda report: -(report.year or 0))
    choices = {
        report.entity: f"{report.entity}{f'{report.year}年' if report.year else ''}{query.question}"
        for report in reversed(newest)
    }
    entities = len(choices)
    offered = tuple(list(choices.values())[::-1][:CHOICES])
    if query.english:
        text = (
            f"{len(reports)} reports of {entities} departments could answer this. "
            "Which department and year do you mean?"
        )
    else:
        text = (
            f"已收录的报告中有 {len(reports)} 份（{entities} 个单位）都有相关内容。"
            "请说明要问哪个单位、哪个年度。"
        )
    item = query.mentions[0].text if query.mentions else None
    return Outcome("ambiguous", text, item=item, choices=offered)
