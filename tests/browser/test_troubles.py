"""When no answer comes: what happened is said, and there is a way on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.steps import QUESTION, ask

pytestmark = pytest.mark.browser


def send(page: Page, question: str = QUESTION) -> None:
    page.get_by_label("问题").fill(question)
    page.keyboard.press("Enter")


def refuse(page: Page, status: int, **headers: str) -> None:
    """Let the service refuse from now on."""
    error = {"error": {"code": "x", "message": "索引正在更新", "detail": None}}
    page.route(
        "**/api/ask", lambda route: route.fulfill(status=status, headers=headers, json=error)
    )


def test_a_failure_can_be_tried_again(page: Page, engine: Any) -> None:
    page.goto("/")
    engine.failure = RuntimeError("broken")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("服务内部出错")
    engine.failure = None
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".figure").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_service_that_asks_for_a_pause_gets_one(page: Page) -> None:
    page.goto("/")
    refuse(page, 429, **{"Retry-After": "1"})
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("问得太快了")
    expect(page.get_by_role("button", name="1 秒后可再试")).to_be_disabled()
    page.unroute("**/api/ask")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".figure").first).to_be_visible()


def test_a_service_that_is_not_ready_says_why(page: Page) -> None:
    page.goto("/")
    refuse(page, 503)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("索引正在更新")


def test_a_proxy_that_answers_with_anything(page: Page) -> None:
    page.goto("/")
    page.route("**/api/ask", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("服务内部出错")


def test_a_service_that_is_down(page: Page) -> None:
    page.goto("/")
    page.route("**/api/ask", lambda route: route.abort("connectionrefused"))
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("没有连上服务")


def test_offline_asks_again_when_the_line_is_back(page: Page) -> None:
    page.goto("/")
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("网络已断开")
    page.context.set_offline(False)
    expect(page.locator(".figure").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def test_one_question_at_a_time_and_it_can_be_stopped(page: Page, engine: Any) -> None:
    page.goto("/")
    held: list[Route] = []
    page.route("**/api/ask", lambda route: held.append(route))  # noqa: PLW0108
    send(page, "一")
    expect(page.locator(".waiting")).to_be_visible()
    send(page, "二")
    assert len(held) == 1
    page.get_by_role("button", name="停止").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_label("问题")).to_have_value("二")  # kept for when it may be sent
    page.unroute("**/api/ask")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(1)
    assert engine.asked[-1][0] == "二"


def test_storage_that_is_full_or_forbidden_does_not_stop_the_chat(page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    ask(page)
    expect(page.locator(".figure").first).to_be_visible()
