"""A real Chromium against a served application whose engine is told what to answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from service.app import create_app
from service.settings import Settings
from tests.service.fakes import FakeEngine, FakeLibrary, FakeShelf

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def base_url(sample_pdf: Path, engine: FakeEngine) -> Iterator[str]:
    app = create_app(Settings(), FakeLibrary(FakeShelf(sample_pdf)), engine)
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


def open_context(browser: Browser, base_url: str, **options: Any) -> BrowserContext:
    """A fresh profile; whatever the page asks of another host is refused."""
    context = browser.new_context(
        base_url=base_url, **{"viewport": DESKTOP, "locale": "zh-CN"} | options
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a wide screen; an error in its console fails the test."""
    yield from watched(open_context(browser, base_url))


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a narrow screen."""
    yield from watched(open_context(browser, base_url, viewport=PHONE, has_touch=True))


def watched(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert faults == []
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
