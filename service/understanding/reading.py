"""A question becomes a Query: its clauses are cut into phrases, and each phrase takes its slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.segment import words
from service.understanding.keys import key, plain
from service.understanding.lexicon import Lexicon, Roles
from service.understanding.query import Mention, Query
from service.understanding.segmentation import RELATIVE_YEAR, Token, clauses, segment
from service.understanding.vocabulary import Vocabulary

_CODE = re.compile(r"(?<!\d)(\d{7}|\d{5}|\d{3})(?![\d.万亿元分%辆台个人次])")
_CODE_WORD = re.compile(r"编码|代码|科目|code")
_UNIT = re.compile(r"(多少|折合|换算成|换成|单位|是几)(?:是|为|人民币)?(亿元|万元|元|亿|万)(?!钱)")
_UNIT_ASIDE = re.compile(r"\((?:单位)?[:：]?(亿元|万元|元)\)")
"""The unit as it stands over a table: "公务接待费预算(元)"."""

_AGAINST_YEAR = re.compile(
    r"(?:比|较|与|同|和|跟)\s*(?:19|20)\d{2}\s*年(?:度)?(?:预算|决算)?(?:数)?(?:相比|比|增|减|上升|下降|多|少|有)"
)
"""Held against a year: in a report that is the year before."""

_MONTH = re.compile(r"(?<![\d.])(?:1[0-2]|[1-9])月(?!\d|份|底|末|初)")
"""Reports are of a year: what a month had has to be told with the month."""

_LATIN = re.compile(r"[a-z]{2,}")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def read_question(question: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Query:
    """The slots that the words of one question fill; no context, no lookup."""
    text = plain(question)
    parts = clauses(text)
    tokens = tuple(t for n, part in enumerate(parts) for t in segment(part, n, lexicon))
    tokens = _beside(tokens, vocabulary)
    measures, base = _measures(tokens, vocabulary)
    base = base or ("上年" if _AGAINST_YEAR.search(text) else None)
    months = tuple(_MONTH.findall(text))
    mentions = tuple(_outside_titles(_mentions(tokens, parts, lexicon), text, parts))
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
        relative_years=tuple(dict.fromkeys(RELATIVE_YEAR.findall(text))),
        months=months,
        measures=measures,
        scopes=tuple(dict.fromkeys(t.roles.scope for t in tokens if t.roles.scope)),
        base=base,
        operations=frozenset(t.roles.operation for t in tokens if t.roles.operation),
        numbers=tuple(t.text for t in tokens if t.kind == "number"),
        unit=_unit(text),
        inherited_measures=("增减额",) if base and not measures else (),
        residual=(*_residual(tokens, lexicon), *months),
        tables=tuple(t.text for t in tokens if t.roles.table),
        english=bool(_LATIN.search(text)) and len(_CJK.findall(text)) * 2 < len(text),
    )


def _beside(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """Words that take another meaning from a measure beside them ("总分 49，得分 46.9")."""
    said = [token.roles.measure for token in tokens]

    def meant(place: int, token: Token) -> Token:
        others = {*said[:place], *said[place + 1 :]}
        for measure in vocabulary.measures.values():
            if any(other in others and token.text in words for other, words in measure.beside):
                return replace(token, roles=replace(token.roles, measure=measure.name))
        return token

    return tuple(meant(place, token) for place, token in enumerate(tokens))


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
    aside = _UNIT_ASIDE.search(text)
    if match is None:
        return aside[1] if aside else None
    return {"亿": "亿元", "万": "万元"}.get(match.group(2), match.group(2))


def _mentions(
    tokens: tuple[Token, ...], parts: tuple[str, ...], lexicon: Lexicon
) -> Iterator[Mention]:
    for number, part in enumerate(parts):
        yield from _code_mentions(part, number)
    for token in tokens:
        mention = _phrase_mention(token, lexicon)
        if mention is None:
            continue
        if mention.every:
            # "水电费" is two items, each with its own figure or empty cell.
            yield from (replace(mention, labels=(label,)) for label in mention.labels)
        else:
            yield mention


_TITLE = re.compile(r"《([^《》]+)》")


def _outside_titles(
    mentions: Iterable[Mention], text: str, parts: tuple[str, ...]
) -> Iterator[Mention]:
    """Not an item's name within a longer title: "《某事项目录》" is not asked about 事项."""
    titles = [key(title) for title in _TITLE.findall(text)]
    for mention in mentions:
        within = (
            title
            for title in titles
            if 0 <= parts[mention.clause].find(title) <= mention.start
            and mention.end <= parts[mention.clause].find(title) + len(title)
        )
        if all(len(title) == len(mention.text) for title in within):
            yield mention


def _code_mentions(part: str, number: int) -> Iterator[Mention]:
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
        # Another report may call it otherwise: the alias's names come after the exact one.
        others = lexicon.alias_labels(roles.alias) if roles.alias else ()
        labels = tuple(dict.fromkeys((*roles.labels, *others)))
        named = _mention(token, "exact", labels, 1.0)
        return replace(named, total_of=roles.alias.total_of) if roles.alias else named
    if roles.alias:
        found = lexicon.alias_labels(roles.alias)
        if not found and not roles.alias.total_of:
            return None
        named = _mention(token, "alias", found, 0.9)
        return replace(named, every=roles.alias.every, total_of=roles.alias.total_of)
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

    Single-character function words inside such a run belong to it: they were cut out of a word. A
    single unknown character says too little to refuse by, unless it makes a word with the function
    word beside it ("罚款").
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
        and not roles.alias.total_of
        and not lexicon.alias_labels(roles.alias)
    )


def _trimmed(run: list[Token], lexicon: Lexicon) -> Iterator[str]:
    unknown = [i for i, t in enumerate(run) if t.kind == "unknown" or _unheld_alias(t, lexicon)]
    if unknown:
        first, last = _whole_words(run, unknown[0], unknown[-1])
        word = "".join(token.text for token in run[first : last + 1])
        if len(word) > 1:
            yield word


def _whole_words(run: list[Token], first: int, last: int) -> tuple[int, int]:
    """The run from ``first`` to ``last``, on to the ends of words that it cuts ("市运|会")."""
    text = "".join(token.text for token in run)
    known = [word for word in words(text) if len(word) > 1]
    start, end = run[first].start - run[0].start, run[last].end - run[0].start
    if last + 1 < len(run) and any(text.startswith(w, end + 1 - len(w)) for w in known):
        last += 1
    if first and any(text.startswith(w, start - 1) for w in known):
        first -= 1
    return first, last
