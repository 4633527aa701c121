"""The widget on a portal of another origin, under the strictest policy that can still load it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PORTAL, open_context
from tests.service.fakes import REPORT

pytestmark = pytest.mark.browser

HTML = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title></head>
<body><h1>门户</h1><script src="{base}/widget.js" {data} defer></script></body></html>"""
POLICY = (
    "default-src 'none'; script-src {base}; connect-src {base}; img-src {base}; "
    "style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class Portal:
    """A site that embeds the widget; remembers what its page asked of whom, and what broke."""

    def __init__(self, context: BrowserContext, base_url: str, origin: str = PORTAL) -> None:
        self.faults: list[str] = []
        self.asked: list[str] = []
        self._base, self._origin = base_url, origin
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, data: str = "") -> Page:
        def serve(route: Route) -> None:
            policy = POLICY.format(base=self._base)
            body = HTML.format(base=self._base, data=data)
            headers = {"Content-Security-Policy": policy, "Content-Type": "text/html"}
            route.fulfill(body=body, headers=headers)

        self.page.route(f"{self._origin}/**", serve)
        self.page.goto(f"{self._origin}/index.html")
        return self.page


@pytest.fixture
def portal(browser: Browser, base_url: str, engine: Any) -> Iterator[Portal]:
    context = open_context(browser, base_url)
    yield Portal(context, base_url)
    context.close()


def ask(page: Page) -> None:
    page.get_by_role("button", name="问决算").click()
    expect(page.get_by_label("问题")).to_be_focused()
    page.keyboard.type("外包花了多少")
    page.keyboard.press("Enter")
    expect(page.locator(".figure .value").first).to_have_text("1,612.17")


def test_it_answers_within_a_strict_policy_and_leaves_no_trace(
    portal: Portal, engine: Any, base_url: str
) -> None:
    page = portal.open(f'data-report="{REPORT}"')
    before = set(page.evaluate("Object.getOwnPropertyNames(window)"))
    ask(page)
    expect(page.locator(".figure").first).to_contain_text("不符")
    assert engine.asked[-1][::2] == ("外包花了多少", REPORT)
    page.get_by_label("问题").fill("那项目支出呢")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    assert engine.asked[-1][1]["item"] == "外包经费"
    assert portal.faults == []
    assert [url for url in portal.asked if not url.startswith((base_url, PORTAL))] == []
    assert set(page.evaluate("Object.getOwnPropertyNames(window)")) == before
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "", 0, 0,
    ]  # fmt: skip


def test_a_figure_is_shown_on_its_page(portal: Portal, base_url: str) -> None:
    page = portal.open()
    ask(page)
    page.locator(".figure button.amount").first.click()
    expect(page.get_by_role("button", name="返回")).to_be_focused()
    picture = page.locator(".source img")
    expect(picture).to_have_js_property("complete", value=True)
    assert page.evaluate(
        "document.querySelector('wenzhang-widget').shadowRoot.querySelector('.source img').naturalWidth > 0"
    )
    link = page.get_by_role("link", name="查看整页").get_attribute("href")
    assert link == f"{base_url}/reports/{REPORT}/pages/8?box=72,300,180,320&lang=zh"
    page.keyboard.press("Escape")
    expect(page.locator(".figure button.amount").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="问决算")).to_be_focused()
    assert portal.faults == []


def test_it_speaks_english(portal: Portal) -> None:
    page = portal.open('data-lang="en"')
    page.get_by_role("button", name="Ask the accounts").click()
    expect(page.get_by_role("dialog", name="Wenzhang")).to_be_visible()


def test_the_style_of_the_page_stays_outside(portal: Portal) -> None:
    page = portal.open()
    colours = page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
    ask(page)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == colours
    assert page.evaluate("document.styleSheets.length") == 0


def test_a_failure_can_be_tried_again(portal: Portal, engine: Any) -> None:
    engine.failure = RuntimeError("broken")
    page = portal.open()
    page.get_by_role("button", name="问决算").click()
    page.keyboard.type("外包")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("服务内部出错")
    engine.failure = None
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".figure").first).to_be_visible()


def test_another_origin_gets_nothing(browser: Browser, base_url: str, engine: Any) -> None:
    context = open_context(browser, base_url)
    stranger = Portal(context, base_url, "http://stranger.test")
    page = stranger.open()
    page.wait_for_event("console", lambda said: "is not among the origins" in said.text)
    expect(page.locator("wenzhang-widget")).to_have_count(0)
    context.close()


def test_it_is_accessible(browser: Browser, base_url: str, engine: Any, axe: str) -> None:
    context = open_context(browser, base_url, bypass_csp=True, reduced_motion="reduce")
    page = Portal(context, base_url).open()
    ask(page)
    check = "axe.run(document.querySelector('wenzhang-widget')).then(found => found.violations)"
    for opener in (None, page.locator(".figure button.amount").first):
        if opener:
            opener.click()
        page.evaluate(axe)
        assert page.evaluate(check) == []
    context.close()
