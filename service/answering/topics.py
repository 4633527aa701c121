"""Questions for a section: duties, units, key work. The section is the answer, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.understanding.keys import key
from service.understanding.vocabulary import load

MAX_PASSAGES = 12
"""A longer section is quoted from its start and cited as a whole."""

MAX_CHARACTERS = 1600


@dataclass(frozen=True, slots=True)
class Topic:
    """``words`` ask for it, ``headings`` stand over it; both are keys."""

    words: tuple[str, ...]
    headings: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of the genre."""
    return tuple(
        Topic(tuple(map(key, entry["words"])), tuple(map(key, entry["headings"])))
        for entry in load("topics.toml")["topic"]
    )


def answer_topic(inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """The passages of the section asked for, None when the question asks for more than it."""
    topic = asked_topic(inquiry)
    if topic is None:
        return None
    parts: list[str] = []
    for record in inquiry.desk.scope.reports:
        passages = _section(inquiry, record.id, topic)
        if not passages:
            continue
        texts = []
        for passage in passages[:MAX_PASSAGES]:
            number = draft.cite_passage(record, passage, ((0, len(passage.text)),))
            texts.append(f"{passage.text}[{number}]")
        year = f"{record.year}年度" if record.year else ""
        heading = passages[0].section[-1] if passages[0].section else ""
        parts.append(f"{year}{record.entity}（{heading}）：\n" + "\n".join(texts))
    if not parts:
        return None
    return Outcome("answered", "\n".join(parts), item=topic.words[0], operation="list")


def asked_topic(inquiry: Inquiry) -> Topic | None:
    """The topic of a question that asks for a section and nothing within it."""
    topic = next((t for t in topics() if any(w in inquiry.asked for w in t.words)), None)
    return None if topic is None or _asks_more(inquiry, topic) else topic


def _asks_more(inquiry: Inquiry, topic: Topic) -> bool:
    """Words beyond the topic's own make it a question about something within the section."""
    own = "".join((*topic.words, *topic.headings))
    rest = [word for word in inquiry.query.residual if key(word) not in own]
    items = [m for m in inquiry.query.mentions if m.kind == "exact" and m.text not in own]
    return bool(items) or len("".join(rest)) > 3


def _section(inquiry: Inquiry, report: str, topic: Topic) -> list:  # type: ignore[type-arg]
    """Narrative passages below the first section whose heading is one of the topic's."""
    passages = [s.passage for s in inquiry.desk.shelf.passages(report)]
    for heading in topic.headings:
        paths = [p.section for p in passages if _under(p.section, heading)]
        if paths:
            prefix = paths[0][: _depth(paths[0], heading) + 1]
            inside = [p for p in passages if p.section[: len(prefix)] == prefix]
            return [p for n, p in enumerate(inside) if p.kind != "table" or _announced(inside, n)]
    return []


def _announced(passages: list, number: int) -> bool:  # type: ignore[type-arg]
    """A table that the sentence before leads to: "……的单位包括："."""
    return number > 0 and bool(passages[number - 1].text.rstrip().endswith(("：", ":")))


def _under(section: tuple[str, ...], heading: str) -> bool:
    return any(heading in key(title) for title in section[:3])


def _depth(section: tuple[str, ...], heading: str) -> int:
    return next(i for i, title in enumerate(section) if heading in key(title))
