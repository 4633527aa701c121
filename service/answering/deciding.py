"""Which way a question is answered: the ways are tried in the order in which they are sure.

Every way returns an Outcome or None ("not mine"); the first that answers wins. A way that finds
figures must also cover the question's unexplained words, or it is not the answer.
"""

from __future__ import annotations

import re

from service.answering.agreement import answer_agreement
from service.answering.columns import with_columns
from service.answering.combining import answer_combined
from service.answering.completing import completed
from service.answering.declared import answer_declared
from service.answering.definitions import answer_contents, answer_definition
from service.answering.draft import Draft
from service.answering.explained import explained
from service.answering.inquiry import Inquiry
from service.answering.meaning import answer_meant
from service.answering.members import answer_conditioned, answer_members
from service.answering.naming import with_mentions
from service.answering.outcome import Outcome
from service.answering.planning import of_total, plan_asks
from service.answering.prose import answer_prose
from service.answering.ranking import answer_ranking
from service.answering.reasons import answer_reason
from service.answering.sentence_figures import answer_from_sentences
from service.answering.sought import asks_meaning, question_kind
from service.answering.stray_totals import without_stray_totals
from service.answering.topics import answer_topic
from service.answering.totals import default_mentions, every_name
from service.answering.tracing import answer_trace, names_amount
from service.answering.unprinted import (
    only_budget_held,
    unexplained_term,
    unprinted_measure,
    unprinted_reason,
)
from service.answering.values import answer_values
from service.answering.years import answer_years
from service.answering.yesno import answer_yesno
from service.understanding.query import Mention, Query


def decide(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The answer's words and status, None when nothing that is held answers."""
    query = inquiry.query
    if (query.asks("trace") and query.numbers) or names_amount(query):
        traced = answer_trace(inquiry, draft)
        if traced is not None or not _names_code(query):
            return traced
    inquiry = with_columns(with_mentions(without_stray_totals(inquiry)))
    mentions = inquiry.query.mentions or inquiry.query.inherited_mentions
    if asks_meaning(query):
        found = answer_contents(inquiry, draft) or answer_definition(inquiry, draft)
        if found is not None:
            return found
        if mentions and not _asks_figure(query):
            return answer_prose(inquiry, draft, "define") or unexplained_term(mentions)
    budget_only = only_budget_held(inquiry)
    if budget_only is not None:
        return budget_only
    if query.asks("why"):
        return _reason(inquiry, mentions or _meant_total(inquiry), draft)
    found = answer_conditioned(inquiry, draft) or answer_topic(inquiry, draft)
    if found is not None:
        return found
    if query.asks("rank"):
        # One member's figure, or the whole's, is no answer to which of them is the largest.
        return answer_ranking(inquiry, inquiry.narrowed(plan_asks(inquiry)), draft) or answer_prose(
            inquiry, draft
        )
    return _figures_or_prose(inquiry, draft)


def _reason(inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft) -> Outcome | None:
    return (
        answer_reason(inquiry, mentions, draft)
        or _reason_of_total(inquiry, mentions, draft)
        or answer_prose(inquiry, draft, "why")
        or answer_meant(inquiry, draft)
        or unprinted_reason(inquiry, mentions, draft)
    )


def _meant_total(inquiry: Inquiry) -> tuple[Mention, ...]:
    """The report's total, unless words stand in the question that name something else."""
    return () if inquiry.query.residual else every_name(inquiry)


def _reason_of_total(
    inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft
) -> Outcome | None:
    """ "一般公共预算财政拨款小于年初预算": a part of the money stands for its total."""
    if inquiry.query.base is None or not all(mention.scope for mention in mentions):
        return None
    return answer_reason(inquiry, default_mentions(inquiry), draft, strictly=True)


def _asks_figure(query: Query) -> bool:
    """ "办公费决算数是什么": a figure's name rather than a term's meaning is asked for."""
    return bool(query.measures or query.base or query.scopes or query.tables) or _names_code(query)


def _names_code(query: Query) -> bool:
    """ "2080505是哪一项": no amount that is traced and no term that is explained."""
    return any(mention.kind == "code" for mention in query.mentions)


def _figures_or_prose(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    wants_prose = question_kind(inquiry) in {
        "who",
        "which",
        "when",
        "where",
        "list",
        "remedy",
        "how",
    }
    asks = [of_total(inquiry, ask) for ask in inquiry.narrowed(plan_asks(inquiry))]
    if query_lists(inquiry.query):
        return answer_members(inquiry, draft) or answer_prose(inquiry, draft)
    if query_lists_parts(inquiry.query):
        found = answer_definition(inquiry, draft)
        if found is not None:
            return found
    if wants_prose and not _plain_value(inquiry):
        found = answer_prose(inquiry, draft)
        if found is not None:
            return found
    if asks and explained(inquiry, asks):
        for way in (answer_agreement, answer_yesno, answer_combined, answer_years, answer_values):
            found = way(inquiry, asks, draft)
            if found is not None:
                return completed(inquiry, found, draft)
    found = None if wants_prose else answer_declared(inquiry, asks, draft)
    if found is not None:
        return found
    apart = inquiry.desk.vocabulary.separate_scopes
    narrowed = any(a.scope or a.mention.scope in apart for a in asks)
    if asks and not wants_prose and (inquiry.desk.scope.before or narrowed):
        # Sentences mention the year before, or the item beside a scope; they do not give its figure.
        return unprinted_measure(inquiry, asks)
    return (
        answer_from_sentences(inquiry, draft)
        or answer_prose(inquiry, draft)
        or answer_meant(inquiry, draft)
        or unprinted_measure(inquiry, asks)
    )


def query_lists(query: Query) -> bool:
    """Whether a list of projects is asked for."""
    return query.asks("list") and not query.residual and "项目" in query.plain


_PARTS = re.compile(r"(包括|包含|含)(哪些|什么|哪几)|(由哪些|有哪些)(组成|构成)")


def query_lists_parts(query: Query) -> bool:
    """ "三公经费包括哪些": what a term covers, which the glossary says."""
    return bool(query.mentions) and not query.residual and bool(_PARTS.search(query.plain))


def _plain_value(inquiry: Inquiry) -> bool:
    """ "预算执行情况怎么样": a measure was asked for by name."""
    return bool(inquiry.query.measures) and not inquiry.query.residual
