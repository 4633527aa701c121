"""What a clipping path hides is not read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf import read_pages
from tests.corpus.read_once import read_once


def clip_to(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)


def rows(canvas: Canvas) -> None:
    for row in range(10):
        canvas.drawString(100, 700 - 20 * row, str(row))


def half(canvas: Canvas) -> None:
    """Of ten rows the upper five are seen, and what is drawn after the clip ended."""
    canvas.saveState()
    clip_to(canvas, 90, 610, 200, 110)
    rows(canvas)
    canvas.restoreState()
    canvas.drawString(100, 100, "z")


def nested(canvas: Canvas) -> None:
    """A clip inside a clip hides what either hides."""
    canvas.saveState()
    clip_to(canvas, 90, 610, 200, 110)
    canvas.saveState()
    clip_to(canvas, 90, 500, 200, 150)
    rows(canvas)
    canvas.restoreState()
    canvas.drawString(100, 640, "a")
    canvas.restoreState()


def moved(canvas: Canvas) -> None:
    """The clip is in the coordinates that hold where it is set."""
    canvas.saveState()
    canvas.translate(50, -40)
    clip_to(canvas, 40, 650, 100, 110)
    canvas.translate(-50, 40)
    rows(canvas)
    canvas.restoreState()


def form(canvas: Canvas) -> None:
    """A form is drawn under the clip of its page, and its own clip ends with it."""
    canvas.beginForm("rows")
    clip_to(canvas, 90, 640, 100, 100)
    rows(canvas)
    canvas.endForm()
    canvas.saveState()
    clip_to(canvas, 90, 600, 100, 85)
    canvas.doForm("rows")
    canvas.drawString(100, 605, "f")
    canvas.restoreState()


def outside(canvas: Canvas) -> None:
    """Beyond the edges of the page, or too small to be seen."""
    canvas.drawString(-300, 100, "left")
    canvas.drawString(100, 900, "above")
    canvas.setFont("Helvetica", 0.1)
    canvas.drawString(100, 100, "tiny")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 100, "in")


@pytest.mark.parametrize(
    ("draw", "seen"),
    [(half, "01234z"), (nested, "34a"), (moved, "01234"), (form, "123f"), (outside, "in")],
)
def test_only_what_is_seen_is_read(
    tmp_path: Path, draw: Callable[[Canvas], None], seen: str
) -> None:
    path = tmp_path / "clip.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    (page,), _ = read_pages(path)
    assert "".join(glyph.text for glyph in page.glyphs) == seen


def test_rules_are_clipped_too(tmp_path: Path) -> None:
    path = tmp_path / "rules.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    clip_to(canvas, 50, 400, 300, 300)
    canvas.line(60, 500, 200, 500)
    canvas.line(10, 600, 500, 600)  # reaches over the clip on both sides: seen in part
    canvas.line(60, 100, 200, 100)
    canvas.save()
    (page,), _ = read_pages(path)
    assert sorted(round(842 - rule.box.top) for rule in page.rules) == [500, 600]


def test_a_long_text_over_two_pages_is_read_once(shared_reports: Path) -> None:
    (path,) = shared_reports.glob("*商务委员会2025年部门预算.pdf")
    pages = read_once(path).pages
    texts = ["".join(glyph.text for glyph in page.glyphs) for page in pages]
    assert sum("完成区委、区政府交办的其他任务" in text for text in texts) == 1
