"""Drawn lines in a picture, found by what survives an opening with a long, thin element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.ocr.engine import Picture

LEAST_LENGTH = 0.3
"""Inches: longer than the strokes of body text, shorter than the height of a table's row or two."""

MOST_WIDTH = 0.06
"""Inches: what is thicker is no line but an area."""

Pixels = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


def ruled_lines(picture: Picture, resolution: float) -> Iterator[Pixels]:
    """Horizontal and vertical lines in pixels; ``resolution`` is in pixels an inch."""
    import cv2  # noqa: PLC0415 - comes with the extra

    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    _, ink = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    length = round(LEAST_LENGTH * resolution)
    for size in ((length, 1), (1, length)):
        yield from _surviving(cv2, ink, size, MOST_WIDTH * resolution)


def _surviving(cv2: Any, ink: Any, size: tuple[int, int], most_width: float) -> Iterator[Pixels]:
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(0, size))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    for x, y, width, height, _ in stats[1:].tolist():  # the first is what is left between
        if min(width, height) <= most_width:
            yield float(x), float(y), float(x + width), float(y + height)
