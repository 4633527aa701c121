"""Which items a question names once the reports are at hand: words that no label holds as typed take
the labels they resemble, and parts of the item before are found below it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.inquiry import Inquiry
from service.answering.projects import with_project
from service.understanding.compounds import compound_mentions
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon
from service.understanding.matching import LabelMatch
from service.understanding.query import Mention, Query
from service.understanding.segmentation import Token
from service.understanding.stretches import fuzzy_mentions


def with_mentions(inquiry: Inquiry) -> Inquiry:
    """Resembling labels for words that no label holds, in place of the weaker reads inside them."""
    query = inquiry.query
    lexicon = inquiry.desk.lexicon
    fuzzy = [m for m in fuzzy_mentions(query, lexicon) if _better(m, query, lexicon)]
    aside = _aside(query)
    if aside:
        query, fuzzy = replace(query, mentions=aside, residual=()), []
    kept = [m for m in query.mentions if not any(_inside(m, f) or _cut(m, f) for f in fuzzy)]
    nested = _nested(inquiry)
    found = tuple(sorted([*kept, *fuzzy], key=lambda m: (m.clause, m.start)))
    mentions = nested or compound_mentions(query, found, lexicon)
    residual = tuple(w for w in query.residual if not any(w in f.text for f in fuzzy))
    changed = _without_inner_words(replace(query, mentions=mentions, residual=residual), fuzzy)
    changed = with_project(inquiry, changed)
    return Inquiry(changed, inquiry.context, inquiry.desk)


_ASIDE = re.compile(r"[（(]([^（()）]{3,})[)）]")


def _aside(query: Query) -> tuple[Mention, ...]:
    """ "给街上点灯的钱（路灯电费）": the name in brackets is the item, what it explains is none."""
    names = {key(text) for text in _ASIDE.findall(query.question)}
    exact = [m for m in query.mentions if m.kind == "exact" and m.text in names and not m.scope]
    others = [m for m in query.mentions if m not in exact and not m.scope and m.kind == "exact"]
    return (
        () if others else tuple(m for m in query.mentions if m in exact or m.scope) if exact else ()
    )


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
