"""Two questions in one: "总支出多少，为什么减少" is answered as two, the second as a follow-up.

A question is parted between clauses that ask for different things; clauses that only say whose,
when or of what stay with what they belong to. The parts' answers become one: their citations are
numbered through, the same quotation is cited once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.types import Answer, Citation
from service.understanding.query import Query

_MARK = re.compile(r"[,;。?!]+")
_CITED = re.compile(r"\[(\d+)\]")
_PROSE = ("why", "define", "where", "when", "who", "list")
_ASKING = re.compile(r"多少|几|是什么|如何|怎么")
MOST = 3


def parts_of(query: Query) -> tuple[str, ...]:
    """The question's parts as questions of their own, () where it is one."""
    texts = [part for part in _MARK.split(query.plain) if part.strip()]
    if len(texts) != len(query.clauses) or len(texts) < 2:
        return ()
    parts: list[tuple[str, str]] = []
    for number, text in enumerate(texts):
        kind = _kind(query, number)
        if parts and (not kind or kind == parts[-1][1]):
            parts[-1] = (f"{parts[-1][0]}，{text}", parts[-1][1])
        elif parts and (not parts[-1][1] or _premise(parts[-1], kind)):
            parts[-1] = (f"{parts[-1][0]}，{text}", kind)
        else:
            parts.append((text, kind))
    asked = {kind for _, kind in parts}
    if not 2 <= len(parts) <= MOST or asked <= {"value", "yesno", ""}:
        return ()
    return tuple(text for text, _ in parts)


_COMPARED = re.compile(r"[大小多少高低]于|超|[增减降升]|不足|没达|未达")


def _premise(before: tuple[str, str], kind: str) -> bool:
    """ "A 小于预算，原因是什么": the first clause asks nothing, it says of what the reason is."""
    text, asked = before
    stated = asked == "value" and not _ASKING.search(text)
    return kind == "why" and stated and _COMPARED.search(text) is not None


def _kind(query: Query, clause: int) -> str:
    """What a clause asks for; "" for one that asks nothing by itself."""
    tokens = [token for token in query.tokens if token.clause == clause]
    operations = {token.roles.operation for token in tokens}
    for kind in _PROSE:
        if kind in operations:
            return kind
    if "yesno" in operations:
        return "yesno"
    named = any(m.clause == clause for m in query.mentions)
    measured = any(token.roles.measure for token in tokens)
    asking = _ASKING.search(query.clauses[clause]) is not None
    return "value" if asking or (named and measured) else ""


def joined_answers(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several: answered when any part is; what a part refuses is said."""
    first = next((a for a in answers if a.status == "answered"), answers[0])
    whole = replace(first, question=question, answer="", figures=(), citations=(), notes=())
    for answer in answers:
        whole = _with(whole, answer)
    return replace(whole, suggestions=answers[-1].suggestions or first.suggestions)


def _with(whole: Answer, part: Answer) -> Answer:
    citations = list(whole.citations)
    numbers = {citation.n: _numbered(citation, citations) for citation in part.citations}
    offset = len(whole.figures)
    text = _CITED.sub(lambda m: f"[{numbers.get(int(m[1]), int(m[1]))}]", part.answer)
    return replace(
        whole,
        answer=f"{whole.answer}\n{text}".strip(),
        figures=(
            *whole.figures,
            *(replace(f, citation=numbers.get(f.citation or 0)) for f in part.figures),
        ),
        citations=tuple(citations),
        notes=(
            *whole.notes,
            *(replace(n, figures=tuple(i + offset for i in n.figures)) for n in part.notes),
        ),
    )


def _numbered(citation: Citation, citations: list[Citation]) -> int:
    """The number under which the whole cites it; marks of both parts join."""
    for index, known in enumerate(citations):
        if (known.report, known.text, known.page) == (
            citation.report,
            citation.text,
            citation.page,
        ):
            marks = tuple(sorted({*known.marks, *citation.marks}))
            citations[index] = replace(known, marks=marks)
            return known.n
    number = len(citations) + 1
    citations.append(replace(citation, n=number))
    return number
