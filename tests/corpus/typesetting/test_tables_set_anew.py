"""The sample's tables, set anew in other ways, say the same: row, code, column, unit and value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest

from corpus import Report, read_report
from corpus.text import normalize
from tests.corpus.typesetting.browser import BASE, print_page, sheets_to_html
from tests.corpus.typesetting.sheets import (
    Change,
    Meaning,
    Sheet,
    codes_in_one_column,
    codes_split,
    in_yuan,
    meanings,
    standard_sheets,
    without_numbering,
    without_separators,
    zeros_left_out,
)
from tests.corpus.typesetting.typesetter import Style, set_sheets

COVER = ("武汉市蔡甸区行政审批局", "2023年度部门决算")


@dataclass(frozen=True)
class Case:
    """A house style and what it says otherwise."""

    style: Style
    changes: tuple[Change, ...] = ()


CASES = {
    "ruled like the sample": Case(Style()),
    "thin boxes, landscape, 元, codes split, one caption line": Case(
        Style(rules="boxes", landscape=True, caption="line"), (in_yuan, codes_split)
    ),
    "split every nine rows, title again, labels centred": Case(
        Style(rows_a_page=9, continued=True, labels_centred=True), (in_yuan,)
    ),
    "split every fourteen rows, no head again, digits lower": Case(
        Style(digits="Helvetica", drop=2.5, size=8, rows_a_page=14, heads_again=False),
        (codes_split,),
    ),
    "split every eleven rows, cells set low and close": Case(
        Style(low=True, landscape=True, size=10, padding=1, rows_a_page=11), (codes_split,)
    ),
    "zeros left out, everything centred": Case(
        Style(figures_centred=True, labels_centred=True, landscape=True),
        (codes_in_one_column, zeros_left_out),
    ),
    "caption in the grid": Case(
        Style(caption="inside", rows_a_page=12, heads_again=False), (codes_in_one_column,)
    ),
    "rules between rows alone": Case(
        Style(rules="rows", landscape=True), (codes_in_one_column, without_separators)
    ),
    "three rules, split every fourteen rows, no numbers of rows and columns": Case(
        Style(rules="three", landscape=True, size=8, rows_a_page=14, heads_again=False),
        (without_numbering,),
    ),
    "no rules, split every nine rows, codes split": Case(
        Style(rules="none", landscape=True, size=8, rows_a_page=9, heads_again=False),
        (codes_split,),
    ),
    "no rules, the head again after a break, codes split": Case(
        Style(rules="none", landscape=True, size=8), (codes_split,)
    ),
    "no rules, no numbers of rows and columns, centred": Case(
        Style(rules="none", landscape=True, size=8, figures_centred=True), (without_numbering,)
    ),
}

WEB_STYLES = {
    "ruled": BASE + "td, th {border: 1px solid black}",
    "ruled in grey, shaded": BASE
    + "td, th {border: 0.5px solid #999} thead {background: #dde} tr:nth-child(even) {background: #f4f4f4}",
    "ruled, landscape, another font": BASE
    + "@page {size: A4 landscape} td, th {border: 1px solid} body {font-family: WenQuanYi Zen Hei}",
}


@pytest.mark.parametrize("name", CASES)
def test_same_figures(sample: Report, name: str, tmp_path: Path) -> None:
    case = CASES[name]
    sheets = changed(standard_sheets(sample), case.changes)
    path = set_sheets(sheets, case.style, tmp_path / "set.pdf", COVER)
    check(sample, read_report(path), case.changes, path)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", WEB_STYLES)
def test_same_figures_of_a_web_page(
    sample: Report, name: str, chromium: str, tmp_path: Path
) -> None:
    html = sheets_to_html(standard_sheets(sample), COVER)
    path = print_page(html, WEB_STYLES[name], chromium, tmp_path)
    check(sample, read_report(path), (), path)


def changed(sheets: Sequence[Sheet], changes: Sequence[Change]) -> list[Sheet]:
    result = list(sheets)
    for change in changes:
        result = [change(sheet) for sheet in result]
    return result


def check(sample: Report, read: Report, changes: Sequence[Change], path: Path) -> None:
    """The figures read are those of the sample, and each stands where its fact says."""
    expected = meanings(sample.facts, sample.tables)
    found = meanings(read.facts, read.tables)
    if zeros_left_out in changes:
        expected = {key: [m for m in own if m.yuan] for key, own in expected.items()}
    if without_numbering in changes:
        # Rows that only a printed sum of 行次 puts under another stand beside it without it.
        expected, found = without_sums(expected), without_sums(found)
    unit = "元" if in_yuan in changes else "万元"
    for key, own in expected.items():
        wanted = Counter(replace(meaning, unit=unit) for meaning in own)
        assert Counter(found.get(key, [])) == wanted, key
    assert not misplaced(read, path)


def without_sums(figures: dict[str, list[Meaning]]) -> dict[str, list[Meaning]]:
    return {
        key: [m for m in own if not any("财政拨款" in name for name in m.row)]
        for key, own in figures.items()
    }


def misplaced(report: Report, path: Path) -> list[str]:
    """Figures that another library does not find inside their boxes."""
    document = pypdfium2.PdfDocument(path)
    texts = [document[index].get_textpage() for index in range(len(document))]
    heights = [document[index].get_height() for index in range(len(document))]
    wrong = []
    for fact in report.facts:
        if fact.value is None or fact.source != "table":
            continue
        box, height = fact.box, heights[fact.page - 1]
        inside = texts[fact.page - 1].get_text_bounded(
            box.x0 - 1, height - box.bottom - 1, box.x1 + 1, height - box.top + 1
        )
        if digits(fact.printed) not in digits(inside):
            wrong.append(f"page {fact.page}: {fact.printed!r} is {inside!r}")
    document.close()
    return wrong


def digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", normalize(text))


@pytest.mark.parametrize("change", [codes_split, codes_in_one_column, without_numbering])
def test_a_change_keeps_every_figure(sample: Report, change: Callable[[Sheet], Sheet]) -> None:
    for sheet in standard_sheets(sample):
        kept = Counter(e.text for e in change(sheet).entries if e.role == "figure")
        assert kept == Counter(e.text for e in sheet.entries if e.role == "figure")
