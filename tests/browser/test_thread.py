"""The thread: follow-ups, slots that are changed, a reload, what is taken away, a clean sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import open_context
from tests.browser.steps import ask
from tests.service.fakes import ENTITY, REPORT

pytestmark = pytest.mark.browser


def asked(engine: Any) -> list[tuple[str, dict[str, Any]]]:
    """Questions with the slots that came along, those of the welcome left out."""
    return [
        (question, {name: value for name, value in (context or {}).items() if value})
        for question, context, *_ in engine.asked
        if question != "帮助"
    ]


def test_a_follow_up_sends_the_context_back_until_it_is_let_go(page: Page, engine: Any) -> None:
    ask(page)
    expect(page.locator("#follows-what")).to_contain_text("外包经费")
    page.locator(".suggestions").get_by_role("button", name="项目支出是多少").click()
    expect(page.locator(".answer")).to_have_count(2)
    page.get_by_role("button", name="换个话题").click()
    expect(page.locator("#follows")).to_be_hidden()
    page.get_by_label("问题").fill("三公经费")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".answer")).to_have_count(3)
    sent = [(question, slots.get("item")) for question, slots in asked(engine)]
    assert sent == [("外包花了多少", None), ("项目支出是多少", "外包经费"), ("三公经费", None)]


def test_a_changed_slot_asks_the_same_question_again(page: Page, engine: Any) -> None:
    ask(page)
    page.get_by_role("button", name="年度：2023，点此修改").click()
    field = page.get_by_role("combobox", name="年度")
    expect(field).to_be_focused()
    field.fill("二〇二二")
    page.keyboard.press("Enter")  # no year: nothing is asked
    expect(page.locator(".answer")).to_have_count(1)
    field.fill("2022")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".asked").last).to_contain_text("年度改为2022")
    assert asked(engine)[-1] == ("外包花了多少", {"year": 2022, "edited": ["year"]})
    page.locator(".answer").last.get_by_role("button", name=f"去掉单位：{ENTITY}").click()
    expect(page.locator(".answer")).to_have_count(3)
    again = {"year": 2022, "edited": ["year", "entity"]}
    assert asked(engine)[-1] == ("外包花了多少", again)


def test_a_change_can_be_left_alone(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="项目：外包经费，点此修改").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="项目：外包经费，点此修改")).to_be_focused()
    expect(page.locator(".answer")).to_have_count(1)


def test_the_thread_survives_a_reload_and_stays_in_its_tab(
    page: Page, engine: Any, browser: Browser, base_url: str
) -> None:
    ask(page)
    page.reload()
    expect(page.locator(".answer")).to_have_count(1)
    expect(page.locator("#welcome")).to_be_hidden()
    assert len(asked(engine)) == 1, "kept, not asked again"
    page.locator(".figure button.amount").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    ask(page, "那项目支出呢", path=None)
    assert asked(engine)[-1][1]["item"] == "外包经费"
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto("/")
    expect(other.locator(".answer")).to_have_count(0)


def test_clearing_can_be_undone(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="本次问答").click()
    page.get_by_role("button", name="清空").click()
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".answer")).to_have_count(1)
    page.get_by_role("button", name="本次问答").click()
    page.get_by_role("button", name="清空").click()
    page.reload()
    expect(page.locator(".answer")).to_have_count(0)


@pytest.mark.parametrize(("label", "suffix"), [("导出 Markdown", ".md"), ("导出网页", ".html")])
def test_the_thread_is_taken_away_with_its_sources(
    page: Page, base_url: str, tmp_path: Path, label: str, suffix: str
) -> None:
    ask(page, "<b>外包</b>花了多少")
    page.get_by_role("button", name="本次问答").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    text = path.read_text("utf-8")
    assert path.suffix == suffix
    assert f"{base_url}/reports/{REPORT}/pages/8?box=72,296,523,338" in text.replace("&amp;", "&")
    for part in ("1,612.17", "第 8 页", "另一处印作 1,612.16 万元"):
        assert part in text
    assert "<b>外包" not in text, "markup in a question stays text"


def test_the_thread_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page)
    page.get_by_role("button", name="本次问答").click()
    page.get_by_role("button", name="复制全部").click()
    expect(page.locator("#said")).to_have_text("已复制全部问答")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "## 外包花了多少" in copied
    assert "[1] [" in copied


def test_the_link_of_an_answer_asks_the_same_elsewhere(
    page: Page, engine: Any, browser: Browser, base_url: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page)
    ask(page, "那项目支出呢", path=None)
    page.locator(".answer").last.get_by_role("button", name="复制链接").click()
    expect(page.locator("#said")).to_have_text("链接已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    context = open_context(browser, base_url)
    other = context.new_page()
    other.goto(link)
    expect(other.locator(".asked")).to_have_text("那项目支出呢")
    expect(other.locator(".figure").first).to_be_visible()
    question, slots = asked(engine)[-1]
    assert (question, slots["item"], slots["year"]) == ("那项目支出呢", "外包经费", "2023")
    assert "q=" not in other.url, "a reload does not ask again"
    context.close()


def test_a_question_may_be_for_one_report(page: Page, engine: Any) -> None:
    ask(page, path=f"/?report={REPORT}")
    assert engine.asked[-1][2] == REPORT


def test_what_is_printed_is_the_thread(page: Page) -> None:
    ask(page)
    page.emulate_media(media="print")
    expect(page.locator(".figure").first).to_be_visible()
    expect(page.locator(".sources")).to_be_visible()
    for hidden in (".composer", ".masthead", ".taking"):
        expect(page.locator(hidden)).to_be_hidden()
