"""Which way a question is answered: the ways are tried in the order in which they are sure.

Every way returns an Outcome or None ("not mine"); the first that answers wins. A way that finds
figures must also cover the question's unexplained words, or it is not the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.agreement import answer_agreement
from service.answering.asks import Ask, plan
from service.answering.candidates import Candidate
from service.answering.combining import answer_combined
from service.answering.definitions import answer_definition
from service.answering.draft import Draft
from service.answering.evidence import parts, word_coverage
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.projects import with_project
from service.answering.prose import answer_prose, classified, question_kind
from service.answering.ranking import answer_members, answer_ranking
from service.answering.reasons import answer_reason
from service.answering.sentence_figures import answer_from_sentences
from service.answering.stray_totals import without_stray_totals
from service.answering.topics import answer_topic
from service.answering.totals import default_mentions, scope_totals
from service.answering.tracing import answer_trace, names_amount
from service.answering.unprinted import (
    only_budget_held,
    unexplained_term,
    unprinted_measure,
    unprinted_reason,
)
from service.answering.values import answer_values
from service.answering.yesno import answer_yesno
from service.understanding.compounds import compound_mentions
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon
from service.understanding.matching import LabelMatch
from service.understanding.query import Mention, Query
from service.understanding.segmentation import Token
from service.understanding.stretches import fuzzy_mentions

COVERED = 0.75
"""Share of the unexplained words that the figures' own words must hold."""


