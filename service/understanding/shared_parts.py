"""Lists that share a part of their names: "政府采购货物、工程、服务" is three items, each 政府采购….

A list is spelled out where printed labels differ in just the listed words: "…货物支出",
"…工程支出", "…服务支出". What the labels print around the members is then said with each of them.
"""

from __future__ import annotations

import re

from service.understanding.lexicon import Lexicon

_LIST = re.compile(
    r"(?P<first>[\u4e00-\u9fff“”()（）]+)(?P<others>(?:[、和与及][\u4e00-\u9fff]{2,6}?)+)"
    r"(?=(?:支出|金额|采购)?的?(?:各|分别|都)(?:是|为|有)?(?:多少|几))"
)
_BETWEEN = re.compile(r"[、和与及]")
MEMBER = range(2, 7)
"""Characters of a member's own name."""


def spelled_out(question: str, lexicon: Lexicon) -> str:
    """The question with each listed member under its whole name; as it is, where none is held."""
    found = _LIST.search(question)
    if found is None:
        return question
    others = [part for part in _BETWEEN.split(found["others"]) if part]
    if all(lexicon.by_key.get(other) for other in others):
        return question  # each is an item by its own name
    lead = found["first"]
    for length in sorted(MEMBER, key=lambda n: abs(n - len(others[0]))):
        members = (lead[-length:], *others)
        head = lead[:-length].removesuffix("的")
        frame = _frame(members, head, lexicon)
        if frame is not None:
            kept = head[: len(head) - _shared(head, frame)]
            names = "、".join(f"{frame[0]}{member}{frame[1]}" for member in members)
            return f"{question[: found.start()]}{kept}{names}{question[found.end() :]}"
    return question


def _frame(members: tuple[str, ...], head: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What stands before and behind the members in labels that name each of them."""
    best: tuple[int, tuple[str, str]] | None = None
    for form in lexicon.by_key:
        before, own, behind = form.partition(members[0])
        frame = (before, behind)
        if not own or _shared(head, frame) < 2:
            continue
        if all(f"{before}{member}{behind}" in lexicon.by_key for member in members):
            rank = 2 * _shared(head, frame) - len(before) - len(behind)
            best = max(best or (rank, frame), (rank, frame))
    return best[1] if best else None


def _shared(head: str, frame: tuple[str, str]) -> int:
    """Characters at the end of ``head`` that the labels print as well, "政府" before 采购 among them."""
    whole = "".join(frame)
    size = next((n for n in range(len(head), 1, -1) if head[-n:] in whole), 0)
    if size and head[:-size].endswith("政府") and head[-size:].startswith("采购"):
        return size + 2
    return size
