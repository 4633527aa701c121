"""The source pane: the page opens at the place, marked; the link shows the same to someone else."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from service.types import Check, Note
from tests.browser.conftest import open_context
from tests.browser.steps import ask, marked_region, open_source
from tests.service.fakes import ANSWER, REPORT, make_figure

pytestmark = pytest.mark.browser

FIGURE = (72, 300, 180, 320)
CELL = (132, 140, 192, 160)
EDGE = 6
"""Points: a mark's edge, two pixels wide, lies outside its box."""


def test_a_citation_opens_the_page_with_the_place_marked(page: Page) -> None:
    ask(page)
    pane = open_source(page, page.get_by_role("button", name="出处 1：第 8 页").first)
    expect(pane.locator("#pane-where")).to_contain_text("第 8 页")
    expect(pane.locator("mark")).to_have_text("外包<u>经费 1612.17 万元")
    expect(pane.get_by_role("link", name="PDF 本页")).to_have_attribute(
        "href", f"/reports/{REPORT}/file#page=8"
    )
    assert marked_region(page, "passage") == pytest.approx((72, 296, 523, 338), abs=3)


def test_a_figure_opens_at_its_own_box(page: Page) -> None:
    ask(page)
    open_source(page, page.locator(".figure button.amount").first)
    expect(page.locator("#pane-title")).to_have_text("外包<u>经费 1612.17 万元")
    assert marked_region(page, "figure") == pytest.approx(FIGURE, abs=EDGE)


def test_a_cell_is_marked_with_its_heads(page: Page) -> None:
    ask(page)
    pane = open_source(page, page.locator(".further button.amount"))
    expect(pane.locator(".spot.row")).to_have_count(1)
    expect(pane.locator(".spot.column")).to_have_count(2)
    expect(pane.locator("#pane-heads")).to_contain_text("行：行政运行<i>")
    expect(pane.locator("#pane-heads")).to_contain_text("栏：本年支出 › 基本支出")
    colours = {
        page.eval_on_selector(f".spot.{kind}", "one => getComputedStyle(one).backgroundColor")
        for kind in ("figure", "row", "column")
    }
    assert len(colours) == 3
    assert marked_region(page, "row") == pytest.approx((72, 140, 132, 160), abs=EDGE)


def test_going_from_place_to_place(page: Page) -> None:
    ask(page)
    pane = open_source(page, page.locator(".figure button.amount").first)
    expect(pane.locator("#pane-count")).to_have_text("第 1 处，共 2 处")
    expect(pane.get_by_role("button", name="上一处")).to_be_disabled()
    pane.get_by_role("button", name="下一处").click()
    expect(pane.locator("#pane-title")).to_have_text("行政运行 1,234.56 万元")
    expect(pane.get_by_role("button", name="下一处")).to_be_disabled()


