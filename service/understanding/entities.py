"""Departments named in a way that no short name lists: "某区财政", "省政协"; and ones not held.

A stretch of unexplained words whose characters stand in order in a held entity's name, beginning
with two that stand together, names it. A name in English beside a Chinese one, of a department or
of an item, explains nothing more. Words that end like an organisation and are no item name one,
held or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from service.understanding.keys import key
from service.understanding.lexicon import ReportLike
from service.understanding.query import Query
from service.understanding.segmentation import Token
from service.understanding.vocabulary import vocabulary

MIN_LENGTH = 3
PLACE = 2


def with_entities(query: Query, reports: Sequence[ReportLike]) -> Query:
    """The query with the entities that its unexplained words name."""
    names = {report.id: key(report.entity) for report in reports}
    entities, residual = list(query.entities), []
    for word in query.residual:
        ids = tuple(i for i, name in names.items() if _names(word, name))
        if ids and len({names[i] for i in ids}) == 1:
            entities.append(ids)
        else:
            residual.append(word)
    residual = [rest for word in residual for rest in _without_kind(word, names, entities)]
    residual = [word for word in residual if not _place_of(word, query, names)]
    printed = [m for m in query.mentions if m.kind == "exact" and not m.text.isascii()]
    named = query.english and bool(printed)
    mentions = query.mentions
    if named:
        # "electricity bill (电费)": the English words only say the item's name once more.
        said = {label for m in printed for label in m.labels}
        mentions = tuple(m for m in mentions if m in printed or said.isdisjoint(m.labels))
    if (entities and query.mentions) or named:
        residual = [word for word in residual if not word.isascii()]
    return replace(
        query,
        entities=tuple(dict.fromkeys(entities)),
        residual=tuple(residual),
        mentions=mentions,
    )


def _without_kind(
    word: str, names: dict[str, str], entities: list[tuple[str, ...]]
) -> Iterator[str]:
    """What is left of "学校食堂" where a school is held; its report is added to the entities."""
    for kind in vocabulary().body_kinds:
        said = next((w for w in kind.words if word.startswith(w)), None)
        ids = tuple(i for i, name in names.items() if name.endswith(kind.endings))
        if said is None or len({names[i] for i in ids}) != 1:
            continue
        if not entities:
            entities.append(ids)
        if len(word) - len(said) > 1:
            yield word.removeprefix(said)
        return
    yield word


def _place_of(word: str, query: Query, names: dict[str, str]) -> bool:
    """A place out of the name of the department that the question calls by its kind alone."""
    if len(word) < PLACE or word.isascii() or not query.entities:
        return False
    return all(any(word in names[i] for i in group if i in names) for group in query.entities)


def _names(word: str, entity: str) -> bool:
    short = len(word) < MIN_LENGTH and word not in vocabulary().organization_endings
    if short or word.isascii():
        return False
    whole = LCSseq.similarity(word, entity) == len(word)
    opens = word[:2] in entity or word in vocabulary().organization_endings
    return whole and opens and word[-1] in entity[len(entity) // 2 - 1 :]


_BOUNDARIES = frozenset("的和与及跟同比较在由从给对是为有各把被按")
"""Single function words that no organisation's name holds."""


def organizations(query: Query, endings: Sequence[str]) -> Iterator[str]:
    """Names of organisations among words that are neither items nor held entities."""
    run: list[Token] = []
    for token in (*query.tokens, None):
        if token is not None and _part_of_name(token) and _continues(run, token):
            run.append(token)
            continue
        name = _trimmed(run)
        if len(name) >= MIN_LENGTH and name.endswith(tuple(endings)):
            yield name
        run = [token] if token is not None and _part_of_name(token) else []


def _continues(run: list[Token], token: Token) -> bool:
    return not run or (run[-1].clause == token.clause and run[-1].end == token.start)


def _part_of_name(token: Token) -> bool:
    roles = token.roles
    if token.kind == "unknown":
        return True
    if roles.function:
        return len(token.text) == 1 and token.text not in _BOUNDARIES
    return bool(roles.alias or roles.stem_labels) and not (roles.labels or roles.entity)


def _trimmed(run: list[Token]) -> str:
    while run and run[0].roles.function:
        run = run[1:]
    while run and run[-1].roles.function:
        run = run[:-1]
    return "".join(token.text for token in run)
