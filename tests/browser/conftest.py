"""A real Chromium against a served application whose engine is told what to answer.

One browser and one server serve the whole suite: each test gets a fresh profile and an engine that
answers as it did at first.
"""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from service.settings import Settings
from service.web.app import create_app
from tests.service.fakes import FakeEngine, FakeLibrary, FakeShelf

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A portal of the tests has no address; that it reads this machine's is not what is tested.
    "--disable-features=LocalNetworkAccessChecks",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 10_000
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PORTAL = "http://portal.test"
"""A foreign origin whose pages a test writes; the operator lets it embed the widget."""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shared_engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def engine(shared_engine: FakeEngine) -> FakeEngine:
    for field in dataclasses.fields(FakeEngine):
        setattr(shared_engine, field.name, getattr(FakeEngine(), field.name))
    return shared_engine


@pytest.fixture(scope="session")
def base_url(sample_pdf: Path, shared_engine: FakeEngine) -> Iterator[str]:
    settings = Settings(origins=(PORTAL,))
    app = create_app(settings, FakeLibrary(FakeShelf(sample_pdf)), shared_engine)
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        missing = "needs axe-core: npm install --prefix tests/browser (see .ci/run)"
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return AXE.read_text(encoding="utf-8")


def open_context(browser: Browser, base_url: str, **options: Any) -> BrowserContext:
    """A fresh profile."""
    context = browser.new_context(
        base_url=base_url, **{"viewport": DESKTOP, "locale": "zh-CN"} | options
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def page(browser: Browser, base_url: str, engine: FakeEngine) -> Iterator[Page]:
    """A page on a wide screen; an error in its console fails the test."""
    yield from watched(open_context(browser, base_url))


@pytest.fixture
def phone(browser: Browser, base_url: str, engine: FakeEngine) -> Iterator[Page]:
    """A page on a narrow screen."""
    yield from watched(open_context(browser, base_url, viewport=PHONE, has_touch=True))


def watched(context: BrowserContext) -> Iterator[Page]:
    """A page that may raise no error, break no policy and ask nothing of another host."""
    opened = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    ours = ("http://127.0.0.1:", "blob:http://127.0.0.1:")
    assert faults == []
    assert [url for url in asked if not url.startswith(ours)] == []
