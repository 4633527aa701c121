"""A clause of the question becomes a row of known phrases and unknown runs.

Dynamic programming over the clause's key: the cheapest cover wins, where every known phrase costs
about the same however long it is (so longer phrases win) and unknown characters cost most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.understanding.keys import key
from service.understanding.lexicon import Lexicon, Roles

UNKNOWN_COST = 2.0
PHRASE_COST = 1.0
NICKNAME_COST = 1.05
"""A printed name that is whole outweighs a nickname cut out of it (绩效工资|支出, not 绩效|工资支出)."""

FUNCTION_COST = 1.1
SINGLE_FUNCTION_COST = 1.3
"""A one-character function word is often a part of an unknown word: it must not be too cheap."""

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?:(?:年度|年|财年|fy)|(?!\.\d|[万亿元%]))(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})(?:年度|年)(?!\d)")
RELATIVE_YEAR = re.compile(
    r"去年|上一年度|上一年|上年度|上年(?!结|度结|末)|前年|今年|本年度|当年|近两年|近三年|历年|last year|this year"
)
_MARK = re.compile(r"(?<![a-z\d])(?!fy|(?:19|20)\d{2})(?:[a-z]+\d+|\d+[a-z]+)[a-z\d]*(?![a-z\d])")
"""Letters with digits ("g228", "4a", "5g"): one word that nothing knows."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:万元|亿元|元|万|%)?")
_CLAUSE = re.compile(r"[,;。?!\n\r\t]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase of the question: ``roles`` None for a run that nothing knows.

    ``start`` counts in the clause's key; ``kind`` is "phrase", "year", "relative" (去年), "number",
    "table", "count" or "unknown".
    """

    text: str
    clause: int
    start: int
    kind: str
    roles: Roles

    @property
    def end(self) -> int:
        """Exclusive."""
        return self.start + len(self.text)


_NO_ROLES = Roles()


def clauses(plain_question: str) -> tuple[str, ...]:
    """The question's clauses as keys; a thousands comma does not end one."""
    joined = _THOUSANDS.sub("", plain_question)
    return tuple(form for part in _CLAUSE.split(joined) if (form := key(part)))


def segment(clause: str, number: int, lexicon: Lexicon) -> tuple[Token, ...]:
    """The cheapest cover of one clause; neighbouring unknown characters are one token."""
    fixed = _fixed_tokens(clause, number, lexicon)
    best: list[float] = [0.0] + [float("inf")] * len(clause)
    step: list[Token | None] = [None] * (len(clause) + 1)
    for start in range(len(clause)):
        for token, cost in _options(clause, number, start, lexicon, fixed):
            if best[start] + cost < best[token.end]:
                best[token.end], step[token.end] = best[start] + cost, token
    return _merge_unknown(_trail(step))


def _trail(step: list[Token | None]) -> list[Token]:
    found: list[Token] = []
    position = len(step) - 1
    while position > 0:
        token = step[position]
        if token is None:
            break
        found.append(token)
        position = token.start
    return found[::-1]


def _options(
    clause: str, number: int, start: int, lexicon: Lexicon, fixed: dict[int, list[Token]]
) -> list[tuple[Token, float]]:
    options = [_single(clause, number, start)]
    options += [(token, PHRASE_COST - 0.001 * len(token.text)) for token in fixed.get(start, ())]
    for end in range(start + 1, min(len(clause), start + lexicon.longest) + 1):
        roles = lexicon.phrases.get(clause[start:end])
        if roles is not None and _whole_word(clause, start, end):
            token = Token(clause[start:end], number, start, "phrase", roles)
            options.append((token, _cost(token)))
    return options


def _single(clause: str, number: int, start: int) -> tuple[Token, float]:
    """One character that nothing knows; the gap between Latin words means nothing."""
    if clause[start] == " ":
        return Token(" ", number, start, "gap", Roles(function=True)), 0.0
    return Token(clause[start], number, start, "unknown", _NO_ROLES), UNKNOWN_COST


def _cost(token: Token) -> float:
    only_function = token.roles == Roles(function=True)
    if not only_function:
        roles = token.roles
        nickname = roles.alias is not None and not (roles.labels or roles.stem_labels)
        return (NICKNAME_COST if nickname else PHRASE_COST) - 0.001 * len(token.text)
    return SINGLE_FUNCTION_COST if len(token.text) == 1 else FUNCTION_COST


def _whole_word(clause: str, start: int, end: int) -> bool:
    """Latin phrases match whole words only."""
    before = clause[start - 1 : start]
    after = clause[end : end + 1]
    inside_left = clause[start].isascii() and clause[start].isalnum()
    inside_right = clause[end - 1].isascii() and clause[end - 1].isalnum()
    glued_left = inside_left and before.isascii() and before.isalnum()
    glued_right = inside_right and after.isascii() and after.isalnum()
    return not glued_left and not glued_right


_COUNTED = re.compile(
    r"[一二两三四五六七八九十\d]+(?:大类|大块|类|款|项|个|笔|方面|者|块|家)(?:单位|部门)?(?!经费)"
)


def _fixed_tokens(clause: str, number: int, lexicon: Lexicon) -> dict[int, list[Token]]:
    """Years, numbers and phrases built of parts, by start."""
    found: dict[int, list[Token]] = {}
    for kind, pattern in (("year", _YEAR), ("year", _SHORT_YEAR), ("number", _NUMBER)):
        for match in pattern.finditer(clause):
            if kind == "number" and match.start() in found:
                continue  # "2019年度支出" is of 2019, though "年度支出" is a name as well
            token = Token(match.group(), number, match.start(), kind, _NO_ROLES)
            found.setdefault(match.start(), []).append(token)
    for match in _MARK.finditer(clause):
        token = Token(match.group(), number, match.start(), "unknown", _NO_ROLES)
        found.setdefault(match.start(), []).append(token)
    for match in _COUNTED.finditer(clause):
        token = Token(match.group(), number, match.start(), "count", Roles(function=True))
        found.setdefault(match.start(), []).append(token)
    for match in RELATIVE_YEAR.finditer(clause):
        token = Token(match.group(), number, match.start(), "relative", Roles(function=True))
        found.setdefault(match.start(), []).append(token)
    for phrase in lexicon.patterns:
        for match in phrase.expression.finditer(clause):
            roles = Roles(measure=phrase.measure, base=phrase.base)
            token = Token(match.group(), number, match.start(), "phrase", roles)
            found.setdefault(match.start(), []).append(token)
    return found


def _merge_unknown(tokens: list[Token]) -> tuple[Token, ...]:
    merged: list[Token] = []
    for token in tokens:
        previous = merged[-1] if merged else None
        if previous and previous.kind == token.kind == "unknown" and previous.end == token.start:
            merged[-1] = Token(
                previous.text + token.text, token.clause, previous.start, "unknown", _NO_ROLES
            )
        else:
            merged.append(token)
    return tuple(merged)
