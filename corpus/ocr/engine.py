"""The seam to rapidocr: a picture becomes characters. Its models come inside its package."""

from __future__ import annotations

import importlib.util
import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A page as it looks: shape (height, width, 3)."""

THREADS = 2
"""For each process: several read files beside each other."""

CLOSED_GAP = 0.4
"""Of a line's height: less white between two characters is no space."""


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character: ``box`` is (x0, top, x1, bottom) in pixels of the picture.

    ``line_height`` is that of the line it stands in, in pixels; ``confidence`` is 0..1; ``slant``
    degrees by which the line falls to the right.
    """

    text: str
    box: tuple[float, float, float, float]
    line_height: float
    confidence: float
    slant: float = 0.0


@cache
def can_recognize() -> bool:
    """Whether the extra is installed; says so without loading it."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - optional, and takes a second

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        }
    )


def characters(picture: Picture) -> Iterator[Character]:
    """The characters of a picture, line by line as they were found."""
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if not found.txts:
        return
    for corners, words in zip(found.boxes, found.word_results, strict=True):
        height = float(corners[3][1] - corners[0][1])
        slant = _slant(corners)
        line = [
            replace(character, slant=slant)
            for text, confidence, around in words
            for character in _spread(text, around, height, float(confidence))
        ]
        yield from _closed(line)


def _slant(corners: Any) -> float:
    """Degrees by which the upper edge of a line's box falls to the right."""
    (x0, y0), (x1, y1) = corners[0], corners[1]
    return math.degrees(math.atan2(float(y1) - float(y0), float(x1) - float(x0)))


def _closed(line: list[Character]) -> list[Character]:
    """The line with narrow gaps closed.

    The model places a character by steps about as wide as a digit: a gap of one says nothing.
    """
    for n in range(1, len(line)):
        before, after = line[n - 1], line[n]
        gap = after.box[0] - before.box[2]
        if 0 < gap < CLOSED_GAP * after.line_height:
            middle = before.box[2] + gap / 2
            line[n - 1] = replace(before, box=(*before.box[:2], middle, before.box[3]))
            line[n] = replace(after, box=(middle, *after.box[1:]))
    return line


def _spread(text: str, around: Any, height: float, confidence: float) -> Iterator[Character]:
    """A piece of a line (one character nearly always) as characters that share its width."""
    xs, ys = [float(x) for x, _ in around], [float(y) for _, y in around]
    x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
    step = (x1 - x0) / max(len(text), 1)
    for n, char in enumerate(text):
        yield Character(char, (x0 + n * step, top, x0 + (n + 1) * step, bottom), height, confidence)
