"""The sentences of whole reports: nothing lost, every box exact, and what people ask of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import NotAReport
from corpus.model import Fact, Page, Report
from corpus.text import align
from corpus.text.numbers import find_numerals
from tests.corpus.read_once import read_once

FIGURES = {"amount", "percentage", "count"}

# item, measure, base → value: what the sample report's sentences print
PRINTED = [
    ("收支总计", "决算数", None, "3988.02"),
    ("收支总计", "增减额", "上年", "1866.88"),
    ("收入合计", "增减率", "上年", "31.9"),
    ("项目支出", "占比", "本年支出", "78.1"),
    ("城乡社区支出", "占比", "一般公共预算财政拨款支出", "25.1"),
    ("社会保障和就业支出", "年初预算数", None, "52.74"),
    ("社会保障和就业支出", "决算数", None, "95.98"),
    ("社会保障和就业支出", "完成率", "年初预算", "182"),
    ("一般公共预算财政拨款支出", "完成率", "年初预算", "120.19"),
    ("审批局对外服务经费", "决算数", None, "187.18"),
    ("窗口人员餐费补贴", "决算数", None, "25.9"),
    ("窗口人员餐费补贴", "全年预算数", None, "25.9"),
    ("增资工资", "决算数", None, "14.97"),
    ("机关运行经费支出", "决算数", None, "74.50"),
    ("机关运行经费支出", "增减额", "年初预算", "4.32"),
    ("政府采购支出总额", "决算数", None, "277.67"),
    ("政府采购服务支出", "决算数", None, "276.28"),
    ("授予小微企业合同金额", "占比", "授予中小企业合同金额", "100"),
    ("单价100万元(含)以上设备", "数量", None, "0"),
    ("“只进一扇门”服务", "完成值", None, "1000"),
    ("依申请和公共服务事项", "数量", None, "983"),
    ("办理时限", "数量", None, "5"),
]


def narrative(report: Report) -> list[Fact]:
    return [fact for fact in report.facts if fact.source == "narrative"]


@pytest.mark.parametrize(("item", "measure", "base", "value"), PRINTED)
def test_sample(sample, item, measure, base, value):
    found = [f for f in narrative(sample) if (f.item, f.measure, f.base) == (item, measure, base)]
    assert Decimal(value) in [fact.value for fact in found]


def test_two_contracts_of_one_name(sample):
    found = [f for f in narrative(sample) if f.item == "政务服务外包经费" and f.measure == "决算数"]
    assert [fact.printed for fact in found] == ["1612.17 万元", "15 万元"]
    assert {fact.row[0] for fact in found} == {"项目支出"}


def test_a_misprint_of_the_sample_is_marked(sample):
    assert [fact.printed for fact in narrative(sample) if fact.flags] == ["万 14.97 元"]


def test_nothing_of_the_sample_is_lost(sample):
    assert lost(sample) == Counter()


def test_boxes_of_the_sample_are_exact(sample):
    assert misplaced(sample.pages, narrative(sample)) == []


@pytest.mark.slow
def test_other_reports(shared_reports):
    for report in reports_in(shared_reports):
        assert lost(report) == Counter(), report.file_name
        assert misplaced(report.pages, narrative(report)) == [], report.file_name
        unnamed = [fact.printed for fact in narrative(report) if len(fact.item) < 2]
        assert unnamed == [], report.file_name


def reports_in(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.glob("*.pdf")):
        try:
            yield read_once(path)
        except NotAReport:
            continue


def lost(report: Report) -> Counter[Decimal]:
    """Figures of the running text that are no facts, and facts that no text prints."""
    text = [p.text for p in report.passages if p.kind != "table"]
    printed = Counter(n.value for t in text for n in find_numerals(t) if n.kind in FIGURES)
    facts = Counter(fact.value for fact in narrative(report) if fact.value is not None)
    return (printed - facts) + (facts - printed)


def misplaced(pages: Sequence[Page], facts: Sequence[Fact]) -> list[tuple[int, str, str]]:
    """Facts whose box does not hold their figure, with what it holds."""
    return [
        (fact.page, fact.printed, held)
        for fact in facts
        if not fits(fact, held := inside(pages[fact.page - 1], fact))
    ]


def inside(page: Page, fact: Fact) -> str:
    glyphs = [glyph for glyph in page.glyphs if fact.box.contains(*glyph.box.center)]
    glyphs.sort(key=lambda glyph: glyph.box.x0)
    return bare("".join(glyph.text for glyph in glyphs))


def fits(fact: Fact, held: str) -> bool:
    """The whole figure, or all but a unit that stands on the next line."""
    digits = "".join(re.findall(r"[\d.]", bare(fact.printed)))
    return bare(fact.printed).startswith(held) and "".join(re.findall(r"[\d.]", held)) == digits


def bare(text: str) -> str:
    return re.sub(r"\s", "", align(text))
