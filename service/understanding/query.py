"""What a question asks, as slots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from service.understanding.segmentation import Token

MentionKind = Literal["exact", "alias", "stem", "code", "fuzzy", "typo", "context"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An item as the question names it, and the labels it may mean.

    ``text`` is what was typed, ``score`` 1 for an exact name and less the further it is off.
    ``every`` when all the labels are meant, not the first that a report prints.
    ``total_of`` are standard tables whose total row is meant as well.
    ``scope`` is set when the same words also name a scope ("基本支出").
    """

    text: str
    kind: MentionKind
    labels: tuple[int, ...]
    score: float
    clause: int
    start: int
    scope: str | None = None
    code: str | None = None
    every: bool = False
    total_of: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Exclusive, in the clause's key."""
        return self.start + len(self.text)

    def overlaps(self, other: Mention) -> bool:
        """Whether both claim a character of the question."""
        same = self.clause == other.clause
        return same and self.start < other.end and other.start < self.end


_SEPARATING = frozenset(
    {"和", "与", "及", "以及", "跟", "同", "或", "或者", "占", "比", "较", "各", "分别", "还有"}
)
_LISTING = frozenset({"", "和", "与", "及", "以及", "跟", "还有"})


_LINK = re.compile(
    r"(?:科目|类|项|项目|绩效|自评表|评价表|自评|表)*(?:的|中|里|内|下|下面|里面|当中|其中|项下|之中|这一块|这块|方面|上)*"
)
_OPENING = re.compile(r"(?:其中|里面|里|当中)?(?:的)?")
"""What may stand before an item that the clause before leads to."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question read: who, when, what, which measure and scope, and what to do with it.

    ``clauses`` are the keys of its clauses; ``residual`` the content that no slot explains and
    that the evidence of an answer therefore has to contain. ``inherited_*`` come from the context
    of a follow-up; ``nested`` says that it asks for a part of the item before ("其中…呢").
    """

    question: str
    plain: str
    clauses: tuple[str, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[tuple[str, ...], ...] = ()
    self_reference: bool = False
    years: tuple[int, ...] = ()
    relative_years: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    base: str | None = None
    operations: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    unit: str | None = None
    residual: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    english: bool = False
    inherited_mentions: tuple[Mention, ...] = ()
    inherited_measures: tuple[str, ...] = ()
    nested: bool = False

    def between(self, first: Mention, second: Mention) -> str | None:
        """What stands between two items of one clause, None when they are in different ones."""
        if first.clause != second.clause or second.start < first.end:
            return None
        return self.clauses[first.clause][first.end : second.start]

    def adjacent(self, first: Mention, second: Mention) -> bool:
        """Whether only words without meaning of their own stand between them, no 和 and no 占."""
        if self.between(first, second) is None:
            return False
        return all(
            token.roles.function and token.text not in _SEPARATING
            for token in self.tokens
            if token.clause == first.clause and first.end <= token.start < second.start
        )

    def leads(self, first: Mention, second: Mention) -> bool:
        """Whether ``first`` only says below what ``second`` is to be found: "公用经费里的办公费".

        Nothing but linking words stands between them; in an earlier clause, nothing is asked of it.
        """
        between = self.between(first, second)
        if between is not None:
            return _LINK.fullmatch(between) is not None
        if second.clause != first.clause + 1 or first.kind == "context":
            return False
        after = self.clauses[first.clause][first.end :]
        before = self.clauses[second.clause][: second.start]
        return _LINK.fullmatch(after) is not None and _OPENING.fullmatch(before) is not None

    def listed(self, first: Mention, second: Mention) -> bool:
        """Whether they are named side by side: "基本支出和项目支出"."""
        return self.between(first, second) in _LISTING

    def asks(self, operation: str) -> bool:
        """Whether the words of that operation stand in the question."""
        return operation in self.operations
