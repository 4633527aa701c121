"""The lines below a table that explain it: notes, their formulas, "本表为空表"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Line
from corpus.tables.words import word
from corpus.text import fold, normalize


def read_notes(below: Sequence[Line]) -> tuple[Line, ...]:
    """Those of the lines under a table that belong to it, from the top down."""
    notes: list[Line] = []
    opened = False
    for line in below:
        text = normalize(line.text)
        if word("caption", "not_note").search(text):
            break
        starts = is_note(text)
        goes_on = notes and normalize(notes[-1].text)[-1] not in "。.；;"
        if not (starts or opened or goes_on):
            break
        opened = opened or word("caption", "open_note").search(text) is not None
        notes.append(line)
    return tuple(notes)


def is_note(text: str) -> bool:
    """Whether normalised ``text`` starts a note."""
    return word("caption", "note").search(text) is not None or _is_formula(text)


def _is_formula(text: str) -> bool:
    return "=" in text and ("行" in text or "栏" in text)


def note_texts(lines: Sequence[Line]) -> tuple[str, ...]:
    """Notes as whole sentences: a line that does not end one goes on in the next."""
    notes: list[str] = []
    for line in lines:
        text = fold(line.text)
        if notes and notes[-1][-1] not in "。.；;:：":
            notes[-1] += text
        else:
            notes.append(text)
    return tuple(notes)
