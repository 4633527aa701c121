"""Search, trace, reports and pages in a real browser: by keyboard, in both languages, enlarged."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.service.fakes import REPORT

pytestmark = pytest.mark.browser

SEARCH = "/search?q=外包&year=2023"
FOCUS = "getComputedStyle(document.activeElement).outlineStyle"


def test_the_keyboard_goes_from_the_skip_link_through_the_page(page: Page) -> None:
    page.goto(SEARCH)
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "solid", "where the keyboard is can be seen"
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
    order = ["跳到正文", "账问账", "提问", "检索", "查数", "报告", "大字版", "English", "", "检索"]
    assert seen[: len(order)] == order
    assert "2023" in seen[10], "the filter that was chosen comes before what it left"


def test_the_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/reports")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_other_language_is_one_click_away_and_stays(page: Page) -> None:
    page.goto(SEARCH)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search the reports")
    expect(page.get_by_label("Words")).to_have_value("外包")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("page 8")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 8 页")


def test_larger_text_is_one_click_away_and_stays(page: Page) -> None:
    page.goto("/reports")
    page.get_by_role("link", name="大字版").click()
    page.get_by_role("link", name="查数").click()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "24px"
    page.get_by_role("link", name="标准字号").click()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"


def test_a_page_opens_at_the_marked_place(page: Page) -> None:
    page.goto(f"/reports/{REPORT}/pages/8?box=72,700,180,720")
    expect(page.locator("#mark")).to_be_in_viewport()


def test_a_figure_of_a_table_leads_to_its_place(page: Page) -> None:
    page.goto(f"/reports/{REPORT}/tables/1")
    page.get_by_role("link", name="1,234.56").click()
    expect(page.get_by_role("img")).to_have_attribute(
        "alt", "《2023年度某区行政审批局部门决算公开》第 8 页，已标出引用之处"
    )


def test_a_filter_is_a_link_and_can_be_taken_back(page: Page) -> None:
    page.goto("/search?q=外包&section=glossary")
    chosen = page.get_by_role("list", name="已选条件")
    expect(chosen).to_contain_text("名词解释")
    chosen.get_by_role("link").click()
    expect(chosen).to_have_count(0)
    assert "section" not in page.url
    assert "q=" in page.url
