"""Scanned pages: recognised where the extra is installed, reported where it is not."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.errors import NoText
from corpus.model import Fact, Page, Report
from corpus.ocr import can_recognize, recognize
from corpus.pdf import read_pages
from corpus.report import compose_report, read_report

TABLE_PAGE = 6
"""A page of the sample with a table whose rows are all on it."""

needs_extra = pytest.mark.skipif(
    not can_recognize(), reason="needs the extra: pip install 'wenzhang[ocr]'"
)


def scanned(
    sample: Path, target: Path, pages: Iterable[int], scans: Iterable[int], slant: float = 0.0
) -> Path:
    """A PDF of these pages of the sample, those of ``scans`` as pictures of 200 pixels an inch.

    ``slant`` turns the pictures clockwise by so many degrees.
    """
    source, made = pdfium.PdfDocument(sample), pdfium.PdfDocument.new()
    for number in pages:
        if number not in scans:
            made.import_pages(source, [number - 1])
            continue
        page = source[number - 1]
        picture = io.BytesIO()
        drawn = page.render(scale=200 / 72).to_pil().convert("L")
        drawn.rotate(-slant, fillcolor=255).save(picture, "JPEG", quality=80)
        width, height = page.get_size()
        image = pdfium.PdfImage.new(made)
        image.load_jpeg(picture, inline=True)
        image.set_matrix(pdfium.PdfMatrix().scale(width, height))
        sheet = made.new_page(width, height)
        sheet.insert_obj(image)
        sheet.gen_content()
    made.save(target)
    made.close()
    source.close()
    return target


def figures(report: Report, page: int) -> Counter[tuple[object, ...]]:
    """What the tables of a page say, without where."""
    return Counter(
        (f.item, f.code, f.column, f.value)
        for f in report.facts
        if f.page == page and f.source == "table"
    )


@pytest.fixture(scope="module")
def pages(sample_pdf: Path) -> tuple[Page, ...]:
    """The cover and three pages of tables."""
    read = read_pages(sample_pdf)[0]
    return tuple(read[n - 1] for n in (1, TABLE_PAGE, TABLE_PAGE + 1, TABLE_PAGE + 2))


def unsure(page: Page) -> Page:
    """The page as if its text had been recognised."""
    return replace(page, glyphs=tuple(replace(g, confidence=0.9) for g in page.glyphs))


def test_figures_of_recognised_pages_say_so(pages: tuple[Page, ...]) -> None:
    mixed = (pages[0], unsure(pages[1]), *pages[2:])
    report = compose_report(mixed, "0" * 64, "报告.pdf")

    def is_marked(fact: Fact) -> bool:
        return "ocr" in fact.flags

    on_scan = [fact for fact in report.facts if fact.page == TABLE_PAGE]
    assert on_scan
    assert all(map(is_marked, on_scan))
    assert {fact.confidence for fact in on_scan if fact.value is not None} == {0.9}
    others = [fact for fact in report.facts if fact.page != TABLE_PAGE]
    assert others
    assert not any(map(is_marked, others))
    assert [w.page for w in report.warnings if w.kind == "recognized_page"] == [TABLE_PAGE]


def test_passages_of_recognised_pages_say_so(pages: tuple[Page, ...]) -> None:
    report = compose_report(tuple(map(unsure, pages)), "0" * 64, "报告.pdf")
    assert report.passages
    assert {passage.confidence for passage in report.passages} == {0.9}
    assert all(p.confidence is None for p in compose_report(pages, "0" * 64, "报告.pdf").passages)


def test_a_scan_that_was_fed_askew_is_told(pages: tuple[Page, ...]) -> None:
    askew = (pages[0], replace(unsure(pages[1]), slant=-1.2), replace(unsure(pages[2]), slant=0.1))
    report = compose_report((*askew, *pages[3:]), "0" * 64, "报告.pdf")
    (warning,) = [w for w in report.warnings if w.kind == "slanted_scan"]
    assert (warning.page, "1.2 度" in warning.message) == (TABLE_PAGE, True)


@pytest.mark.skipif(can_recognize(), reason="the extra is installed: nothing to report")
def test_without_the_extra_a_scan_is_reported(sample_pdf: Path, tmp_path: Path) -> None:
    scan = scanned(sample_pdf, tmp_path / "scan.pdf", [1, TABLE_PAGE], {1, TABLE_PAGE})
    with pytest.raises(NoText, match=r"wenzhang\[ocr\]"):
        read_report(scan)
    mixed = scanned(sample_pdf, tmp_path / "mixed.pdf", [1, 2, TABLE_PAGE], {TABLE_PAGE})
    (warning,) = [w for w in read_report(mixed).warnings if w.kind == "image_page"]
    assert warning.page == 3
    assert "wenzhang[ocr]" in warning.message


@needs_extra
def test_a_scanned_table_reads_as_the_printed_one(sample_pdf: Path, tmp_path: Path) -> None:
    scan = scanned(sample_pdf, tmp_path / "scan.pdf", [1, TABLE_PAGE], {1, TABLE_PAGE})
    read, printed = read_report(scan), read_report(sample_pdf)
    assert read.identity.entity == printed.identity.entity
    assert figures(read, 2) == figures(printed, TABLE_PAGE)
    assert all("ocr" in fact.flags for fact in read.facts)


@needs_extra
def test_the_slant_of_a_scan_is_measured(sample_pdf: Path, tmp_path: Path) -> None:
    askew = scanned(sample_pdf, tmp_path / "askew.pdf", [TABLE_PAGE], {TABLE_PAGE}, slant=1.5)
    pages, _ = read_pages(askew)
    (page,) = recognize(askew, pages)
    assert page.slant == pytest.approx(1.5, abs=0.4)


@needs_extra
def test_only_the_scanned_pages_of_a_mixed_file_are_marked(
    sample_pdf: Path, tmp_path: Path
) -> None:
    mixed = scanned(sample_pdf, tmp_path / "mixed.pdf", [1, 2, TABLE_PAGE], {TABLE_PAGE})
    report = read_report(mixed)
    assert {fact.page for fact in report.facts if "ocr" in fact.flags} == {3}
    assert not any("ocr" in fact.flags for fact in report.facts if fact.page != 3)
