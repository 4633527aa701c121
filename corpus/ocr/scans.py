"""Which pages are scans, and what is recognised on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from corpus.model import Box, Glyph, Page, Rule
from corpus.ocr.engine import Character, Picture, can_recognize, characters
from corpus.ocr.ruling import Pixels, ruled_lines

RESOLUTION = 200
"""Pixels an inch: what the models read best, and what offices scan at."""

FEWEST_GLYPHS = 20
"""A page with pictures and fewer printed characters is a scan with a number or a stamp in type."""

TYPE_SHARE = 0.72
"""Size of type in a line's height, as the detector draws its boxes around lines."""


def is_scan(page: Page) -> bool:
    """Whether what the page says stands in a picture."""
    printed = sum(1 for glyph in page.glyphs if glyph.text.strip())
    return page.images > 0 and printed < FEWEST_GLYPHS


def recognize(path: Path, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of a PDF, its scans with what could be recognised on them.

    Without the extra the pages are returned as they are.
    """
    if not can_recognize() or not any(map(is_scan, pages)):
        return tuple(pages)
    return tuple(_recognized(path, pages))


def _recognized(path: Path, pages: Iterable[Page]) -> Iterator[Page]:
    import pypdfium2 as pdfium  # noqa: PLC0415 - only scans are drawn here

    with closing(pdfium.PdfDocument(path)) as document:
        for page in pages:
            if not is_scan(page):
                yield page
                continue
            drawn = document[page.number - 1].render(scale=RESOLUTION / 72)
            yield _read(page, np.ascontiguousarray(drawn.to_numpy()[:, :, :3]))


def _read(page: Page, picture: Picture) -> Page:
    """The page with recognised glyphs beside those it prints, and the lines of its picture."""
    printed = [glyph for glyph in page.glyphs if glyph.text.strip()]
    scale = page.width / picture.shape[1]
    recognised = list(characters(picture))
    found = (_glyph(character, scale) for character in recognised)
    new = [g for g in found if not any(p.box.contains(*g.box.center) for p in printed)]
    lines = (_rule(line, scale) for line in ruled_lines(picture, RESOLUTION))
    slant = round(median([c.slant for c in recognised] or [0.0]), 1)
    return replace(page, glyphs=(*page.glyphs, *new), rules=(*page.rules, *lines), slant=slant)


def _glyph(character: Character, scale: float) -> Glyph:
    # Whole points: the detector's boxes vary, and headings are told by their size.
    size = float(max(round(character.line_height * scale * TYPE_SHARE), 1))
    return Glyph(
        character.text, _points(character.box, scale), size, confidence=character.confidence
    )


def _rule(line: Pixels, scale: float) -> Rule:
    box = _points(line, scale)
    return Rule(box, min(box.x1 - box.x0, box.bottom - box.top))


def _points(box: Pixels, scale: float) -> Box:
    x0, top, x1, bottom = (round(edge * scale, 2) for edge in box)
    return Box(x0, top, x1, bottom)
