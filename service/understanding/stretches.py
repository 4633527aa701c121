"""Item names that no label holds as typed: resembling labels for stretches of the question.

A stretch is a run of unknown characters with the item phrases and name-like words around it. The
whole stretch is compared first, then its parts; "值班人员的饭补" is tried without 的 and with the
reports' own word for 饭补.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import LCSseq

from index.segment import words
from service.understanding.lexicon import MONEY_ENDINGS, Lexicon
from service.understanding.matching import LabelMatch, matching_labels, typo_labels
from service.understanding.query import Mention, Query
from service.understanding.segmentation import Token
from service.understanding.slips import misspelt
from service.understanding.vocabulary import load

_NAME_LIKE = frozenset(
    {
        "支出",
        "收入",
        "经费",
        "费用",
        "资金",
        "项目",
        "总额",
        "金额",
        "合计",
        "情况",
        "款",
        "费",
        "服务",
    }
)
"""Function words that may be a part of an item's name."""

_BREAKING = frozenset("和与及跟或占比较是为按呢吗了在给被把有各用")
"""Single characters that end a stretch."""

_ORGANS = frozenset({"机关", "单位", "部门"})
"""Words for the reporting body that are also parts of names ("机关事业单位…")."""

_LOOSE = frozenset("的中里其")
"""Single characters that may stand inside a name or between two."""

SHORT = 3
SHORT_PRECISION = 0.5
"""A phrase this short has to make up half of a label to mean it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    clause: int
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)


def fuzzy_mentions(query: Query, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Labels that the unexplained words resemble, together with the phrases around them."""
    found = [*misspelt(query, lexicon.open_patterns), *_whole_words(query, lexicon)]
    for stretch in _stretches(query.tokens):
        for part in _parts(stretch):
            mention = _match(part, lexicon)
            if mention is not None and not any(mention.overlaps(other) for other in found):
                found.append(mention)
                if part == stretch:
                    break
    return tuple(found)


def _whole_words(query: Query, lexicon: Lexicon) -> Iterator[Mention]:
    """A part of a name with a word like 与 in it, which ends a stretch: "工程运行与维护"."""
    for word in query.residual:
        if len(word) <= SHORT:
            continue
        labels = _turned(word, lexicon)
        if not labels and any(c in _BREAKING for c in word[1:-1]):
            found = matching_labels(word, lexicon)
            labels = [m for m in found if word in lexicon.label_key[m.label]]
        clause = next((n for n, text in enumerate(query.clauses) if word in text), None)
        if labels and clause is not None:
            start = query.clauses[clause].find(word)
            ids = tuple(match.label for match in labels)
            yield Mention(word, "fuzzy", ids, labels[0].score, clause, start)


def _turned(word: str, lexicon: Lexicon) -> list[LabelMatch]:
    """The labels that put the same words the other way round: "路灯维修", "维修路灯"."""
    turns = (word[place:] + word[:place] for place in range(2, len(word) - 1))
    return [LabelMatch(label, 0.8) for turn in turns for label in lexicon.by_key.get(turn, ())]


def _match(stretch: _Stretch, lexicon: Lexicon) -> Mention | None:
    for phrase in _variants(stretch.text):
        if len(phrase) < 2:
            continue
        typo = typo_labels(phrase, lexicon)
        matches = typo or _precise(phrase, matching_labels(phrase, lexicon), lexicon)
        if phrase == stretch.text and not typo:
            matches = tuple(m for m in matches if _accounts(lexicon.label_key[m.label], stretch))
        if matches:
            return Mention(
                stretch.text,
                "typo" if typo else "fuzzy",
                tuple(match.label for match in matches),
                matches[0].score,
                stretch.clause,
                stretch.tokens[0].start,
            )
    return None


def _accounts(label: str, stretch: _Stretch) -> bool:
    """Each unknown word of the stretch stands half in the label, one of two or three characters
    more than half: none is passed over, and "校车运行费" is not of 公务用车."""
    unknown = [t.text for t in stretch.tokens if t.kind == "unknown" and len(t.text) > 1]
    within = {w for text in unknown for w in words(text) if len(w) > 1}
    return all(
        LCSseq.similarity(word, label) * 2 >= len(word) + (len(word) <= SHORT)
        for word in within.union(unknown)
    )


def _precise(
    phrase: str, matches: tuple[LabelMatch, ...], lexicon: Lexicon
) -> tuple[LabelMatch, ...]:
    if len(phrase) > SHORT:
        return matches
    if len(phrase) < SHORT and phrase[-1] not in MONEY_ENDINGS:
        return ()
    return tuple(
        m for m in matches if len(phrase) / len(lexicon.label_key[m.label]) >= SHORT_PRECISION
    )


@cache
def _synonyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    entries = load("synonyms.toml")["synonym"]
    return tuple((word, tuple(e["means"])) for e in entries for word in e["words"])


def _variants(text: str) -> Iterator[str]:
    """The stretch as typed, and with the reports' words for colloquial ones."""
    yield text
    bare = text.replace("的", "")
    for word, means in _synonyms():
        if word in bare:
            for mean in means:
                yield bare.replace(word, mean)


def _stretches(tokens: tuple[Token, ...]) -> Iterator[_Stretch]:
    """Runs of joining tokens that hold something unknown."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and _joins(token) and (not run or run[-1].clause == token.clause):
            run.append(token)
            continue
        core = _core(run)
        if any(t.kind == "unknown" for t in core):
            yield _Stretch(core[0].clause, tuple(core))
        run = [token] if token is not None and _joins(token) else []


def _joins(token: Token) -> bool:
    if token.kind == "unknown" or token.text in _NAME_LIKE or token.text in _LOOSE:
        return True
    if token.roles.names_item or token.text in _ORGANS:
        return True
    return _filler(token) and len(token.text) == 1 and token.text not in _BREAKING


def _filler(token: Token) -> bool:
    roles = token.roles
    return roles.function and not (roles.names_item or roles.measure or roles.operation)


def _core(run: list[Token]) -> list[Token]:
    """The run without fillers at its ends; name-like words may end it."""
    while run and (_filler(run[0]) and run[0].text not in _NAME_LIKE):
        run = run[1:]
    while run and _filler(run[-1]) and run[-1].text not in _NAME_LIKE:
        run = run[:-1]
    return run


def _parts(stretch: _Stretch) -> Iterator[_Stretch]:
    """The stretch itself, then its pieces between loose words."""
    yield stretch
    pieces: list[list[Token]] = [[]]
    for token in stretch.tokens:
        if token.text in _LOOSE or token.roles.scope:
            pieces.append([])
        else:
            pieces[-1].append(token)
    for piece in pieces if len(pieces) > 1 else ():
        if any(token.kind == "unknown" for token in piece):
            yield _Stretch(stretch.clause, tuple(piece))
