"""A question becomes a Query: its clauses are cut into phrases, and each phrase takes its slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from service.understanding.keys import plain
from service.understanding.lexicon import Lexicon, Roles
from service.understanding.matching import matching_labels, typo_labels
from service.understanding.query import Mention, Query
from service.understanding.segmentation import Token, clauses, segment
from service.understanding.vocabulary import Vocabulary

_CODE = re.compile(r"(?<!\d)(\d{7}|\d{5}|\d{3})(?![\d.])")
_CODE_WORD = re.compile(r"编码|代码|科目|code")
_RELATIVE_YEAR = re.compile(
    r"去年|上一年度|上一年|上年度|上年|前年|今年|本年度|当年|近两年|近三年|历年|last year|this year"
)
_UNIT = re.compile(r"(多少|折合|换算成|换成|单位|是几)(?:是|为|人民币)?(亿元|万元|元|亿|万)(?!钱)")
_LATIN = re.compile(r"[a-z]{2,}")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def read_question(question: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    """The slots that the words of one question fill; no context, no lookup."""
    text = plain(question)
    parts = clauses(text)
    tokens = tuple(t for n, part in enumerate(parts) for t in segment(part, n, lexicon))
    measures, base = _measures(tokens, vocabulary)
    mentions = tuple(_mentions(tokens, parts, lexicon))
    return Query(
        question=question,
        plain=text,
        clauses=parts,
        tokens=tokens,
        mentions=mentions,
        entities=tuple(
            dict.fromkeys(t.roles.entity for t in tokens if t.roles.entity and not _is_item(t))
        ),
        self_reference=any(t.roles.self_word for t in tokens),
        years=tuple(dict.fromkeys(_years(tokens))),
        relative_years=tuple(dict.fromkeys(_RELATIVE_YEAR.findall(text))),
        measures=measures,
        scopes=tuple(dict.fromkeys(t.roles.scope for t in tokens if t.roles.scope)),
        base=base,
        operations=frozenset(t.roles.operation for t in tokens if t.roles.operation),
        numbers=tuple(t.text for t in tokens if t.kind == "number"),
        unit=_unit(text),
        residual=tuple(_residual(tokens, lexicon)),
        english=bool(_LATIN.search(text)) and len(_CJK.findall(text)) * 2 < len(text),
    )


def _is_item(token: Token) -> bool:
    """A phrase that is a printed item is that before it is an entity's short name."""
    return bool(token.roles.labels)


