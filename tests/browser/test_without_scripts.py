"""Without JavaScript: ask, follow up, choose, see the page; search as before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from service.types import Answer
from tests.browser.conftest import open_context

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, base_url: str, engine: Any) -> Iterator[Page]:
    context = open_context(browser, base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_question_is_answered_and_followed(plain: Page, engine: Any) -> None:
    plain.goto("/")
    plain.get_by_label("问题").fill("外包花了多少")
    plain.get_by_role("button", name="提问").click()
    expect(plain.locator(".figure .value").first).to_have_text("1,612.17")
    expect(plain.locator(".figure").first).to_contain_text("外包<u>经费 · 决算数")
    plain.get_by_label("问题").fill("那项目支出呢")
    plain.get_by_role("button", name="提问").click()
    follow_up = next(asked for asked in reversed(engine.asked) if asked[0] == "那项目支出呢")
    assert follow_up[1]["item"] == "外包经费"
    plain.get_by_role("link", name="1,612.17").first.click()
    expect(plain.get_by_role("img")).to_be_visible()
    assert "box=72,300,180,320" in plain.url


def test_suggestions_and_choices_are_links(plain: Page, engine: Any) -> None:
    plain.goto("/")
    engine.answer = Answer("", "ambiguous", "有两种理解。", choices=("预算数是多少",))
    plain.get_by_label("可以这样问").get_by_role("link").click()
    expect(plain.locator(".status")).to_have_text("需要明确")
    plain.get_by_role("link", name="预算数是多少").click()
    expect(plain.locator(".asked")).to_have_text("预算数是多少")


def test_search_works(plain: Page) -> None:
    plain.goto("/search?q=外包")
    expect(plain.locator(".hits > li")).to_have_count(10)
    plain.get_by_role("link", name="下一页").click()
    expect(plain.get_by_role("status")).to_contain_text("第 11–20 处")
    plain.locator(".hits a").first.click()
    expect(plain.get_by_role("img")).to_be_visible()
