"""The chat in a real browser: ask, follow a citation, go on; by keyboard and on a phone."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route, expect

from service.types import Answer
from tests.browser.conftest import open_context
from tests.service.fakes import ANSWER, ENTITY, REPORT

pytestmark = pytest.mark.browser


def ask(page: Page, question: str = "外包花了多少") -> None:
    page.goto("/")
    page.get_by_label("问题").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_visible()


def test_an_answer_shows_figures_with_what_they_are(page: Page) -> None:
    ask(page)
    first = page.locator(".figure").first
    expect(first.locator(".value")).to_have_text("1,612.17")
    expect(first).to_contain_text("万元")
    expect(first).to_contain_text("外包<u>经费 · 决算数")
    expect(first).to_contain_text(f"2023 年度 · {ENTITY}")
    expect(first).to_contain_text("不符 项目评价表 1,612.16 万元")
    expect(page.locator(".figure")).to_have_count(2)  # related ones are not the answer
    expect(page.locator(".figure").nth(1)).to_contain_text("计算得出：1 + 2")
    expect(page.locator(".note")).to_have_text("另一处印作 1,612.16 万元")
    expect(page.locator(".sources")).to_contain_text("五、支出说明 · 第 8 页")


def test_text_of_reports_and_questions_is_never_markup(page: Page) -> None:
    question = "<img src=x onerror=alert(1)><b>多少</b>"
    ask(page, question)
    expect(page.locator(".asked")).to_have_text(question)
    expect(page.locator(".thread img, .thread b:not(.check b), .thread u")).to_have_count(0)


def test_a_citation_opens_the_page_with_the_place_marked(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="出处 1：第 8 页").first.click()
    pane = page.get_by_role("dialog")
    expect(pane).to_be_visible()
    expect(pane.locator("#pane-where")).to_contain_text("第 8 页")
    expect(pane.locator("mark")).to_have_text("外包<u>经费 1612.17 万元")
    image = pane.get_by_role("img")
    expect(image).to_be_visible()
    source = image.get_attribute("src") or ""
    assert marked_region(page, source) == pytest.approx((72, 296, 523, 338), abs=3)
    expect(pane.get_by_role("link", name="PDF")).to_have_attribute(
        "href", f"/reports/{REPORT}/file#page=8"
    )


def marked_region(page: Page, source: str) -> tuple[float, ...]:
    """Where, in points, the shown picture differs from the page without marks."""
    shown, plain = (picture(page, url) for url in (source, source.partition("?")[0]))
    box = ImageChops.difference(shown, plain).getbbox()
    assert box is not None
    return tuple(edge / 2 for edge in box)  # drawn at two pixels a point


def picture(page: Page, url: str) -> Image.Image:
    return Image.open(io.BytesIO(page.request.get(url).body())).convert("RGB")


def test_a_figure_opens_at_its_own_box(page: Page) -> None:
    ask(page)
    page.locator("button.amount").first.click()
    source = page.get_by_role("dialog").get_by_role("img").get_attribute("src") or ""
    assert "box=72,300,180,320" in source
    expect(page.locator("#pane-title")).to_have_text("外包<u>经费 1612.17 万元")


def test_the_link_of_a_citation_shows_the_same_to_someone_else(
    page: Page, browser: Browser, base_url: str
) -> None:
    ask(page)
    page.get_by_role("button", name="出处 1：第 8 页").first.click()
    link = page.get_by_role("link", name="独立页面").get_attribute("href")
    other = open_context(browser, base_url).new_page()
    other.goto(link or "")
    source = other.get_by_role("img").get_attribute("src") or ""
    assert marked_region(other, source) == pytest.approx((72, 296, 523, 338), abs=3)
    other.context.close()


def test_a_follow_up_sends_the_context_back_until_it_is_let_go(page: Page, engine: Any) -> None:
    ask(page)
    expect(page.locator("#slots")).to_contain_text("项目：外包经费")
    page.get_by_role("button", name="项目支出是多少").last.click()
    expect(page.locator(".answer")).to_have_count(2)
    page.get_by_role("button", name="换个话题").click()
    expect(page.locator("#slots")).to_be_hidden()
    page.get_by_label("问题").fill("三公经费")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".answer")).to_have_count(3)
    asked = [(question, context and context["item"]) for question, context, *_ in engine.asked]
    assert asked[-3:] == [
        ("外包花了多少", None),
        ("项目支出是多少", "外包经费"),
        ("三公经费", None),
    ]


def test_choices_are_buttons(page: Page, engine: Any) -> None:
    engine.answer = Answer(
        "", "ambiguous", "有两种理解。", choices=("决算数是多少", "预算数是多少")
    )
    ask(page, "多少")
    expect(page.locator(".status")).to_have_text("需要明确")
    engine.answer = ANSWER
    page.get_by_role("button", name="预算数是多少").click()
    expect(page.locator(".asked").last).to_have_text("预算数是多少")
    expect(page.locator(".figure").first).to_be_visible()


@pytest.mark.parametrize(
    ("status", "label"),
    [("not_disclosed", "未披露"), ("not_found", "未找到"), ("out_of_scope", "不在范围内")],
)
def test_a_refusal_says_which(page: Page, engine: Any, status: Any, label: str) -> None:
    engine.answer = Answer("", status, "没有这个数字。")
    ask(page)
    expect(page.locator(".status")).to_have_text(label)


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("问题")).to_be_focused()
    page.keyboard.type("外包花了多少")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('cite')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("#pane-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".cite").last).to_be_focused()


def test_answers_are_announced(page: Page) -> None:
    ask(page)
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log.get_by_role("article", name="答：外包花了多少")).to_be_visible()


def test_on_a_phone_the_source_is_a_sheet(phone: Page) -> None:
    ask(phone)
    phone.locator(".cite").first.tap()
    sheet = phone.get_by_role("dialog")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    assert box["width"] == 390
    assert box["y"] > 0
    phone.get_by_role("button", name="关闭原文").tap()
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_off_the_side(browser: Browser, base_url: str, width: int) -> None:
    viewport = {"width": width, "height": 700}
    context = open_context(browser, base_url, viewport=viewport)
    page = context.new_page()
    ask(page)
    paths = ["/search?q=a", "/trace?value=1", "/reports", f"/reports/{REPORT}"]
    for path in [None, *paths, f"/reports/{REPORT}/tables/1", f"/reports/{REPORT}/pages/8"]:
        if path:
            page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_failure_can_be_tried_again(page: Page, engine: Any) -> None:
    page.goto("/")
    engine.failure = RuntimeError("broken")
    page.get_by_label("问题").fill("外包花了多少")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("服务内部出错")
    engine.failure = None
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".figure").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def test_offline_says_so(page: Page) -> None:
    page.goto("/")
    page.context.set_offline(True)
    page.get_by_label("问题").fill("外包花了多少")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("没有连上服务")


def test_the_page_takes_no_second_question_while_one_is_on_its_way(page: Page, engine: Any) -> None:
    page.goto("/")
    held: list[Route] = []
    page.route("**/api/ask", lambda route: held.append(route))  # noqa: PLW0108
    page.get_by_label("问题").fill("一")
    page.keyboard.press("Enter")
    expect(page.locator(".waiting")).to_be_visible()
    page.get_by_label("问题").fill("二")
    page.keyboard.press("Enter")
    (only,) = held
    only.continue_()
    expect(page.locator(".answer")).to_have_count(1)
    assert engine.asked[-1][0] == "一"
    expect(page.get_by_label("问题")).to_have_value("二")  # kept for when it may be sent


def test_without_javascript_search_works(browser: Browser, base_url: str) -> None:
    context = open_context(browser, base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("问题").fill("外包")
    page.get_by_role("button", name="提问").click()
    expect(page.get_by_role("heading", name="检索原文")).to_be_visible()
    expect(page.locator(".hits > li")).to_have_count(10)
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_role("status")).to_contain_text("第 11–20 处")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("img")).to_be_visible()
    context.close()


def test_a_long_answer_is_cut_to_the_sentence(page: Page, engine: Any) -> None:
    text = "前" * 300 + "就是这一句。" + "后" * 300
    citation = dataclasses.replace(ANSWER.citations[0], text=text, marks=((300, 306),))
    engine.answer = dataclasses.replace(ANSWER, citations=(citation,))
    ask(page)
    expect(page.locator(".snippet mark")).to_have_text("就是这一句。")
    shown = page.locator(".snippet").inner_text()
    assert len(shown) < 120
