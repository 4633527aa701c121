"""What a page weighs in a browser: bytes on the wire, requests, first paint, first answer.

Measured in Chromium with an empty cache, as on a person's first visit; left out without one.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.rows import Row
from bench.server import Server

REPEATS = 3
QUESTION = "提租补贴的决算数是多少"
MOST_BYTES = "< 60 kB"
_PAINT = (
    "() => performance.getEntriesByType('paint')"
    ".find(entry => entry.name === 'first-contentful-paint')?.startTime ?? 0"
)


def measure(data: Path) -> list[Row]:
    """One row a page, and how long the first answer takes from an empty tab."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return [Row("pages", "not measured", MOST_BYTES, "needs Chromium")]
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - development only

    with Server(data) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        url = f"http://127.0.0.1:{server.port}"
        report = server.ask(QUESTION)["citations"][0]["report"]
        at = f"/reports/{report}"
        rows = [
            _weight(browser, url, "chat", "/", MOST_BYTES),
            _weight(browser, url, "search", f"/search?q={QUESTION[:4]}"),
            _weight(browser, url, "trace", "/trace?value=3988.02"),
            _weight(browser, url, "report", at),
            _weight(browser, url, "table", f"{at}/tables/3"),
            _weight(browser, url, "page, its picture included", f"{at}/pages/21"),
            _first_answer(browser, url),
        ]
        browser.close()
    return rows


def _weight(browser: Any, url: str, name: str, path: str, target: str = "") -> Row:
    visits = [_visit(browser, url, path) for _ in range(REPEATS)]
    sent, requests, _ = visits[-1]
    paint = median(paint for _, _, paint in visits)
    how = f"{requests} requests, first paint after {paint:.0f} ms"
    return Row(f"page: {name}", f"{sent / 1024:.1f} kB", target, how)


def _visit(browser: Any, url: str, path: str) -> tuple[int, int, float]:
    """Bytes received, requests, and milliseconds to the first paint, with an empty cache."""
    context = browser.new_context(base_url=url, locale="zh-CN")
    page = context.new_page()
    answered: list[Any] = []
    page.on("requestfinished", lambda request: answered.append(request))  # noqa: PLW0108
    page.goto(path, wait_until="networkidle")
    paint = page.evaluate(_PAINT)
    sizes = [request.sizes() for request in answered]
    context.close()
    sent = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return sent, len(sizes), paint


def _first_answer(browser: Any, url: str) -> Row:
    """From an address typed into an empty tab to figures on the screen, typing apart."""
    taken: list[float] = []
    for _ in range(REPEATS):
        context = browser.new_context(base_url=url, locale="zh-CN")
        page = context.new_page()
        began = time.perf_counter()
        page.goto("/", wait_until="domcontentloaded")
        page.locator("#question").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".figure").first.wait_for()
        taken.append(time.perf_counter() - began)
        context.close()
    how = f"page, question, answer; median of {REPEATS}"
    return Row("first answer from an empty tab", f"{1000 * median(taken):.0f} ms", "", how)
