"""Two items named in a row may be one: "服务采购里给中小企业的" is 服务采购授予中小企业….

The label that holds both names in their order is meant, if there is one. Names that are listed
(和) or held against each other (占, 比) stay two.
"""

from __future__ import annotations

from service.understanding.lexicon import Lexicon
from service.understanding.query import Mention, Query


def compound_mentions(
    query: Query, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """The mentions, neighbours joined where one label holds both of them."""
    result: list[Mention] = []
    for mention in mentions:
        joined = _joined(query, result[-1], mention, lexicon) if result else None
        if joined is None:
            result.append(mention)
        else:
            result[-1] = joined
    return tuple(result)


def _joined(query: Query, first: Mention, second: Mention, lexicon: Lexicon) -> Mention | None:
    exact = first.kind == second.kind == "exact"
    if exact or second.scope or first.code or second.code or not query.adjacent(first, second):
        return None
    labels = tuple(
        label
        for label, form in lexicon.label_key.items()
        if 0 <= form.find(first.text) < form.find(second.text)
    )
    if not labels:
        return None
    shortest = min(len(lexicon.label_key[label]) for label in labels)
    best = tuple(label for label in labels if len(lexicon.label_key[label]) == shortest)
    text = query.clauses[first.clause][first.start : second.end]
    return Mention(text, "fuzzy", best, 0.8, first.clause, first.start)
