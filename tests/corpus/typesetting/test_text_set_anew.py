"""The sample's text, set anew by a browser in other ways, is read into the same blocks."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from corpus import Block, Report
from corpus.layout import read_blocks
from corpus.pdf import read_pages
from corpus.text import normalize
from tests.corpus.typesetting.browser import print_page

FIRST, LAST = 20, 34  # the pages of explanations

STYLES = {
    "set in": "p {text-indent: 2em; text-align: justify; margin: 0; line-height: 1.6}",
    "parted by white": "p {margin: 0 0 1em 0; line-height: 1.5}",
    "tight, headings as text": """
        p {text-indent: 2em; text-align: justify; margin: 0; line-height: 1.2}
        h1, h2, h3, h4 {font-size: 12pt; font-weight: normal; margin: 0; text-indent: 2em}""",
    "set in as a whole": """
        p {margin: 0 0 0 2em; line-height: 1.5; text-align: justify}
        h2, h3, h4 {font-size: 12pt}""",
    "hanging": "p {padding-left: 2em; margin: 0.2em 0; line-height: 1.5; text-align: justify}",
}


def set_anew(blocks: list[Block], style: str, browser: str, folder: Path) -> Path:
    """A PDF of the blocks in ``style``."""
    tags = {block: f"h{block.level}" if block.kind == "heading" else "p" for block in blocks}
    body = "".join(f"<{tags[b]}>{escape(b.text)}</{tags[b]}>" for b in blocks)
    base = '@page {size: A4; margin: 2.2cm} body {font: 12pt "Noto Serif CJK SC", serif}'
    return print_page(body, f"{base} {style}", browser, folder)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_same_blocks(sample: Report, style: str, chromium: str, tmp_path: Path) -> None:
    blocks = [
        block
        for block in sample.blocks
        if block.kind in {"heading", "paragraph"} and FIRST <= block.spans[0].page <= LAST
    ]
    pages, _ = read_pages(set_anew(blocks, STYLES[style], chromium, tmp_path))
    read, _ = read_blocks(pages, ())
    assert [(b.kind, tight(b.text)) for b in read] == [(b.kind, tight(b.text)) for b in blocks]


def tight(text: str) -> str:
    return normalize(text).replace(" ", "")
