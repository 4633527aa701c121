"""What a question asks, as slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.understanding.segmentation import Token

MentionKind = Literal["exact", "alias", "stem", "code", "fuzzy", "typo", "context"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An item as the question names it, and the labels it may mean.

    ``text`` is what was typed, ``score`` 1 for an exact name and less the further it is off.
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

    @property
    def end(self) -> int:
        """Exclusive, in the clause's key."""
        return self.start + len(self.text)


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
    measures: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    base: str | None = None
    operations: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    unit: str | None = None
    residual: tuple[str, ...] = ()
    english: bool = False
    inherited_mentions: tuple[Mention, ...] = ()
    inherited_measures: tuple[str, ...] = ()
    nested: bool = False

    def asks(self, operation: str) -> bool:
        """Whether the words of that operation stand in the question."""
        return operation in self.operations
