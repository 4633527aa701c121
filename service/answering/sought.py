"""What a quotation has to hold: the words of the question, the look of an answer of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from service.answering.classifiers import classifier_of
from service.answering.inquiry import Inquiry
from service.understanding.keys import key
from service.understanding.lexicon import Roles
from service.understanding.query import Query
from service.understanding.segmentation import Token
from service.understanding.vocabulary import load

KINDS = ("why", "define", "who", "when", "where", "list", "remedy", "how")


def content_words(inquiry: Inquiry) -> tuple[str, ...]:
    """What an answering sentence has to hold: the items named and all that no slot explains."""
    query = inquiry.query
    words = [mention.text for mention in query.mentions]
    words += [word for word in query.residual if word not in words]
    words += [t.text for t in query.tokens if t.kind == "number" and len(t.text) > 1]
    words += [t.text for t in query.tokens if _unspent(t) or _counted_noun(t)]
    words += [pair for pair in _loose_pairs(query.tokens) if not any(pair in w for w in words)]
    if inquiry.desk.scope.before:
        words += [str(year) for year in inquiry.desk.scope.years]
    if not words:
        words = [t.text for t in query.tokens if t.roles.measure and len(t.text) > 2]
    if set(words) <= set(query.months):
        return ()  # a date is no answer to what was spent in its month
    return tuple(dict.fromkeys(word for word in words if word.strip()))


_BOUND = frozenset("的和与及跟同比较在由从给对是为有各把被按了吗呢着过多少几")
"""Characters that make no word with an unknown one beside them."""


def _loose_pairs(tokens: tuple[Token, ...]) -> Iterator[str]:
    """ "投用" of an unknown 投 and the function word 用: no slot's, yet what is asked about."""
    for before, token in pairwise(tokens):
        if before.clause != token.clause or before.end != token.start:
            continue
        kinds = {before.kind == "unknown", token.kind == "unknown"}
        other = token if before.kind == "unknown" else before
        single = len(before.text) == len(token.text) == 1
        joins = other.roles == Roles(function=True) and other.text not in _BOUND
        if single and joins and kinds == {True, False}:
            yield before.text + token.text


def _unspent(token: Token) -> bool:
    """A colloquial name that became no item still says what the question is about."""
    roles = token.roles
    return roles.alias is not None and not (roles.function or roles.measure or roles.operation)


_INTERROGATIVE = re.compile(r"多少|几|多久|多长|how many")


def _counted_noun(token: Token) -> bool:
    """ "人数" of "编制人数多少人": what is counted, not how it is asked."""
    return token.roles.measure == "数量" and _INTERROGATIVE.search(token.text) is None


_AMOUNT = re.compile(r"\b(?:amount|figure|how much)\b")
"""What makes "what is the …" a question for a figure."""

_NOUN_AFTER = re.compile(
    r"是(?:什么|啥)(?!意思|含义|概念|东西|定义)[\u4e00-\u9fff]{0,5}?[^\s呢吗啊呀嘛的吧,。?!;]"
)
"""Asks which one, not what it means: "是什么车", "是什么级别的部门"."""


def asks_meaning(query: Query) -> bool:
    """Whether the meaning of a term is asked for."""
    if not query.asks("define") or query.asks("why"):
        return False
    return not (_AMOUNT.search(query.plain) or _NOUN_AFTER.search(query.plain))


def question_kind(inquiry: Inquiry) -> str:
    """Which kind of prose is asked for; "number" for how many, "any" without a cue."""
    query = inquiry.query
    meaning = not query.measures and asks_meaning(query)
    for kind in KINDS:
        if query.asks(kind) and (kind != "define" or meaning):
            return kind
    if query.asks("define") and _NOUN_AFTER.search(query.plain):
        return "which"
    counting = re.search(r"几|多少|how many|多长|多久|多大", inquiry.query.plain)
    return "number" if counting else "any"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a quotation must hold: words, the look of an answer, a number with its classifier.

    ``unexplained`` are those that no item name accounts for: they may not all be missing. Where a
    ``measure`` is asked for, the sentence speaks of it and names one of the ``items`` in full.
    ``roles`` in which somebody is asked for ("施工") stand in it.
    """

    words: tuple[str, ...]
    kind: str
    counted: re.Pattern[str] | None = None
    unexplained: tuple[str, ...] = ()
    measure: re.Pattern[str] | None = None
    items: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def roles(inquiry: Inquiry) -> tuple[str, ...]:
    """In which role somebody is asked for: a sentence on the work does not name its builder."""
    words = load("cues.toml")["roles"]["words"] if inquiry.query.asks("who") else ()
    return tuple(word for word in words if word in inquiry.query.plain)


def measured(inquiry: Inquiry) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """How a sentence speaks of the measure asked for, and the items as they were typed.

    The reason of a change speaks of what the change is held against.
    """
    query, cues = inquiry.query, load("cues.toml")["measures"]
    if query.asks("why"):
        base = load("cues.toml")["bases"].get(query.base or "")
        return (re.compile(base) if base else None), ()
    measures = query.measures or query.inherited_measures
    if not measures or not query.mentions or any(query.asks(kind) for kind in KINDS):
        return None, ()
    if classifier_of(query.plain) is not None:
        return None, ()  # a number of its own kind is asked for
    kinds = [inquiry.desk.vocabulary.measures[name].kind for name in measures]
    patterns = [cues[kind] for kind in kinds if kind in cues]
    items = tuple(key(m.text) for m in query.mentions if m.kind in {"exact", "context"})
    return (re.compile("|".join(patterns)), items) if patterns else (None, ())
