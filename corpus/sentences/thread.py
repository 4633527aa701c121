"""What a reader keeps in mind from clause to clause: topic, scopes, comparison, year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

UNNUMBERED = 0
"""Level of a paragraph without numbering."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is being spoken of: its name, and its path as printed, the name itself last.

    ``owner`` is the topic that a name too general alone was completed with.
    """

    item: str
    row: tuple[str, ...]
    owner: Topic | None = None


ScopeEnd = Literal["bracket", "sibling", "clause", "sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Words like 其中 make what was named last the whole of what follows."""

    whole: Topic
    ends: ScopeEnd = "sentence"


@dataclass(frozen=True, slots=True)
class Thread:
    """The state between two figures of a section.

    - ``root``: the functional class that the section's heading names; ``accounts``: whether the
      section is about the accounts at all.
    - ``topic``: what was named last, ``main`` what the paragraph named first, ``money`` what
      an amount was of; ``aside`` keeps the topic while reasons are given.
    - ``heads``: the open list items as (level, topic), outermost first; ``headed``: the innermost
      has its name already; ``scopes``: the wholes opened within the sentence.
    - ``base`` and ``year`` hold until the sentence ends; ``measure`` is that of the last figure.
    - ``series``: topics whose figures are still to come ("甲、乙分别为1万元、2万元"); ``recent``:
      those of the sentence's figures so far; ``said``: base and direction of the last figure.
    - ``subject``: the project that a list item's heading names.
    """

    root: tuple[str, ...] = ()
    accounts: bool = False
    topic: Topic | None = None
    main: Topic | None = None
    money: Topic | None = None
    aside: Topic | None = None
    heads: tuple[tuple[int, Topic], ...] = ()
    scopes: tuple[Scope, ...] = ()
    level: int = UNNUMBERED
    headed: bool = False
    base: str | None = None
    year: int | None = None
    measure: str | None = None
    subject: str | None = None
    series: tuple[Topic, ...] = ()
    recent: tuple[Topic, ...] = ()
    said: tuple[str | None, int] = (None, 0)

    def named(self, topic: Topic) -> Thread:
        """The thread after ``topic`` was named; a list item's first name is its head."""
        heads = self.heads
        if self.level != UNNUMBERED and not self.headed:
            heads = (*heads, (self.level, topic))
        return replace(self, topic=topic, main=self.main or topic, heads=heads, headed=True)

    def told(self, base: str | None, direction: int) -> Thread:
        """The thread after a figure of the topic, held against ``base``."""
        recent = self.recent
        if self.topic is not None and (not recent or recent[-1] != self.topic):
            recent = (*recent, self.topic)
        return replace(self, recent=recent, said=(base, direction))

    def opened(self, whole: Topic, ends: ScopeEnd) -> Thread:
        """The thread inside a scope: what follows belongs to ``whole``."""
        return replace(self, scopes=(*self.scopes, Scope(whole, ends)), topic=whole)

    def without_siblings(self) -> Thread:
        """The thread where another scope of "A中,…;B中,…" begins."""
        scopes = tuple(scope for scope in self.scopes if scope.ends != "sibling")
        return replace(self, scopes=scopes)

    def beside(self) -> Thread:
        """The thread at something that is named next to the whole of what went before."""
        scopes = tuple(scope for scope in self.scopes if scope.ends in {"bracket", "paragraph"})
        return replace(self, scopes=scopes)

    def closed_bracket(self) -> Thread:
        """The thread after a closing bracket: its scopes are over."""
        for at, scope in enumerate(self.scopes):
            if scope.ends == "bracket":
                return replace(self, scopes=self.scopes[:at], topic=scope.whole)
        return self

    def explaining(self, reason: bool) -> Thread:
        """The thread in (or after) a clause of reasons: what it names is soon forgotten."""
        if reason:
            return replace(self, aside=self.aside or self.topic)
        return replace(self, topic=self.aside or self.topic, aside=None)

    def next_clause(self) -> Thread:
        """The thread after a semicolon."""
        kept = tuple(scope for scope in self.scopes if scope.ends != "clause")
        return replace(self, scopes=kept) if kept != self.scopes else self

    def next_sentence(self) -> Thread:
        """The thread after a full stop: scopes are over, their whole is the topic again."""
        topic = self.scopes[0].whole if self.scopes else self.aside or self.topic
        scopes = tuple(s for s in self.scopes if s.ends in {"bracket", "paragraph"})
        return replace(
            self,
            topic=topic,
            scopes=scopes,
            base=None,
            year=None,
            aside=None,
            series=(),
            recent=(),
        )

    def next_paragraph(self) -> Thread:
        """The thread after a paragraph: all its scopes are over."""
        return replace(self.next_sentence(), scopes=(), main=None)

    def restarted(self) -> Thread:
        """The thread at a paragraph that leaves every list."""
        return Thread(root=self.root, accounts=self.accounts)

    def next_item(self, level: int) -> Thread:
        """The thread at the start of a list item: heads of its level and below are over."""
        heads = tuple(head for head in self.heads if head[0] < level)
        return replace(
            self.next_paragraph(),
            heads=heads,
            level=level,
            headed=False,
            measure=None,
            topic=heads[-1][1] if heads else None,
            subject=self.subject if heads else None,
        )

    def continued(self) -> Thread:
        """The thread at an unnumbered paragraph that goes on within the list."""
        return replace(self.next_paragraph(), level=UNNUMBERED, headed=True)

    def announced(self, topic: Topic) -> Thread:
        """The thread after "…, 其中:" at a paragraph's end: the list that follows is of it."""
        if any(head[1] == topic for head in self.heads):
            return self
        return replace(self, heads=(*self.heads, (self.level, topic)))

    def whole(self) -> Topic | None:
        """What a share without a named base is of."""
        if self.scopes:
            return self.scopes[-1].whole
        for _, topic in reversed(self.heads):
            if topic != self.topic:
                return topic
        return None

    def path(self, *own: str) -> tuple[str, ...]:
        """The path of something named now: open heads and scopes, then its own words."""
        names: list[str] = []
        wholes = [topic for level, topic in self.heads if level != self.level or self.headed]
        for topic in [*wholes, *(scope.whole for scope in self.scopes)]:
            names += [name for name in topic.row if name not in names]
        return (*(name for name in names if name not in own), *own)
