"""The printed characters of a page, kept small, and read back out of a box.

A page becomes its texts and one row for each edge of all boxes, in whole hundredths of a point,
each as the difference to the one before: zlib shrinks that to a few kilobytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Box, Glyph
from index.codec import to_json
from index.errors import IndexCorrupt

_HEADER = 4  # bytes that hold the length of the texts


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's n glyphs in the order the PDF draws them.

    ``edges`` has shape (4, n): x0, top, x1, bottom in hundredths of a point.
    """

    texts: tuple[str, ...]
    edges: NDArray[np.int64]


def flatten_glyphs(glyphs: Sequence[Glyph]) -> bytes:
    """Every printed character and its place, and nothing else, as bytes."""
    boxes = [(g.box.x0, g.box.top, g.box.x1, g.box.bottom) for g in glyphs]
    edges = np.rint(np.array(boxes, dtype=np.float64).reshape(-1, 4).T * 100).astype("<i4")
    texts = to_json([glyph.text for glyph in glyphs]).encode("utf-8")
    steps = np.diff(edges, axis=1, prepend=np.int32(0)).astype("<i4").tobytes()
    return len(texts).to_bytes(_HEADER, "little") + texts + steps


def pack_glyphs(flat: bytes) -> bytes:
    """What ``unpack_glyphs`` reads."""
    return zlib.compress(flat, 6)


def unpack_glyphs(blob: bytes) -> PageGlyphs:
    """The page's glyphs. Raises IndexCorrupt."""
    try:
        data = zlib.decompress(blob)
        end = _HEADER + int.from_bytes(data[:_HEADER], "little")
        texts = tuple(json.loads(data[_HEADER:end]))
        steps = np.frombuffer(data[end:], dtype="<i4").reshape(4, len(texts))
    except (zlib.error, ValueError) as exc:
        raise IndexCorrupt(f"页面文字已损坏（{exc}）") from exc
    return PageGlyphs(texts, steps.cumsum(axis=1, dtype=np.int64))


def read_box(page: PageGlyphs, box: Box) -> str:
    """The text whose glyph centres lie inside ``box``: lines from the top, each from the left.

    Lines are separated by a line feed. A glyph belongs to a line when its centre lies within
    the height of that line's first glyph, so that digits on a baseline of their own stay with
    the words around them.
    """
    x0, top, x1, bottom = page.edges
    across, down = (x0 + x1) / 200, (top + bottom) / 200
    inside = (box.x0 <= across) & (across <= box.x1) & (box.top <= down) & (down <= box.bottom)
    found = np.flatnonzero(inside)
    lines: list[list[int]] = []
    for i in found[np.argsort(down[found], kind="stable")]:
        first = lines[-1][0] if lines else None
        if first is not None and top[first] <= down[i] * 100 <= bottom[first]:
            lines[-1].append(int(i))
        else:
            lines.append([int(i)])
    return "\n".join(_line(page, line) for line in lines)


def _line(page: PageGlyphs, line: list[int]) -> str:
    return "".join(page.texts[i] for i in sorted(line, key=lambda i: int(page.edges[0, i])))
