"""What an answer shows: figures with what they are, how they stand, tables, choices, refusals."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.types import Answer, Check
from tests.browser.steps import ask
from tests.service.fakes import ANSWER, ENTITY, make_figure

pytestmark = pytest.mark.browser


def test_an_answer_shows_figures_with_what_they_are(page: Page) -> None:
    ask(page)
    first = page.locator(".figure").first
    expect(first.locator(".value")).to_have_text("1,612.17")
    expect(first).to_contain_text("万元")
    expect(first).to_contain_text("外包<u>经费 · 决算数")
    expect(first).to_contain_text(f"2023 年度 · {ENTITY}")
    expect(first).to_contain_text("第 8 页 · 五、支出说明")
    expect(page.locator(".figure")).to_have_count(2)  # related ones are not the answer
    expect(page.locator(".figure").nth(1)).to_contain_text("计算得出：1 + 2")
    expect(page.locator(".note")).to_contain_text("另一处印作 1,612.16 万元")
    expect(page.locator(".sources")).to_contain_text("五、支出说明 · 第 8 页")


@pytest.mark.parametrize(
    ("status", "label"), [("agrees", "相符"), ("rounding", "四舍五入差异"), ("differs", "不符")]
)
def test_a_badge_says_how_a_figure_stands(page: Page, engine: Any, status: str, label: str) -> None:
    check = Check("row-sum", status, "评价表 1,612.16 万元，相差 0.01 万元")
    agreeing = Check("share", "agrees", "")
    engine.answer = dataclasses.replace(ANSWER, figures=(make_figure(checks=(agreeing, check)),))
    ask(page)
    badge = page.locator(".figure .check")
    expect(badge.locator("b")).to_have_text(label)
    if status == "agrees":
        badge.locator("summary").click()
    expect(badge).to_contain_text("评价表 1,612.16 万元，相差 0.01 万元")


def test_text_of_reports_and_questions_is_never_markup(page: Page) -> None:
    question = "<img src=x onerror=alert(1)><b>多少</b>"
    ask(page, question)
    expect(page.locator(".asked")).to_have_text(question)
    expect(page.locator(".thread img, .thread b:not(.badge), .thread u")).to_have_count(0)


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
    [("not_disclosed", "未公开"), ("not_found", "未找到"), ("out_of_scope", "不在范围内")],
)
def test_a_refusal_says_which(page: Page, engine: Any, status: Any, label: str) -> None:
    engine.answer = Answer("", status, "没有这个数字。")
    ask(page)
    expect(page.locator(".status")).to_have_text(label)


VALUES = ("9.5", "100.00", "-3", "20000", "7.25")


def many() -> Answer:
    """Figures of five items, one of them in 元: 20,000 元 is less than 9.5 万元."""
    figures = tuple(
        make_figure(
            value=value,
            unit="元" if value == "20000" else "万元",
            amount_yuan={"20000": "20000"}.get(value, f"{float(value) * 10_000:.2f}"),
            label=f"项目{number}",
        )
        for number, value in enumerate(VALUES)
    )
    return dataclasses.replace(ANSWER, figures=figures)


def test_many_figures_are_a_table_that_sorts(page: Page, engine: Any) -> None:
    engine.answer = many()
    ask(page)
    table = page.get_by_role("table")
    shown = table.locator("tbody .value")
    expect(shown).to_have_text(["9.5", "100.00", "-3", "20,000", "7.25"])
    table.get_by_role("button", name="数额").click()
    expect(shown).to_have_text(["-3", "20,000", "7.25", "9.5", "100.00"])
    amount = table.get_by_role("columnheader", name="数额")
    expect(amount).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("button", name="数额").click()
    expect(shown.first).to_have_text("100.00")
    expect(amount).to_have_attribute("aria-sort", "descending")


def test_figures_are_taken_away_as_csv(page: Page, engine: Any, tmp_path: Path) -> None:
    engine.answer = many()
    ask(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载表格（CSV）").click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.suffix == ".csv"
    head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
    assert head[3:7] == ["项目", "口径", "数额", "计量单位"]
    assert [row[5] for row in rows] == list(VALUES)
    assert all("/pages/8?box=" in row[-1] for row in rows)


def test_answers_are_announced(page: Page) -> None:
    ask(page)
    expect(page.locator("#said")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#said")).to_contain_text("1,612.17 万元")
    expect(page.get_by_role("article", name="答：外包花了多少")).to_be_visible()


def test_a_long_passage_is_cut_to_the_sentence(page: Page, engine: Any) -> None:
    text = "前" * 300 + "就是这一句。" + "后" * 300
    citation = dataclasses.replace(ANSWER.citations[0], text=text, marks=((300, 306),))
    engine.answer = dataclasses.replace(ANSWER, citations=(citation,))
    ask(page)
    expect(page.locator(".snippet mark")).to_have_text("就是这一句。")
    assert len(page.locator(".snippet").inner_text()) < 120
