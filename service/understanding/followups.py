"""A follow-up takes what it leaves out from the context; a new subject drops the old one.

The context is the slots as the client sent them back, perhaps edited by a person: each slot is read
like words of a question. Entity and year stay for the whole thread until others are named (that is
``scope``'s part); item, measure, base and scope stay only for a follow-up.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.types import Context
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon
from service.understanding.query import Mention, Query
from service.understanding.reading import read_question
from service.understanding.stretches import fuzzy_mentions
from service.understanding.vocabulary import Vocabulary

_SHAPE = re.compile(
    r"^(占|那|那么|其中|它|该|这|还|再|而|换|按|折合|和|跟|与|and |what about|how about)|呢[?!。]*$"
)
_PART = re.compile(r"^(那|那么)?(其中|里面|当中)|of which")
_TURNING = frozenset({"why", "define", "trace", "where", "when", "who", "list"})


def merge(query: Query, context: Context, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    """The query with what the context adds to it."""
    if context.item is None and context.measure is None:
        return query
    if _names_subject(query) and not _SHAPE.search(query.plain):
        return query
    query = _held_against_body(query, context, lexicon)
    if context.table and not query.tables:
        query = replace(query, tables=(key(context.table),))
    old = slot_mentions(context, lexicon, vocabulary)
    sibling = sibling_mention(query, old, lexicon, vocabulary)
    if sibling is not None:
        return _turn(
            replace(query, mentions=(sibling,), residual=()),
            context,
            old,
            vocabulary.separate_scopes,
        )
    if not query.mentions and not query.residual and _names_total(query):
        return replace(query, inherited_measures=query.measures or _measures(context))
    if not query.mentions and not query.residual:
        before = slot_mentions(replace(context, item=context.previous_item), lexicon, vocabulary)
        return _continue(query, context, old, before)
    return _turn(query, context, old, vocabulary.separate_scopes)


_AGAINST_BODY = re.compile(
    r"^(?:那|那么|再)?(?:和|跟|与|同|比).{2,20}?(?:比|相比|对比|比较|呢)|比一比|对比一下"
)


def _held_against_body(query: Query, context: Context, lexicon: Lexicon) -> Query:
    """ "和审批局比呢": the department spoken of before, and the one that is named now."""
    if not context.entity or not query.entities or not _AGAINST_BODY.search(query.plain):
        return query
    roles = lexicon.phrases.get(key(context.entity))
    before = roles.entity if roles else ()
    if not before or before in query.entities:
        return query
    operations = query.operations | {"compare"}
    return replace(query, entities=(before, *query.entities), operations=operations)


def _names_subject(query: Query) -> bool:
    return bool(query.mentions or query.residual)


_TOTAL = frozenset({"支出", "收入"})


_WHOLE_YEAR = re.compile(r"^(?:[今本去当前全整]年|年内|\d{4}年)度?.{0,2}[一总]?共.{0,2}[花用支]")


def _names_total(query: Query) -> bool:
    """ "那支出呢", "今年一共花了多少": a total of the report, not the item before."""
    said = any(token.text in _TOTAL for token in query.tokens)
    return said or _WHOLE_YEAR.search(query.plain) is not None


def slot_mentions(
    context: Context, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """The context's item slot, read like a question."""
    if not context.item:
        return ()
    read = read_question(context.item, lexicon, vocabulary)
    found = read.mentions or fuzzy_mentions(read, lexicon)
    return tuple(
        replace(m, kind="context" if m.kind == "exact" else m.kind, clause=0, start=0)
        for m in found
    )


_SAID_OF_SIBLING = re.compile(
    r"(?:那么|那|其中|里面|当中)*的?(.{2,8}?)(?:部分|方面|这块|这一块|的)*(?:是?多少)?呢?"
)
_ADDED = re.compile(r"(?:预算|决算|支出|采购|金额)+$")


def sibling_mention(
    query: Query, old: tuple[Mention, ...], lexicon: Lexicon, vocabulary: Vocabulary
) -> Mention | None:
    """ "服务呢" after 政府采购货物支出: the label in which only that word stands for another.

    None where the words name something of their own.
    """
    if len(query.clauses) != 1 or any(m.kind in {"exact", "code"} for m in query.mentions):
        return None
    said = _SAID_OF_SIBLING.fullmatch(query.clauses[0])
    if said is None or said[1] in vocabulary.measure_phrases:
        return None
    words = dict.fromkeys((said[1], _ADDED.sub("", said[1])))
    names = dict.fromkeys(lexicon.label_key.get(i, "") for m in old for i in m.labels)
    for word in words:
        for name in names:
            found = tuple(i for i, form in lexicon.label_key.items() if _beside(form, name, word))
            if found:
                return Mention(word, "exact", found, 1.0, 0, query.clauses[0].find(word))
    return None


_TOTAL_WORD = re.compile(r"(?:总额|金额|合计|总计)$")


def _beside(form: str, name: str, word: str) -> bool:
    """Whether ``form`` is ``name`` with ``word`` in the place of one of the same length, or the
    part of ``name`` that ``word`` says."""
    if len(word) < 2 or word in name:
        return False
    if word in form and _TOTAL_WORD.sub("", form.replace(word, "", 1)) == _TOTAL_WORD.sub("", name):
        return True
    if len(form) != len(name) or form == name:
        return False
    at = form.find(word)
    return at >= 0 and form[:at] == name[:at] and form[at + len(word) :] == name[at + len(word) :]


_BOTH = re.compile(r"两项|两者|二者|这两|加起来|相加|合在一起|合起来|相差|差多少|哪个")


def _continue(
    query: Query,
    context: Context,
    old: tuple[Mention, ...],
    earlier: tuple[Mention, ...],
) -> Query:
    """No subject of its own: the old item, asked anew; the two last ones for "两项合计"."""
    if earlier and _BOTH.search(query.plain):
        old = (*earlier, *old)
        query = replace(query, operations=query.operations or frozenset({"sum"}))
    asks_new = bool(query.measures or query.base or query.operations & _TURNING)
    return replace(
        query,
        inherited_mentions=old,
        inherited_measures=query.measures
        or query.inherited_measures
        or (() if asks_new else _measures(context)),
        base=query.base or (None if query.measures else context.base),
        scopes=query.scopes or _scopes(context),
        operations=query.operations or (frozenset() if query.measures else _operations(context)),
    )


def _turn(
    query: Query, context: Context, old: tuple[Mention, ...], separate: frozenset[str]
) -> Query:
    """ "那项目支出呢", "其中货物部分呢": a new item under the old measure and part of the money; a
    fund of its own ends with its item."""
    kept = () if query.measures else _measures(context)
    base = query.base or (context.base if kept else None)
    kept_scopes = tuple(s for s in _scopes(context) if s not in separate)
    return replace(
        query,
        inherited_mentions=old,
        inherited_measures=kept,
        base=base,
        nested=bool(_PART.search(query.plain)),
        scopes=query.scopes or kept_scopes,
        operations=query.operations or _operations(context),
    )


def _measures(context: Context) -> tuple[str, ...]:
    return (context.measure,) if context.measure else ()


def _scopes(context: Context) -> tuple[str, ...]:
    return (context.basis,) if context.basis else ()


def _operations(context: Context) -> frozenset[str]:
    return (
        frozenset({context.operation}) if context.operation in _TURNING - {"trace"} else frozenset()
    )