def decide(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The answer's words and status, None when nothing that is held answers."""
    query = inquiry.query
    if query.asks("trace") or names_amount(query):
        return answer_trace(inquiry, draft)
    inquiry = with_mentions(without_stray_totals(inquiry))
    mentions = inquiry.query.mentions or inquiry.query.inherited_mentions
    if query.asks("define") and not query.asks("why") and not _AMOUNT.search(query.plain):
        found = answer_definition(inquiry, draft)
        if found is not None:
            return found
        if mentions and not _asks_figure(query):
            return answer_prose(inquiry, draft, "define") or unexplained_term(mentions)
    budget_only = only_budget_held(inquiry)
    if budget_only is not None:
        return budget_only
    if query.asks("why"):
        return _reason(inquiry, mentions or default_mentions(inquiry), draft)
    found = answer_topic(inquiry, draft)
    if found is not None:
        return found
    if query.asks("rank"):
        # One member's figure, or the whole's, is no answer to which of them is the largest.
        return answer_ranking(inquiry, draft) or answer_prose(inquiry, draft)
    return _figures_or_prose(inquiry, draft)


_AMOUNT = re.compile(r"\b(?:amount|figure|how much)\b")
"""What makes "what is the …" a question for a figure."""


def _reason(inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft) -> Outcome | None:
    return (
        answer_reason(inquiry, mentions, draft)
        or _reason_of_total(inquiry, mentions, draft)
        or answer_prose(inquiry, draft, "why")
        or unprinted_reason(inquiry, mentions)
    )


def _reason_of_total(
    inquiry: Inquiry, mentions: tuple[Mention, ...], draft: Draft
) -> Outcome | None:
    """ "一般公共预算财政拨款小于年初预算": a part of the money stands for its total."""
    if inquiry.query.base is None or not all(mention.scope for mention in mentions):
        return None
    return answer_reason(inquiry, default_mentions(inquiry), draft, strictly=True)


def _asks_figure(query: Query) -> bool:
    """ "办公费决算数是什么": a figure's name rather than a term's meaning is asked for."""
    return bool(query.measures or query.base or query.scopes or query.tables)


def _figures_or_prose(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    wants_prose = question_kind(inquiry) in {"who", "where", "list", "how"}
    asks = [_of_total(inquiry, ask) for ask in inquiry.narrowed(plan_asks(inquiry))]
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
    if asks and _explained(inquiry, asks):
        for way in (answer_agreement, answer_yesno, answer_combined, answer_values):
            found = way(inquiry, asks, draft)
            if found is not None:
                return found
    if asks and not wants_prose and (inquiry.desk.scope.before or any(a.scope for a in asks)):
        # Sentences mention the year before, or the item beside a scope; they do not give its figure.
        return unprinted_measure(inquiry, asks)
    return (
        answer_from_sentences(inquiry, draft)
        or answer_prose(inquiry, draft)
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


def plan_asks(inquiry: Inquiry) -> list[Ask]:
    """The asks, with the report's totals for a question that names no item."""
    query = inquiry.query
    if not query.mentions and not query.inherited_mentions:
        if query.residual:
            return []
        scopes = query.scopes
        totals = scope_totals(inquiry, scopes[0]) if scopes else default_mentions(inquiry)
        if not totals:
            return []
        query = replace(query, inherited_mentions=totals)
    asks = plan(query, inquiry.desk.vocabulary)
    return [_scoped(inquiry, ask) for ask in _with_involved(inquiry, asks)]


_INVOLVED = re.compile(r"涉及|资金|金额")


def _with_involved(inquiry: Inquiry, asks: list[Ask]) -> list[Ask]:
    """ "A 的项目几个、涉及多少资金": the amount has a name of its own, "A 的项目涉及……"."""
    if not _INVOLVED.search(inquiry.query.plain):
        return asks
    lexicon = inquiry.desk.lexicon
    found: list[Ask] = []
    for ask in asks:
        own = {lexicon.label_key[i] for i in ask.mention.labels if i in lexicon.label_key}
        heads = tuple(f"{name}涉及" for name in own if name.endswith("项目"))
        labels = [i for i, form in lexicon.label_key.items() if heads and form.startswith(heads)]
        if not labels or ask.measure is None or ask.measure.kind == "count":
            found.append(ask)
        if labels:
            found.append(Ask(replace(ask.mention, labels=tuple(labels))))
    return list(dict.fromkeys(found))


def _of_total(inquiry: Inquiry, ask: Ask) -> Ask:
    """ "项目支出预算" where 项目支出 is no row but a column: that column of the total."""
    scope = ask.mention.scope
    if scope is None or ask.scope or ask.against or inquiry.candidates(ask.mention):
        return ask
    totals = scope_totals(inquiry, scope)
    return replace(ask, mention=totals[0], scope=scope) if totals else ask


def _scoped(inquiry: Inquiry, ask: Ask) -> Ask:
    """A scope that is said by a word that is no item ("政府性基金的……")."""
    named = {mention.scope for mention in inquiry.query.mentions}
    for scope in inquiry.query.scopes:
        if scope in named or scope == ask.mention.scope:
            continue
        separate = scope in inquiry.desk.vocabulary.separate_scopes
        if separate or inquiry.has_scope(ask.mention, scope):
            return replace(ask, scope=scope)
    return ask


def with_mentions(inquiry: Inquiry) -> Inquiry:
    """Resembling labels for words that no label holds, in place of the weaker reads inside them."""
    query = inquiry.query
    lexicon = inquiry.desk.lexicon
    fuzzy = [m for m in fuzzy_mentions(query, lexicon) if _better(m, query, lexicon)]
    kept = [m for m in query.mentions if not any(_inside(m, f) or _cut(m, f) for f in fuzzy)]
    nested = _nested(inquiry)
    found = tuple(sorted([*kept, *fuzzy], key=lambda m: (m.clause, m.start)))
    mentions = nested or compound_mentions(query, found, lexicon)
    residual = tuple(w for w in query.residual if not any(w in f.text for f in fuzzy))
    changed = _without_inner_words(replace(query, mentions=mentions, residual=residual), fuzzy)
    changed = with_project(inquiry, changed)
    return Inquiry(changed, inquiry.context, inquiry.desk)


def _better(fuzzy: Mention, query: Query, lexicon: Lexicon) -> bool:
    """A resemblance must not push out a name that was typed exactly, unless with a slip beside it."""
    exact = [m for m in query.mentions if m.kind in {"exact", "code"} and _inside(m, fuzzy)]
    names = [lexicon.label_key[label] for label in fuzzy.labels]
    longer = fuzzy.kind == "typo" and all(m.text in name for m in exact for name in names)
    return longer or not exact


def _without_inner_words(query: Query, fuzzy: list[Mention]) -> Query:
    """预算 within a misspelt name asks for no measure, 财政拨款 for no scope."""
    slips = [m for m in fuzzy if m.kind == "typo"]
    if not slips:
        return query
    tokens = tuple(t for t in query.tokens if not any(_holds(slip, t) for slip in slips))
    measures, scopes = {t.roles.measure for t in tokens}, {t.roles.scope for t in tokens}
    return replace(
        query,
        tokens=tokens,
        measures=tuple(m for m in query.measures if m in measures),
        scopes=tuple(s for s in query.scopes if s in scopes),
    )


def _holds(mention: Mention, token: Token) -> bool:
    same = mention.clause == token.clause
    return same and mention.start <= token.start and token.end <= mention.end


def _cut(mention: Mention, fuzzy: Mention) -> bool:
    """A weak name that reaches into a misspelt one was read out of its letters."""
    return fuzzy.kind == "typo" and mention.kind in {"alias", "stem"} and mention.overlaps(fuzzy)


def _inside(inner: Mention, outer: Mention) -> bool:
    return inner.clause == outer.clause and outer.start <= inner.start and inner.end <= outer.end


def _nested(inquiry: Inquiry) -> tuple[Mention, ...]:
    """ "其中货物部分呢": the part of the item before that is called so."""
    query = inquiry.query
    if not query.nested or not query.inherited_mentions:
        return ()
    lexicon = inquiry.desk.lexicon
    parents = {
        lexicon.label_key[label]
        for mention in query.inherited_mentions
        for label in mention.labels
        if label in lexicon.label_key
    }
    said = [m.text for m in query.mentions] or list(query.residual)
    found: list[LabelMatch] = []
    for text in said:
        for label, form in lexicon.label_key.items():
            if text in form and form != text:
                found.append(LabelMatch(label, len(text) / len(form)))
    labels = [
        match.label
        for match in sorted(found, key=lambda match: -match.score)
        if _below(inquiry, match.label, parents)
    ]
    if not labels:
        return ()
    return (Mention(said[0], "fuzzy", tuple(labels[:1]), 0.8, 0, 0),)


def _below(inquiry: Inquiry, label: int, parents: set[str]) -> bool:
    facts = inquiry.desk.shelf.facts_by_label([label], inquiry.desk.scope.ids)
    return any(key(parent) in parents for s in facts for parent in s.fact.row[:-1])


def _explained(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """Whether the figures' own words hold what no slot of the question explains."""
    words = inquiry.query.residual
    if not words:
        return True
    if _counts_other(inquiry, asks):
        return False
    evidence = "".join(
        _fact_words(inquiry, reading.main)
        for ask in asks
        for reading in inquiry.select(ask).readings[:3]
    )
    split = [part for word in words for part in parts(key(word))]
    return word_coverage(split, evidence) >= COVERED


_COUNTED = re.compile(r"(?:多少|几)([项件家户人名位辆台套次批头亩])(?!百分)")


def _counts_other(inquiry: Inquiry, asks: list[Ask]) -> bool:
    """ "某窗口梳理了多少项政策": the item's own count is of windows, not of what is asked."""
    match = _COUNTED.search(inquiry.query.plain)
    mains = [r.main.fact for ask in asks for r in inquiry.select(ask).readings[:3]]
    units = {fact.unit or "" for fact in mains if fact.measure == "数量"}
    if match is None or not units:
        return False
    return not any(classified(match[1], unit) for unit in units)


def _fact_words(inquiry: Inquiry, one: Candidate) -> str:
    fact = one.fact
    text = "".join((*fact.row, *fact.column, fact.item, fact.subject or "", fact.measure))
    title = one.table.title if one.table else ""
    sentence = ""
    if fact.passage is not None and fact.start is not None:
        passage = inquiry.desk.shelf.passage(one.record.id, fact.passage).passage
        opening = max(passage.text.rfind(mark, 0, fact.start) for mark in "。；;") + 1
        sentence = re.split(r"[。；;]", passage.text[opening:], maxsplit=1)[0]
    return key(text + title + sentence)
