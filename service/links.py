"""The lasting address of a page with places marked: the report's id is its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from corpus.model import Box

BoxTuple = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points from the page's top left corner."""


def page_url(
    report: str,
    page: int,
    boxes: Iterable[BoxTuple] = (),
    suffix: str = "",
    heads: Iterable[tuple[str, BoxTuple]] = (),
) -> str:
    """The address of a page with the boxes marked: for people, or with ".png" the picture.

    Only a picture is told its ``heads``; a page finds them itself.
    """
    marks = [*(("box", box) for box in boxes), *heads]
    query = urlencode([(name, box_text(box)) for name, box in marks], safe=",")
    return f"/reports/{report}/pages/{page}{suffix}{'?' if query else ''}{query}"


def question_url(question: str, context: Mapping[str, Any] | None = None) -> str:
    """The chat with a question asked; the slots of ``context`` that are set come along."""
    slots = [(name, value) for name, value in (context or {}).items() if value not in {None, ""}]
    return f"/?{urlencode([('q', question), *slots])}"


def box_tuple(box: Box) -> BoxTuple:
    """As addresses and answers carry it."""
    return box.x0, box.top, box.x1, box.bottom


def box_text(box: BoxTuple) -> str:
    """``72.1,296,523.4,338.7``: as short as two decimals allow."""
    return ",".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in box)
