"""Reports as they were read: outline, tables, passages, pages."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Box, ReadingWarning, Section, Table
from index import files, reading
from index.pagetext import PageGlyphs, read_box, unpack_glyphs
from index.records import PageSize, ReportRecord, StoredPassage, TableHead
from index.views.base import View


class ReportsView(View):
    """What each method does is said in ``index.protocol.Shelf``."""

    def reports(self) -> tuple[ReportRecord, ...]:
        """Every report, by entity, year and kind."""
        return tuple(self._state.reports.values())

    def report(self, report_id: str) -> ReportRecord:
        """One report."""
        self._key(report_id)
        return self._state.reports[report_id]

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The outline."""
        return reading.sections(self._connection, self._key(report_id))

    def warnings(self, report_id: str) -> tuple[ReadingWarning, ...]:
        """The ingest report, and what other reports have to say."""
        own = reading.warnings(self._connection, self._key(report_id))
        return own + self._state.siblings.get(report_id, ())

    def tables(self, report_id: str) -> tuple[TableHead, ...]:
        """The tables without their cells."""
        return reading.tables(self._connection, self._key(report_id))

    def table(self, report_id: str, number: int) -> Table:
        """One whole table."""
        return reading.table(self._connection, self._key(report_id), report_id, number)

    def passages(self, report_id: str) -> tuple[StoredPassage, ...]:
        """All passages in printed order."""
        return reading.passages(self._connection, self._key(report_id), report_id)

    def passage(self, report_id: str, number: int) -> StoredPassage:
        """One passage."""
        return reading.passage(self._connection, self._key(report_id), report_id, number)

    def page(self, report_id: str, number: int) -> PageSize:
        """Size of one page."""
        return reading.page(self._connection, self._key(report_id), report_id, number)

    def pdf_path(self, report_id: str) -> Path:
        """The PDF as it was ingested."""
        return files.stored_path(self._data_dir, self.report(report_id).sha256)

    def read_box(self, report_id: str, page: int, box: Box) -> str:
        """The page text inside a box."""
        key = self._key(report_id)

        def unpacked() -> PageGlyphs:
            return unpack_glyphs(reading.glyphs(self._connection, key, report_id, page))

        return read_box(self._pages.get((report_id, page), unpacked), box)
