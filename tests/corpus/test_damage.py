"""Whatever happens to a file's bytes, it is read or refused: nothing else comes out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus import CorpusError, Report, read_report


@pytest.fixture(scope="module")
def small_report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A report of one page with a title, a sentence and a ruled table."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path_factory.mktemp("small") / "小报告.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for size, y, text in (
        (24, 760, "某市某局2023年度部门决算公开"),
        (12, 700, "2023年度收入总计 1,612.17 万元，比上年减少 4.32 万元。"),
        (12, 650, "收入决算表"),
        (12, 630, "单位：万元"),
        (12, 595, "项目"),
        (12, 565, "合计"),
    ):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(100, y, text)
    canvas.drawString(300, 595, "决算数")
    canvas.drawString(300, 565, "1,612.17")
    canvas.grid([90, 280, 450], [555, 585, 615])
    canvas.save()
    return path.read_bytes()


def test_the_small_report_is_read(small_report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "好.pdf"
    path.write_bytes(small_report)
    report = read_report(path)
    assert (report.identity.entity, report.identity.year) == ("某市某局", 2023)
    assert {str(fact.value) for fact in report.facts} == {"1612.17", "4.32"}
    assert {fact.unit for fact in report.facts} == {"万元"}


def test_a_watermark_is_left_out_and_told(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "水印.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("STSong-Light", 24)
    canvas.drawString(100, 760, "某市某局2023年度部门决算公开")
    canvas.rotate(45)
    canvas.drawString(700, 100, "内部资料")
    canvas.save()
    report = read_report(path)
    assert [block.text for block in report.blocks] == ["某市某局2023年度部门决算公开"]
    assert "skewed_text" in {warning.kind for warning in report.warnings}


@settings(
    max_examples=60, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(st.tuples(st.integers(0, 2**16), st.binary(max_size=8)), max_size=12),
    cut=st.one_of(st.none(), st.integers(0, 2**16)),
)
def test_damage_is_read_or_refused(
    small_report: bytes, tmp_path: Path, changes: list[tuple[int, bytes]], cut: int | None
) -> None:
    content = bytearray(small_report)
    for at, put in changes:
        start = at % len(content)
        content[start : start + len(put)] = put
    path = tmp_path / "坏.pdf"
    path.write_bytes(bytes(content if cut is None else content[: cut % len(content)]))
    with suppress(CorpusError):
        assert isinstance(read_report(path), Report)