def _years(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        if token.kind == "year":
            digits = re.sub(r"\D", "", token.text)
            yield int(digits) if len(digits) == 4 else 2000 + int(digits)


def _measures(
    tokens: Iterable[Token], vocabulary: Vocabulary
) -> tuple[tuple[str, ...], str | None]:
    names: list[str] = []
    base: str | None = None
    for token in tokens:
        if token.roles.base:
            base = base or token.roles.base
        if token.roles.measure and not token.roles.labels:
            names.append(token.roles.measure)
            base = base or vocabulary.measures[token.roles.measure].base
    return tuple(dict.fromkeys(names)), base


def _unit(text: str) -> str | None:
    match = _UNIT.search(text)
    if match is None:
        return None
    return {"亿": "亿元", "万": "万元"}.get(match.group(2), match.group(2))


def _mentions(
    tokens: tuple[Token, ...], parts: tuple[str, ...], lexicon: Lexicon
) -> Iterator[Mention]:
    for number, part in enumerate(parts):
        yield from _code_mentions(part, number, tokens)
    for token in tokens:
        mention = _phrase_mention(token, lexicon)
        if mention is not None:
            yield mention


def _code_mentions(part: str, number: int, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """A 科目编码: 5 or 7 digits, or 3 when the question says that it is a code."""
    said = bool(_CODE_WORD.search(part))
    for match in _CODE.finditer(part):
        digits = match.group()
        if len(digits) == 3 and not said:
            continue
        yield Mention(digits, "code", (), 1.0, number, match.start(), code=digits)


def _phrase_mention(token: Token, lexicon: Lexicon) -> Mention | None:
    roles = token.roles
    if roles.labels:
        return _mention(token, "exact", roles.labels, 1.0)
    if roles.alias:
        found = lexicon.alias_labels(roles.alias)
        return _mention(token, "alias", found, 0.9) if found else None
    if roles.stem_labels:
        return _mention(token, "stem", roles.stem_labels, 0.9)
    return None


def _mention(token: Token, kind: str, labels: tuple[int, ...], score: float) -> Mention:
    return Mention(
        text=token.text,
        kind=kind,  # type: ignore[arg-type]
        labels=labels,
        score=score,
        clause=token.clause,
        start=token.start,
        scope=token.roles.scope,
    )


def _residual(tokens: tuple[Token, ...], lexicon: Lexicon) -> Iterator[str]:
    """Runs from the first to the last unknown character between phrases that mean something.

    Single-character function words inside such a run belong to it: they were cut out of a word.
    """
    run: list[Token] = []
    for token in (*tokens, None):
        inside = token is not None and (
            token.kind == "unknown"
            or _unheld_alias(token, lexicon)
            or (token.roles == Roles(function=True) and len(token.text) == 1)
        )
        if inside and token is not None and (not run or run[-1].clause == token.clause):
            run.append(token)
            continue
        yield from _trimmed(run, lexicon)
        run = [token] if inside and token is not None else []


def _unheld_alias(token: Token, lexicon: Lexicon) -> bool:
    """A colloquial name for something that no held report prints."""
    roles = token.roles
    return (
        roles.alias is not None
        and not roles.labels
        and not roles.stem_labels
        and not roles.scope
        and not lexicon.alias_labels(roles.alias)
    )


def _trimmed(run: list[Token], lexicon: Lexicon) -> Iterator[str]:
    unknown = [i for i, t in enumerate(run) if t.kind == "unknown" or _unheld_alias(t, lexicon)]
    if unknown:
        yield "".join(token.text for token in run[unknown[0] : unknown[-1] + 1])


def fuzzy_mentions(query: Query, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Labels that the unexplained words resemble, together with the phrases around them.

    "社会保障支出" is read as an unknown run and a function word; the whole stretch of clause that
    is no measure, entity or operation is compared with the labels.
    """
    found: list[Mention] = []
    for clause, start, phrase in _stretches(query.tokens):
        matches = typo_labels(phrase, lexicon) or matching_labels(phrase, lexicon)
        if matches:
            kind = "typo" if matches[0].score == 0.7 else "fuzzy"
            labels = tuple(match.label for match in matches)
            found.append(
                Mention(phrase, kind, labels, matches[0].score, clause, start)  # type: ignore[arg-type]
            )
    return tuple(found)


_OPEN = frozenset(
    {"支出", "收入", "经费", "费用", "资金", "项目", "总额", "金额", "合计", "情况", "款", "费"}
)
"""Function words that may be part of an item's name."""


def _stretches(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    """Unknown runs, widened by neighbouring item phrases and name-like function words."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and _joins(token) and (not run or run[-1].clause == token.clause):
            run.append(token)
            continue
        if any(t.kind == "unknown" for t in run):
            yield from _cores(run)
        run = [token] if token is not None and _joins(token) else []


def _joins(token: Token) -> bool:
    if token.kind == "unknown" or token.text in _OPEN:
        return True
    return token.roles.names_item or (
        token.roles == Roles(function=True)
        and len(token.text) == 1
        and token.text not in "的和与及、"
    )


def _cores(run: list[Token]) -> Iterator[tuple[int, int, str]]:
    """The run without one-character function words at its ends."""
    while run and run[0].roles == Roles(function=True) and run[0].text not in _OPEN:
        run = run[1:]
    while run and run[-1].roles == Roles(function=True) and run[-1].text not in _OPEN:
        run = run[:-1]
    text = "".join(token.text for token in run)
    if len(text) >= 2:
        yield run[0].clause, run[0].start, text
