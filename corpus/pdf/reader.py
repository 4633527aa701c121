"""The seam to pdfminer.six (with ``corpus.pdf.clipping``): a PDF file becomes glyphs and rules.

pdfplumber (built on pdfminer.six) interprets the page; its per-character dictionaries are turned
into the frozen types of ``corpus.model`` here, and nothing of either library goes further.
"""

from __future__ import annotations

import logging
import math
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.errors import Damaged, Encrypted, NotReadable
from corpus.model import Box, Glyph, Page, Rule
from corpus.pdf.clipping import draw

HEADER_WINDOW = 1024
"""A PDF's %PDF- mark must stand in its first kilobyte (ISO 32000, implementation note 13)."""

SKEW = 0.17
"""A base line more than 5 degrees off both axes: |sin 2a| of its angle a."""

SMALLEST = 0.5
"""Points: smaller type is not there to be read."""

RULE_THICKNESS = 3.0
"""Points: a filled rectangle thinner than this is a drawn line, a thicker one an area."""


# What the libraries raise over a damaged file: their own errors, and what garbage makes Python say.
_FAULTS = (
    MalformedPDFException,
    PdfminerException,
    PDFException,
    PSException,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    RecursionError,
    struct.error,
    zlib.error,
)


def read_pages(path: Path) -> tuple[tuple[Page, ...], int]:
    """Read every page of the PDF; returns (pages, number of warnings of the PDF library).

    Raises NotReadable, Encrypted or Damaged.
    """
    _check_header(path)
    with _counted_warnings() as warnings:
        try:
            # pdfplumber leaves a file open that it opened itself and cannot read.
            with path.open("rb") as file, pdfplumber.open(file) as document:
                pages = tuple(_page(page, n) for n, page in enumerate(document.pages, start=1))
        except _FAULTS as exc:
            raise _translated(path, exc) from exc
    if not pages:
        raise Damaged(path.name, "文件没有任何页面")
    return pages, len(warnings)


def _translated(path: Path, exc: Exception) -> Damaged | Encrypted:
    """pdfplumber wraps pdfminer's errors: look at the cause to name the reason."""
    chain = f"{exc!r} {exc.args!r} {exc.__cause__!r} {exc.__context__!r}"
    if "Password" in chain or "Encryption" in chain:
        return Encrypted(path.name, "文件已加密")
    return Damaged(path.name, f"PDF 结构损坏（{type(exc).__name__}）")


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_WINDOW)
    except FileNotFoundError as exc:
        raise NotReadable(path.name, "文件不存在") from exc
    except OSError as exc:
        raise NotReadable(path.name, "文件无法打开") from exc
    if not head:
        raise NotReadable(path.name, "文件为空")
    if b"%PDF-" not in head:
        raise NotReadable(path.name, "文件不是 PDF")


@contextmanager
def _counted_warnings() -> Iterator[list[str]]:
    """pdfminer logs a line per odd font: keep them off the terminal, and count them."""
    seen: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pdfminer")
    before = logger.propagate
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield seen
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _page(page: Any, number: int) -> Page:
    draw(page)
    printed = [char for char in page.chars if _is_printed(char, page)]
    level = [char for char in printed if not _is_skewed(char)]
    glyphs = tuple(map(_glyph, level))
    rules = (*_lines(page), *_thin_rectangles(page), *_curves(page))
    result = Page(
        number=number,
        width=float(page.width),
        height=float(page.height),
        rotation=int(page.rotation or 0),
        glyphs=glyphs,
        rules=rules,
        images=len(page.images),
        skewed=len(printed) - len(level),
    )
    page.close()
    return result


def _is_printed(char: dict[str, Any], page: Any) -> bool:
    """Whether the character has a size that can be seen and its middle on the page."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    on_page = 0 <= x <= page.width and 0 <= y <= page.height
    return bool(char["text"]) and char["size"] > SMALLEST and on_page


def _is_skewed(char: dict[str, Any]) -> bool:
    """Set at a slant, as watermarks are: they would mix with the text under them."""
    a, b, *_ = char["matrix"]
    return abs(math.sin(2 * math.atan2(b, a))) > SKEW


def _glyph(char: dict[str, Any]) -> Glyph:
    return Glyph(char["text"], _box(char), float(char["size"]), str(char["fontname"]))


def _box(thing: dict[str, Any]) -> Box:
    return Box(
        round(float(thing["x0"]), 2),
        round(float(thing["top"]), 2),
        round(float(thing["x1"]), 2),
        round(float(thing["bottom"]), 2),
    )


def _lines(page: Any) -> Iterator[Rule]:
    for line in page.lines:
        yield Rule(_box(line), float(line.get("linewidth") or 0.0))


def _thin_rectangles(page: Any) -> Iterator[Rule]:
    """Word and LibreOffice draw borders as thin filled rectangles, Excel as outlined cells."""
    for rect in page.rects:
        box = _box(rect)
        if min(box.x1 - box.x0, box.bottom - box.top) <= RULE_THICKNESS:
            yield Rule(box, min(box.x1 - box.x0, box.bottom - box.top))
        elif rect.get("stroke"):
            yield from _outline(box)


def _outline(box: Box) -> Iterator[Rule]:
    yield Rule(Box(box.x0, box.top, box.x1, box.top), 0.0)
    yield Rule(Box(box.x0, box.bottom, box.x1, box.bottom), 0.0)
    yield Rule(Box(box.x0, box.top, box.x0, box.bottom), 0.0)
    yield Rule(Box(box.x1, box.top, box.x1, box.bottom), 0.0)


def _curves(page: Any) -> Iterator[Rule]:
    """A straight segment drawn as a path of more than two points still rules a table."""
    for curve in page.curves:
        box = _box(curve)
        if min(box.x1 - box.x0, box.bottom - box.top) <= RULE_THICKNESS:
            yield Rule(box, float(curve.get("linewidth") or 0.0))


def is_unmapped(glyph: Glyph) -> bool:
    """A glyph whose font maps to no character: pdfminer prints "(cid:12)"."""
    return glyph.text.startswith("(cid:") or unicodedata.category(glyph.text[0]) in {"Co", "Cn"}
