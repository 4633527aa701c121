"""What a person does, in the words of the tests."""

from __future__ import annotations

import io

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

QUESTION = "外包花了多少"


def ask(page: Page, question: str = QUESTION, path: str | None = "/") -> Locator:
    """Ask, from the page that is open where ``path`` is None; gives the answer's card."""
    if path is not None:
        page.goto(path)
    count = page.locator(".answer").count()
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(count + 1)
    return page.locator(".answer").last


def open_source(page: Page, opener: Locator) -> Locator:
    """Follow a figure or a citation; gives the source pane with its picture shown."""
    opener.click()
    pane = page.get_by_role("dialog")
    expect(pane).to_be_visible()
    expect(pane.get_by_role("img")).to_be_visible()
    return pane


def marked_region(page: Page, kind: str) -> tuple[float, ...]:
    """Where, in points, the paper on show differs from itself without the marks of one kind."""
    _hide(page, f".spot:not(.{kind})")
    shown = _shot(page)
    _hide(page, ".spot")
    box = ImageChops.difference(shown, _shot(page)).getbbox()
    assert box is not None
    left, top, ratio = page.evaluate(PAPER)
    return tuple(
        (edge - corner) / ratio for edge, corner in zip(box, (left, top, left, top), strict=True)
    )


PAPER = """() => {
  const [frame, paper] = ["#pane-picture", ".pane-picture .page"].map((one) =>
    document.querySelector(one).getBoundingClientRect());
  const points = document.querySelector(".pane-picture img").naturalWidth / 1.5;
  return [paper.x - frame.x, paper.y - frame.y, paper.width / points];
}"""
"""Where in its frame the paper begins, and how many pixels a point is wide."""


def _hide(page: Page, marks: str) -> None:
    page.eval_on_selector_all(marks, "all => all.forEach(one => one.style.display = 'none')")


def _shot(page: Page) -> Image.Image:
    shot = page.locator("#pane-picture").screenshot(animations="disabled")
    return Image.open(io.BytesIO(shot)).convert("RGB")
