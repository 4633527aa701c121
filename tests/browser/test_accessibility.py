"""Every page and state, in both languages and schemes, against the rules of axe-core (WCAG 2.2 AA).

axe-core comes from npm, for the tests alone:
``npm install --prefix tests/browser --no-package-lock --ignore-scripts``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from service.types import Answer
from tests.browser.conftest import PHONE, open_context
from tests.browser.steps import ask, open_source
from tests.service.fakes import ANSWER, REPORT, FakeEngine, make_figure

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = [
    "/",
    "/?q=外包",
    "/search",
    "/search?q=外包",
    "/search?q=外包&year=2023&section=explanation&offset=10",
    "/trace",
    "/trace?value=1612.17",
    "/reports",
    f"/reports/{REPORT}",
    f"/reports/{REPORT}/tables/1",
    f"/reports/{REPORT}/pages/8?box=72,300,180,320",
    "/nothing",
    "/trace?value=abc",
]


@pytest.fixture(params=[("light", "zh"), ("dark", "en")])
def reader(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a colour scheme and a language, each once: neither changes what the other can break.

    Motion is reduced, so that nothing is judged half way.
    """
    scheme, language = request.param
    locale = {"zh": "zh-CN", "en": "en-GB"}[language]
    looks: dict[str, Any] = {"color_scheme": scheme, "reduced_motion": "reduce", "locale": locale}
    context = open_context(browser, base_url, **looks, bypass_csp=True)
    yield context.new_page()
    context.close()


def violations(page: Page, axe: str) -> list[str]:
    """What is wrong with the page as it stands, one line a rule and element."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{page.url}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_every_page(reader: Page, axe: str) -> None:
    found = []
    for path in PATHS:
        reader.goto(path)
        found += violations(reader, axe)
    assert found == []
    reader.evaluate("document.body.append(document.createElement('img'))")
    assert any("image-alt" in line for line in violations(reader, axe)), "a fault is not seen"


def test_every_page_in_large_text_on_a_phone(browser: Browser, base_url: str, axe: str) -> None:
    context = open_context(
        browser, base_url, viewport={"width": 390, "height": 844}, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path in PATHS:
        page.goto(f"{path}{'&' if '?' in path else '?'}text=large")
        found += violations(page, axe)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append(f"{path} runs off the side")
    context.close()
    assert found == []


def test_the_states_of_the_chat(reader: Page, axe: str, engine: FakeEngine) -> None:
    found = []

    def look() -> None:
        found.extend(violations(reader, axe))

    ask(reader)
    look()
    reader.locator(".chip-value").first.click()
    look()
    reader.keyboard.press("Escape")
    open_source(reader, reader.locator(".further button.amount"))
    reader.locator(".spot.row").wait_for()
    look()
    reader.keyboard.press("Escape")
    reader.locator("#tools").click()
    look()
    reader.keyboard.press("Escape")
    figures = tuple(make_figure(value=str(number)) for number in range(6))
    engine.answer = dataclasses.replace(ANSWER, figures=figures)
    ask(reader, path=None)
    look()
    reader.set_viewport_size(PHONE)
    look()
    open_source(reader, reader.locator("td button.amount").first)
    look()
    reader.keyboard.press("Escape")
    engine.answer = Answer("", "ambiguous", "有两种理解。", choices=("决算数是多少",))
    ask(reader, path=None)
    look()
    engine.failure = RuntimeError("broken")
    reader.locator("#question").fill("再问")
    reader.keyboard.press("Enter")
    reader.get_by_role("alert").wait_for()
    look()
    assert found == []
