"""Pages set in type without a PDF, and the flag that renews the golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus import Box, Glyph, Page, Report
from corpus.text import is_cjk
from tests.corpus.read_once import read_once

SIZE = 12.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest tests/corpus --regenerate-golden`` writes the golden files anew."""
    parser.addoption("--regenerate-golden", action="store_true", help="renew tests/golden")


def set_line(
    text: str, x: float, top: float, size: float = SIZE, font: str = "Song", shift: float = 0.0
) -> list[Glyph]:
    """Glyphs of one line: full width for Chinese, half for the rest, which stands ``shift`` lower.

    Blanks leave white and no glyph.
    """
    glyphs: list[Glyph] = []
    for char in text:
        width = size if is_cjk(char) else size / 2
        if not char.isspace():
            down = 0.0 if is_cjk(char) else shift
            box = Box(x, top + down, x + width, top + down + size)
            glyphs.append(Glyph(char, box, size, font))
        x += width
    return glyphs


def make_page(
    lines: Iterable[tuple[str, float, float] | tuple[str, float, float, float]], number: int = 1
) -> Page:
    """An A4 page of lines given as (text, x, top) or (text, x, top, size)."""
    glyphs = [glyph for line in lines for glyph in set_line(*line)]
    return Page(number, 595.0, 842.0, 0, tuple(glyphs), ())


@pytest.fixture(scope="session")
def typeset() -> Callable[..., Page]:
    """Makes a page out of (text, x, top[, size]) lines."""
    return make_page


@pytest.fixture(scope="session")
def line_of() -> Callable[..., list[Glyph]]:
    """Makes the glyphs of one line."""
    return set_line


@pytest.fixture(scope="session")
def sample(sample_pdf: Path) -> Report:
    """The sample report, read once."""
    return read_once(sample_pdf)