def test_the_figure_is_in_view_however_close(page: Page) -> None:
    ask(page)
    pane = open_source(page, page.locator(".figure button.amount").first)
    for _ in range(3):
        pane.get_by_role("button", name="放大").click()
    expect(pane.locator("#pane-zoom")).to_have_text("200%")
    frame = pane.locator("#pane-picture").bounding_box()
    spot = pane.locator(".spot.figure").bounding_box()
    assert frame
    assert spot
    assert frame["x"] <= spot["x"]
    assert spot["x"] + spot["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= spot["y"] <= frame["y"] + frame["height"]


def test_the_link_shows_the_same_to_someone_else(
    page: Page, browser: Browser, base_url: str
) -> None:
    ask(page)
    pane = open_source(page, page.locator(".further button.amount"))
    link = pane.get_by_role("link", name="独立页面").get_attribute("href")
    other = open_context(browser, base_url).new_page()
    other.goto(link or "")
    source = other.get_by_role("img").get_attribute("src") or ""
    assert "row=" in source
    assert "column=" in source
    shown, plain = (
        Image.open(io.BytesIO(other.request.get(url).body())).convert("RGB")
        for url in (f"{source.partition('?')[0]}?box=132,140,192,160", source.partition("?")[0])
    )
    box = ImageChops.difference(shown, plain).getbbox()
    assert box is not None
    assert tuple(edge / 2 for edge in box) == pytest.approx(CELL, abs=3)
    other.context.close()


def test_the_link_is_copied_whole(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page)
    pane = open_source(page, page.locator(".figure button.amount").first)
    pane.get_by_role("button", name="复制链接").click()
    expect(pane.locator("#pane-copied")).to_have_text("链接已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{base_url}/reports/{REPORT}/pages/8?box=72,300,180,320"


def test_both_places_of_a_disagreement(page: Page, engine: Any) -> None:
    check = Check("row-sum", "differs", "各栏之和为 1,243.56 万元")
    cell = make_figure(label="行政运行", box=CELL, checks=(check,))
    engine.answer = dataclasses.replace(ANSWER, figures=(cell, make_figure(checks=(check,))))
    ask(page)
    buttons = page.locator(".figure").get_by_role("button", name="看两处原文")
    pane = open_source(page, buttons.first)
    expect(pane.locator("#pane-title")).to_have_text("行政运行（基本支出） 1,234.56 万元")
    expect(pane.locator("#pane-text")).to_contain_text("各栏之和为 1,243.56 万元")
    page.keyboard.press("Escape")
    buttons.last.click()  # takes part in no finding of the audit: said, not passed over
    expect(page.locator("#said")).to_have_text("没有找到对应的核对记录")


def test_a_difference_is_told_once_and_leads_to_both_places(page: Page, engine: Any) -> None:
    told = Check(
        "narrative-vs-form", "rounding", "说明中为 1612.17 万元，评价表为 1,612.16，相差 0.01"
    )
    figures = (
        make_figure(checks=(told,)),
        make_figure(value="1612.16", printed="1,612.16", box=CELL, checks=(told,)),
    )
    note = Note("conflict", "报告中两处不一致：文字说明与评价表", (0, 1))
    engine.answer = dataclasses.replace(ANSWER, figures=figures, notes=(note,))
    card = ask(page)
    expect(card.locator(".badge")).to_have_text(["四舍五入差异", "四舍五入差异"])
    expect(card.get_by_text("相差")).to_have_count(0)
    pane = open_source(page, card.locator(".note").get_by_role("button", name="看两处原文"))
    expect(pane.locator("#pane-count")).to_have_text("第 1 处，共 2 处")
    page.keyboard.press("]")
    expect(pane.locator("#pane-title")).to_contain_text("1,612.16")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("问题")).to_be_focused()
    page.keyboard.type("外包花了多少")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.said .cite')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("#pane-title")).to_be_focused()
    page.keyboard.press("+")
    expect(page.locator("#pane-zoom")).to_have_text("125%")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".said .cite")).to_be_focused()


def test_on_a_phone_the_source_is_a_sheet(phone: Page) -> None:
    ask(phone)
    phone.locator(".said .cite").tap()
    sheet = phone.get_by_role("dialog")
    expect(sheet.get_by_role("img")).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(390, abs=0.1)
    assert box["y"] > 0
    phone.get_by_role("button", name="关闭原文").tap()
    expect(sheet).to_be_hidden()


def test_a_picture_that_does_not_come_leaves_the_pdf(page: Page) -> None:
    page.route("**/*.png*", lambda route: route.abort())
    ask(page)
    page.locator(".said .cite").click()
    expect(page.locator("#pane-picture")).to_contain_text("请用下方的 PDF 查看")


def test_nothing_runs_off_the_side(browser: Browser, base_url: str, engine: Any) -> None:
    context = open_context(browser, base_url, viewport={"width": 1280, "height": 700})
    page = context.new_page()
    ask(page)
    paths = ["/search?q=a", "/trace?value=1", "/reports", f"/reports/{REPORT}"]
    for path in [None, *paths, f"/reports/{REPORT}/tables/1", f"/reports/{REPORT}/pages/8"]:
        if path:
            page.goto(path)
        for width in (1280, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
