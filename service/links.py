"""The lasting address of a page with places marked: the report's id is its content."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

BoxTuple = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points from the page's top left corner."""


def page_url(report: str, page: int, boxes: Iterable[BoxTuple] = (), suffix: str = "") -> str:
    """The address of a page with the boxes marked: for people, or with ".png" the picture."""
    query = urlencode([("box", box_text(box)) for box in boxes], safe=",")
    return f"/reports/{report}/pages/{page}{suffix}{'?' if query else ''}{query}"


def box_text(box: BoxTuple) -> str:
    """``72.1,296,523.4,338.7``: as short as two decimals allow."""
    return ",".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in box)
