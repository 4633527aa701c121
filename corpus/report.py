"""A file becomes a Report.

``read_report`` is the corpus's only entrance. It chooses the reader by media type: other containers
of the same reports (.docx, .xlsx, .html) would come in as further entries of ``_READERS``, each
giving pages of placed glyphs, so that nothing behind it changes.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import NoText, NotReadable
from corpus.identity import read_identity
from corpus.layout import place_tables, read_blocks
from corpus.model import Fact, Identity, Page, Passage, Place, Report, Table
from corpus.ocr import mark_facts, mark_passages, recognize
from corpus.passages import make_passages
from corpus.pdf import read_pages
from corpus.quality import check_reading
from corpus.sentences import sentence_facts
from corpus.tables import find_tables, table_facts

ID_LENGTH = 12
"""Hex digits of the SHA-256 that name a report."""

FEWEST_GLYPHS = 20
"""Pages with fewer characters on average, most of them pictures, are a scan."""

Reader = Callable[[Path], tuple[tuple[Page, ...], int]]

_READERS: dict[str, Reader] = {"application/pdf": read_pages}


def read_report(path: Path) -> Report:
    """Read one report: pages, outline, blocks, tables, facts, passages, warnings.

    Raises one of ``corpus.errors``: NotReadable, Encrypted, Damaged, NoText or NotAReport.
    """
    pages, library_warnings = _reader(path)(path)
    pages = recognize(path, pages)
    _refuse_scan(pages, path.name)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return compose_report(pages, sha256, path.name, library_warnings)


def compose_report(
    pages: tuple[Page, ...], sha256: str, file_name: str, library_warnings: int = 0
) -> Report:
    """Everything that follows from the pages of a report, wherever those come from.

    ``library_warnings`` are those that reading the file gave.
    """
    found = find_tables(pages)
    blocks, sections = read_blocks(pages, found)
    tables = place_tables(found, blocks)
    identity, doubts = read_identity(blocks, tables, file_name)
    passages = mark_passages(make_passages(blocks, tables), pages)
    facts = mark_facts(_facts(tables, passages, identity, pages), pages)
    checks = check_reading(pages, tables, facts, identity, library_warnings, blocks)
    return Report(
        id=sha256[:ID_LENGTH],
        sha256=sha256,
        file_name=file_name,
        identity=identity,
        pages=pages,
        sections=sections,
        blocks=blocks,
        tables=tables,
        facts=facts,
        passages=passages,
        warnings=(*doubts, *checks),
    )


def _reader(path: Path) -> Reader:
    """The reader of the file's media type; a file without a known ending is tried as a PDF."""
    media_type = mimetypes.guess_type(path.name)[0] or "application/pdf"
    if media_type not in _READERS:
        raise NotReadable(path.name, f"暂不支持这种文件（{path.suffix}）")
    return _READERS[media_type]


def _refuse_scan(pages: Sequence[Page], file_name: str) -> None:
    """Raise NoText where pages are pictures, even if each has a number or a stamp in type."""
    printed = sum(1 for page in pages for glyph in page.glyphs if glyph.text.strip())
    pictures = sum(1 for page in pages if page.images)
    if not printed:
        raise NoText(file_name, f"全部 {len(pages)} 页都没有文字层")
    if printed < FEWEST_GLYPHS * len(pages) and 2 * pictures > len(pages):
        raise NoText(file_name, f"{len(pages)} 页中有 {pictures} 页是图片，几乎没有文字层")


def _facts(
    tables: Sequence[Table], passages: Sequence[Passage], identity: Identity, pages: Sequence[Page]
) -> tuple[Fact, ...]:
    """The facts of tables and sentences, numbered from 1 as they are printed.

    Tables and passages follow each other by page and height; within a table row comes after row
    and within a passage sentence after sentence, as their readers give them.
    """
    starts: dict[tuple[str, int | None], tuple[int, float]] = {}
    starts |= {("table", t.number): _start(t.places[0]) for t in tables if t.places}
    starts |= {("narrative", p.number): _start(p.places()[0]) for p in passages}
    found = [fact for table in tables for fact in table_facts(table, identity, 1)]
    found += sentence_facts(passages, identity, 1, pages)
    found.sort(
        key=lambda fact: starts.get(
            (fact.source, fact.table or fact.passage), (fact.page, fact.box.top)
        )
    )
    return tuple(replace(fact, number=number) for number, fact in enumerate(found, start=1))


def _start(place: Place) -> tuple[int, float]:
    return place.page, place.box.top
