"""Tables that a kind of report must print: read, printed as empty, or missing."""

from dataclasses import replace

import pytest

from corpus.model import Block, BlockKind, Report
from corpus.quality import check_reading
from corpus.tables.words import standard_of, word

FUND = "政府性基金预算财政拨款收入支出决算表"


def _block(kind: BlockKind, text: str) -> Block:
    return Block(kind, text, (), ())


def _missing(sample: Report, blocks: tuple[Block, ...], year: int = 2023) -> list[str]:
    kept = [table for table in sample.tables if table.standard != FUND]
    identity = replace(sample.identity, year=year)
    warnings = check_reading(sample.pages, kept, sample.facts, identity, 0, blocks)
    return [warning.message for warning in warnings if warning.kind == "missing_table"]


@pytest.mark.parametrize(
    "words", ["注：本单位无政府性基金预算收支，故本表无数据。", "本表为空表。", "（无）", "空表"]
)
def test_a_table_printed_as_empty_is_not_missing(sample: Report, words: str) -> None:
    blocks = (_block("heading", FUND), _block("paragraph", "合计"), _block("paragraph", words))
    assert _missing(sample, blocks) == []


def test_a_title_alone_is_no_table(sample: Report) -> None:
    for kind in ("heading", "contents"):
        blocks = (_block(kind, FUND), _block("heading", "名词解释"), _block("paragraph", "（无）"))
        assert _missing(sample, blocks), kind


@pytest.mark.parametrize(("year", "missing"), [(2019, 0), (2020, 1)])
def test_a_table_is_missed_since_the_genre_has_it(sample: Report, year: int, missing: int) -> None:
    key = "国有资本经营预算财政拨款支出决算表"
    kept = [table for table in sample.tables if table.standard != key]
    identity = replace(sample.identity, year=year)
    warnings = check_reading(sample.pages, kept, sample.facts, identity, 0)
    assert sum(warning.kind == "missing_table" for warning in warnings) == missing


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("部门收支总表", "收支预算总表"),
        ("部门收入总表", "收入预算总表"),
        ("财政拨款收支总表", "财政拨款收支预算总表"),
        ("2024年一般公共预算支出表", "一般公共预算支出预算表"),
        ("一般公共预算基本支出表", "一般公共预算基本支出预算表"),
        ("政府性基金预算支出表", "政府性基金预算支出预算表"),
        ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算表"),
    ],
)
def test_budgets_tables_are_known_by_their_short_titles(title: str, key: str) -> None:
    standard = standard_of(title)
    assert standard is not None
    assert standard.key == key


@pytest.mark.parametrize("code", ["GK01表", "公开01表", "01表", "附表6"])
def test_codes_are_codes_and_no_titles(code: str) -> None:
    assert word("caption", "code").fullmatch(code)
