"""A slot that a person changed outranks the words of the question that filled it.

The chat shows the slots understood; changing one asks the same question again with the context
``{"year": 2022, …, "edited": ["year"]}``. What the question says of an edited slot is set aside and
the slot is read in its place; an emptied slot is open, as if the question had not named it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.types import Context
from service.understanding.entities import with_entities
from service.understanding.followups import slot_mentions
from service.understanding.lexicon import Lexicon, ReportLike, Roles
from service.understanding.query import Query
from service.understanding.reading import read_question
from service.understanding.segmentation import Token
from service.understanding.vocabulary import Vocabulary


def with_edits(
    query: Query,
    context: Context,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    reports: Sequence[ReportLike],
) -> Query:
    """The query with each edited slot taken from the context instead of from its words."""
    for slot in context.edited:
        match slot:
            case "entity":
                query = _entity(query, context.entity, lexicon, vocabulary, reports)
            case "year":
                years = (context.year,) if context.year else ()
                query = replace(query, years=years, relative_years=())
            case "item":
                query = _item(query, context, lexicon, vocabulary)
            case "measure":
                query = _measure(query, context.measure, lexicon, vocabulary)
            case "basis":
                query = _basis(query, context.basis, lexicon, vocabulary)
    return query


def unheld_entity(query: Query, context: Context) -> str | None:
    """The entity that a person wrote into the slot, where no report held is of it."""
    wanted = context.entity if "entity" in context.edited else None
    return wanted if wanted and not query.entities else None


def _entity(
    query: Query,
    name: str | None,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    reports: Sequence[ReportLike],
) -> Query:
    """Unknown words right before a name belong to it: "东城区教育局"."""
    tokens = query.tokens
    gone = {
        index
        for index, token in enumerate(tokens)
        if _is_entity(token)
        or (token.kind == "unknown" and any(map(_is_entity, tokens[index + 1 : index + 2])))
    }
    words = {tokens[index].text for index in gone}
    named: tuple[tuple[str, ...], ...] = ()
    if name:
        ids = tuple(r.id for r in reports if name in {r.entity, *r.short_names})
        read = with_entities(read_question(name, lexicon, vocabulary), reports)
        named = (ids,) if ids else read.entities
    return replace(
        query,
        tokens=tuple(token for index, token in enumerate(tokens) if index not in gone),
        residual=tuple(word for word in query.residual if word not in words),
        entities=named,
    )


def _is_entity(token: Token) -> bool:
    return bool(token.roles.entity) and not token.roles.labels


def _item(query: Query, context: Context, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    """What no label holds has to be found in the evidence, as unexplained words always do."""
    mentions = slot_mentions(context, lexicon, vocabulary)
    return replace(
        _without(query, lambda roles: roles.names_item),
        mentions=mentions,
        inherited_mentions=(),
        residual=(context.item,) if context.item and not mentions else (),
        nested=False,
    )


def _measure(query: Query, name: str | None, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    read = read_question(name, lexicon, vocabulary) if name else None
    measures = (name,) if name in vocabulary.measures else read.measures if read else ()
    return replace(
        _without(query, lambda roles: bool(roles.measure and not roles.labels)),
        measures=measures,
        inherited_measures=measures,
        base=read.base if read else None,
    )


def _basis(query: Query, name: str | None, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    """ "行政运行的基本支出": the words for the old scope are no item beside the item."""
    scopes = read_question(name, lexicon, vocabulary).scopes if name else ()
    items = tuple(mention for mention in query.mentions if mention.scope is None)
    alone = tuple(replace(mention, scope=None) for mention in query.mentions)
    return replace(query, scopes=scopes, mentions=items or alone)


def _without(query: Query, has: Callable[[Roles], bool]) -> Query:
    """Without the phrases whose slot is taken from elsewhere."""
    return replace(query, tokens=tuple(token for token in query.tokens if not has(token.roles)))
