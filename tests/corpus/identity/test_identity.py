"""Who reports on what, and how people shorten names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import CorpusError, Identity, NotAReport, Page, Report
from corpus.identity import read_identity
from corpus.identity.evidence import cover_blocks
from corpus.identity.names import short_names, split_places
from corpus.layout import read_blocks
from tests.corpus.read_once import read_once

Typeset = Callable[..., Page]


@pytest.mark.parametrize(
    ("name", "places", "body"),
    [
        ("武汉市蔡甸区行政审批局", ("武汉市", "蔡甸区"), "行政审批局"),
        ("上海市市场监督管理局", ("上海市",), "市场监督管理局"),
        ("武汉市城市管理执法委员会", ("武汉市",), "城市管理执法委员会"),
        ("苏州市相城区财政局", ("苏州市", "相城区"), "财政局"),
        ("北京市西城区月坛街道办事处", ("北京市", "西城区"), "月坛街道办事处"),
        ("广东省深圳市南山区教育局", ("广东省", "深圳市", "南山区"), "教育局"),
        ("新疆维吾尔自治区财政厅", ("新疆维吾尔自治区",), "财政厅"),
        ("恩施土家族苗族自治州教育局", ("恩施土家族苗族自治州",), "教育局"),
        ("湖北省沙洋县民政局", ("湖北省", "沙洋县"), "民政局"),
    ],
)
def test_places(name: str, places: tuple[str, ...], body: str) -> None:
    assert split_places(name) == (places, body)


@pytest.mark.parametrize(
    ("name", "shorts"),
    [
        (
            "武汉市蔡甸区行政审批局",
            {"蔡甸区行政审批局", "区行政审批局", "行政审批局", "区审批局", "审批局"},
        ),
        ("上海市普陀区财政局", {"普陀区财政局", "普陀财政局", "区财政局", "财政局"}),
        ("中共武汉市蔡甸区委社会工作部", {"区委社会工作部", "社会工作部", "区委社工部", "社工部"}),
        ("上海市普陀区人民政府万里街道办事处", {"万里街道办事处", "万里街道", "普陀区万里街道"}),
        ("湖北省发展和改革委员会", {"省发改委", "发改委", "省发展改革委"}),
        ("武汉市江汉区人力资源和社会保障局", {"区人社局", "人社局", "江汉区人社局"}),
        ("江苏省人民检察院", {"省检察院", "省人民检察院", "江苏省检察院"}),
        ("江苏省政协办公厅", {"省政协办公厅", "政协办公厅"}),
        ("上海市普陀区商务委员会", {"区商务委", "商务委", "普陀区商务委"}),
    ],
)
def test_short_names(name: str, shorts: set[str]) -> None:
    assert shorts <= set(short_names(name))


@pytest.mark.parametrize("name", ["南京市玄武区人民政府", "江苏省委办公厅", "东湖开发区管理委员会"])
def test_short_names_stay_specific(name: str) -> None:
    assert not {"政府", "人民政府", "办公厅", "管委会", "委员会"} & set(short_names(name))
    assert name not in short_names(name)


@pytest.mark.parametrize(
    ("name", "entity", "year", "kind"),
    [
        ("*行政审批局2023年度部门决算.pdf", "武汉市蔡甸区行政审批局", 2023, "部门决算"),
        ("*财政局2024年度部门决算.pdf", "上海市普陀区财政局", 2024, "部门决算"),
        (
            "*万里街道办事处2024年部门预算.pdf",
            "上海市普陀区人民政府万里街道办事处",
            2024,
            "部门预算",
        ),
        ("*商务委员会2025年部门预算.pdf", "上海市普陀区商务委员会", 2025, "部门预算"),
        ("上海市财政局2025年部门预算.pdf", "上海市财政局", 2025, "单位预算"),
        ("*人民检察院2019年度部门预算公开.pdf", "江苏省人民检察院", 2019, "部门预算"),
        ("*政协办公厅2019年度部门预算.pdf", "江苏省政协办公厅", 2019, "部门预算"),
        ("*政协办公厅2019年预算公开表.pdf", "江苏省政协办公厅", 2019, "部门预算"),
    ],
)
def test_real_reports(shared_reports: Path, name: str, entity: str, year: int, kind: str) -> None:
    (path,) = shared_reports.glob(name)
    identity = read_once(path).identity
    assert (identity.entity, identity.year, identity.kind) == (entity, year, kind)


def test_two_files_of_one_disclosure_name_one_body(shared_reports: Path) -> None:
    first, second = (
        read_once(path).identity for path in sorted(shared_reports.glob("*省委办公厅2018*.pdf"))
    )
    names = {first.entity, *first.short_names} & {second.entity, *second.short_names}
    assert "江苏省委办公厅" in names
    assert first.year == second.year == 2018


def test_sample(sample: Report) -> None:
    identity = sample.identity
    assert identity.title == "2023年度武汉市蔡甸区行政审批局部门决算公开"
    assert identity.place == ("武汉市", "蔡甸区")
    assert identity.published == "2024-09-29"


def test_a_template_is_no_report(shared_reports: Path) -> None:
    (path,) = shared_reports.glob("*模板*.pdf")
    with pytest.raises(NotAReport, match="模板"):
        read_once(path)


def test_contradictions_are_told(shared_reports: Path) -> None:
    """A copy whose heading names another year and keeps a placeholder."""
    (path,) = shared_reports.glob("*改动样本*.pdf")
    kinds = {(warning.kind, warning.page is not None) for warning in read_once(path).warnings}
    assert {("year_differs", True), ("placeholder", True)} <= kinds


def identity_of(page: Page, file_name: str = "文件.pdf") -> tuple[Identity, set[str]]:
    blocks, _ = read_blocks([page], ())
    identity, warnings = read_identity(blocks, (), file_name)
    return identity, {warning.kind for warning in warnings}


def test_cover_without_contents(typeset: Typeset) -> None:
    page = typeset(
        [
            ("某省某市水务局（本级）", 150, 200, 26.0),
            ("2022年度单位决算公开", 150, 300, 26.0),
            ("2023年8月", 250, 400, 14.0),
        ]
    )
    identity, warnings = identity_of(page)
    assert identity.entity == "某省某市水务局(本级)"
    assert (identity.year, identity.kind, identity.published) == (2022, "单位决算", "2023-08")
    assert not warnings


def test_what_is_not_printed_comes_from_the_file_name(typeset: Typeset) -> None:
    page = typeset([("部门预算公开情况说明", 200, 100, 20.0), ("收入合计 10 万元。", 96, 200)])
    identity, warnings = identity_of(page, "某市某区文化馆2021年部门预算.pdf")
    assert (identity.entity, identity.year) == ("某市某区文化馆", 2021)
    assert warnings == {"from_file_name"}


def test_something_else_is_no_report(typeset: Typeset) -> None:
    page = typeset([("会议纪要", 250, 100, 20.0), ("会议讨论了有关事项。", 96, 200)])
    with pytest.raises(CorpusError) as caught:
        identity_of(page)
    assert caught.value.code == "not_a_report"


def test_cover_is_what_stands_before_the_contents(typeset: Typeset) -> None:
    blocks, _ = read_blocks(
        [typeset([("封面", 250, 100, 20.0), ("目录", 250, 300), ("一、概况", 96, 330)])], ()
    )
    assert [block.text for block in cover_blocks(blocks)] == ["封面"]
