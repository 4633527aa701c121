"""What exactly is asked: each item with one measure, in the order of the question.

"行政运行的年初预算和决算数，比上年增加多少" asks one item for three measures; "住房公积金和购房补贴各多少"
two items for one. Measures belong to the items before them in their clause; a clause without an
item speaks of the item before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.understanding.query import Mention, Query
from service.understanding.vocabulary import Measure, Vocabulary


@dataclass(frozen=True, slots=True)
class Ask:
    """One item, one measure (None: the usual one), and what narrows it.

    ``against`` is the whole that a share is of, or the item that another is held against;
    ``within`` the class, table row or form below which the item stands; ``side`` the side of the
    account ("income") where the question names it beside the item.
    """

    mention: Mention
    measure: Measure | None = None
    scope: str | None = None
    base: str | None = None
    against: Mention | None = None
    within: Mention | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    mentions: tuple[Mention, ...]
    measures: tuple[str, ...]
    base: str | None


def plan(query: Query, vocabulary: Vocabulary) -> list[Ask]:
    """The asks of a question; inherited items and measures serve where it names none."""
    asks: list[Ask] = []
    current = query.inherited_mentions
    pending: tuple[str, ...] = ()
    groups = _groups(query, vocabulary)
    if not groups and current:
        groups = [_Group(current, (), query.base)]
    for group in groups:
        if not group.mentions and not current:
            pending += group.measures
            continue
        previous, current = current, group.mentions or current
        names = (*pending, *group.measures) or query.inherited_measures
        pending = ()
        # A context comes back as a client, or a person, wrote it: any word may stand there.
        measures: list[Measure | None] = [
            vocabulary.measures[name] for name in names if name in vocabulary.measures
        ]
        asks.extend(_cross(query, current, measures or [None], group.base or query.base, previous))
    return list(dict.fromkeys(asks))


_AMOUNT_TOO = re.compile(
    r"(?:金额|数额|多少|钱|支出|经费)(?:[和及与、,]|以及|还有)(?:所|其)?占(?:比|多少|了)"
)
""" "合同金额和占比": the amount is asked for beside its share."""


def _cross(
    query: Query,
    mentions: tuple[Mention, ...],
    measures: Sequence[Measure | None],
    base: str | None,
    previous: tuple[Mention, ...],
) -> list[Ask]:
    asks: list[Ask] = []
    if [m.kind for m in measures if m] == ["share"] and _AMOUNT_TOO.search(query.plain):
        measures = [None, *measures]
    for measure in measures:
        pair = (
            _share_pair(query, mentions, previous) if measure and measure.kind == "share" else None
        )
        if pair:
            asks.append(Ask(pair[0], measure, None, base, against=pair[1]))
            continue
        asks.extend(Ask(mention, measure, None, base) for mention in mentions)
    return asks


def _share_pair(
    query: Query, mentions: tuple[Mention, ...], previous: tuple[Mention, ...]
) -> tuple[Mention, Mention] | None:
    """(part, whole) of "A 占 B 的比重"; the part may stand in the clause before ("，占 B 多少")."""
    for whole in mentions:
        if whole.kind != "context" and _held(_lead(query, whole)):
            parts = [m for m in mentions if m is not whole and m.end <= whole.start] or previous
            return (parts[-1], whole) if parts else None
    if re.search(r"各|分别", query.plain):
        return None
    if len(mentions) == 1 and previous and query.clauses[mentions[0].clause].startswith("其中"):
        return mentions[0], previous[-1]
    if len(mentions) == 2 and query.between(*mentions) in {"与", "和", "除以"}:
        return mentions[0], mentions[1]
    return None


_YEAR_AT_END = re.compile(r"\d{2,4}年度?的?$")


def _lead(query: Query, mention: Mention) -> str:
    """What stands before an item and the part of the money it is of ("占一般公共预算基本支出")."""
    start = mention.start
    for token in reversed([t for t in query.tokens if t.clause == mention.clause]):
        if token.end == start and token.roles.scope:
            start = token.start
    return query.clauses[mention.clause][:start]


def _held(lead: str) -> bool:
    """Whether 占 stands right before, or before the year of what follows ("占2023年……")."""
    return _YEAR_AT_END.sub("", lead).rstrip("了到全部本总").endswith("占")


def _groups(query: Query, vocabulary: Vocabulary) -> list[_Group]:
    groups: list[_Group] = []
    for clause in range(len(query.clauses)):
        groups.extend(_clause_groups(query, clause, vocabulary))
    return groups


def _clause_groups(query: Query, clause: int, vocabulary: Vocabulary) -> list[_Group]:
    events: list[tuple[int, Mention | str]] = [
        (m.start, m) for m in query.mentions if m.clause == clause
    ]
    base: str | None = None
    for token in query.tokens:
        if token.clause != clause:
            continue
        base = base or token.roles.base
        if token.roles.measure and not token.roles.labels:
            events.append((token.start, token.roles.measure))
            base = base or vocabulary.measures[token.roles.measure].base
    if _held_against(query, clause) and not any(isinstance(e, str) for _, e in events):
        events.append((len(query.clauses[clause]), "占比"))
    events.sort(key=lambda event: event[0])
    groups: list[_Group] = []
    mentions: list[Mention] = []
    measures: list[str] = []
    for _, event in events:
        if isinstance(event, Mention) and mentions and measures and not _is_share(measures):
            groups.append(_Group(tuple(mentions), tuple(measures), base))
            mentions, measures = [], []
        if isinstance(event, Mention):
            mentions.append(event)
        elif event not in measures:
            measures.append(event)
    if mentions or measures:
        operands = _OPERANDS.search(query.clauses[clause]) is not None
        groups.append(_Group(tuple(mentions), _distinct(measures, base, operands), base))
    return groups


def _held_against(query: Query, clause: int) -> bool:
    """ "A 占 B 多少": the word 占 right before an item asks for a share."""
    return any(m.clause == clause and _held(_lead(query, m)) for m in query.mentions)


def _is_share(measures: list[str]) -> bool:
    return measures == ["占比"]


_OPERANDS = re.compile(
    r"[预决]算数?(?:比|较|还?剩)|花(?:费|销|掉|了)?的?(?:比|较)|占(?!比)(?:(?!多少|占).)*[预决]算数?的?(?:比重|比例|百分比|多少)"
)
"""预算, 决算 or what was spent as what is held against something else, not as what is asked."""


def _distinct(measures: list[str], base: str | None, operands: bool) -> tuple[str, ...]:
    """ "决算数比预算数多多少" asks for the change alone: the operands are not asked for."""
    kinds = set(measures)
    if operands and "占比" in kinds:
        return ("占比",)
    if (base and not operands) or not kinds & {"增减额", "增减率"}:
        return tuple(measures)
    return tuple(m for m in measures if m in {"增减额", "增减率"} or m == "占比")
