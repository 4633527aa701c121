"""Projects of self-evaluation forms, named by a part of their name."""

from __future__ import annotations

from dataclasses import replace

from service.answering.evidence import parts
from service.answering.inquiry import Inquiry
from service.understanding.keys import key
from service.understanding.query import Mention, Query

_FORM_KINDS = frozenset({"score", "rate", "weight", "target", "achievement"})
_FORM_MEASURES = frozenset({"全年预算数", "执行数"})
_TAILS = ("项目", "的项目", "专项", "项目支出")


def with_project(inquiry: Inquiry, query: Query) -> Query:
    """The query with the one project whose form prints what is asked of it.

    Where no item is named, its unexplained words name the project; where the item named has no such
    figure, its own words do.
    """
    wanted = _wanted(inquiry, query)
    if not wanted:
        return query
    if query.mentions:
        mentions = tuple(_of_form(inquiry, mention, wanted) for mention in query.mentions)
        return replace(query, mentions=mentions)
    labels = _labels(inquiry, [part for word in query.residual for part in parts(key(word))])
    if not query.residual or not labels:
        return query
    text = "".join(query.residual)
    clause = next((i for i, c in enumerate(query.clauses) if query.residual[0] in c), 0)
    start = max(query.clauses[clause].find(query.residual[0]), 0)
    mention = Mention(text, "fuzzy", labels, 0.8, clause, start)
    return replace(query, mentions=(mention,), residual=())


def _wanted(inquiry: Inquiry, query: Query) -> frozenset[str]:
    """The measures of facts that only forms print and the question asks for."""
    measures = (inquiry.desk.vocabulary.measures[name] for name in query.measures)
    asked = [m for m in measures if m.kind in _FORM_KINDS or m.name in _FORM_MEASURES]
    return frozenset(
        fact for m in asked for fact in (m.facts[:1] if m.name in _FORM_MEASURES else m.facts)
    )


def _of_form(inquiry: Inquiry, mention: Mention, wanted: frozenset[str]) -> Mention:
    if mention.scope or mention.code or mention.kind == "context":
        return mention
    printed = inquiry.candidates(mention)
    if any(c.fact.measure in wanted and c.fact.value is not None for c in printed):
        return mention
    text = next((mention.text.removesuffix(t) for t in _TAILS if mention.text.endswith(t)), "")
    labels = _labels(inquiry, parts(text or mention.text))
    return replace(mention, labels=(*labels, *mention.labels)) if labels else mention


def _labels(inquiry: Inquiry, words: list[str] | tuple[str, ...]) -> tuple[int, ...]:
    """Labels of the one project whose name holds all the words, () where none or several do."""
    names = {
        key(head.subject)
        for record in inquiry.desk.scope.reports
        for head in inquiry.desk.shelf.tables(record.id)
        if head.kind == "form" and head.subject and _named(words, key(head.subject))
    }
    return inquiry.desk.lexicon.by_key.get(next(iter(names)), ()) if len(names) == 1 else ()


def _named(words: list[str] | tuple[str, ...], name: str) -> bool:
    return bool(words) and sum(map(len, words)) > 2 and all(word in name for word in words)
