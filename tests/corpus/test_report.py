"""A file becomes a report, or is refused with the right reason."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus import (
    CorpusError,
    Damaged,
    Encrypted,
    NoText,
    NotReadable,
    Report,
    read_report,
)
from corpus.quality import check_reading, reading_warning, warning_kinds


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "加密.pdf"
    canvas = Canvas(str(path), encrypt="secret")
    canvas.drawString(72, 720, "2023")
    canvas.save()
    return path


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    path = tmp_path / "扫描件.pdf"
    canvas = Canvas(str(path))
    canvas.rect(72, 72, 400, 600, fill=1)
    canvas.save()
    return path


@pytest.fixture
def without_pages(tmp_path: Path) -> Path:
    path = tmp_path / "无页.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    document.close()
    return path


def refusal(path: Path) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        read_report(path)
    assert path.name in str(caught.value), "names the file"
    assert caught.value.way_out, "names the way out"
    assert caught.value.way_out in str(caught.value)
    return caught.value


def test_missing(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "没有.pdf"), NotReadable)


def test_folder(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path), NotReadable)


@pytest.mark.parametrize("content", [b"", b"just text", "只是文字".encode() * 400])
def test_not_a_pdf(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "假.pdf"
    path.write_bytes(content)
    assert isinstance(refusal(path), NotReadable)


def test_encrypted(encrypted: Path) -> None:
    assert isinstance(refusal(encrypted), Encrypted)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_truncated(tmp_path: Path, sample_pdf: Path, part: float) -> None:
    whole = sample_pdf.read_bytes()
    path = tmp_path / "截断.pdf"
    path.write_bytes(whole[: int(len(whole) * part)])
    assert isinstance(refusal(path), Damaged | NoText)


def test_without_pages(without_pages: Path) -> None:
    assert isinstance(refusal(without_pages), Damaged)


def test_without_text_layer(scanned: Path) -> None:
    error = refusal(scanned)
    assert isinstance(error, NoText)
    assert "wenzhang[ocr]" in str(error)


def test_scan_with_page_numbers_in_type(tmp_path: Path) -> None:
    path = tmp_path / "扫描件.pdf"
    canvas = Canvas(str(path))
    picture = Image.new("L", (100, 140), 200)
    for number in range(3):
        canvas.drawInlineImage(picture, 0, 0, 595, 842)
        canvas.drawString(297, 20, str(number))
        canvas.showPage()
    canvas.save()
    assert isinstance(refusal(path), NoText)


@pytest.mark.parametrize("name", ["决算.docx", "决算.xlsx", "决算.html"])
def test_other_containers_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    error = refusal(path)
    assert isinstance(error, NotReadable)
    assert path.suffix in str(error)


def test_the_id_is_the_content(tmp_path: Path, sample: Report, sample_pdf: Path) -> None:
    copy = tmp_path / "另名.pdf"
    shutil.copy(sample_pdf, copy)
    again = read_report(copy)
    assert again.id == sample.id == sample.sha256[:12]
    assert (again.facts, again.passages) == (sample.facts, sample.passages)


def test_facts_are_numbered_as_printed(sample: Report) -> None:
    assert [fact.number for fact in sample.facts] == list(range(1, len(sample.facts) + 1))
    pages = [fact.page for fact in sample.facts]
    assert pages == sorted(pages)
    for table in sample.tables:
        rows = [fact.row_index for fact in sample.facts if fact.table == table.number]
        assert rows == sorted(rows, key=lambda row: -1 if row is None else row)


def test_tables_know_their_section(sample: Report) -> None:
    standard = [table for table in sample.tables if table.kind == "standard"]
    assert len(standard) == 9
    assert {table.section[0][:4] for table in standard} == {"第二部分"}


def test_sample_has_nothing_to_warn_of(sample: Report) -> None:
    assert sample.warnings == ()


def test_missing_standard_tables_are_told(sample: Report) -> None:
    kept = [table for table in sample.tables if table.standard != "收入决算表"]
    warnings = check_reading(sample.pages, kept, sample.facts, sample.identity, 0)
    assert [warning.kind for warning in warnings] == ["missing_table"]
    assert "收入决算表" in warnings[0].message


def test_every_warning_can_be_said() -> None:
    for kind, pattern in warning_kinds().items():
        fields = dict.fromkeys(re.findall(r"{(\w+)}", pattern), "某")
        assert "{" not in reading_warning(kind, 3, **fields).message, pattern
