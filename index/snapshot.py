"""One consistent view of all reports, for the length of one request."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import Box, FactSource, PassageKind, ReadingWarning, Section, Table
from corpus.reconcile import Check, Claim, Finding, Skipped, Standing, Summary
from index import audits, facts, files, reading, search, segment
from index.cache import Cache
from index.encoder import Vectors
from index.errors import EncoderUnavailable, IndexCorrupt
from index.manifest import Manifest
from index.pagetext import PageGlyphs, read_box, unpack_glyphs
from index.protocol import PROSE
from index.records import (
    FactPage,
    Hit,
    Label,
    PageSize,
    PassageCount,
    Readiness,
    ReportRecord,
    SearchMode,
    StoredFact,
    StoredPassage,
    TableHead,
)
from index.search import Scope
from index.state import State

if TYPE_CHECKING:
    from index.library import QueryEncoder

FEW = 8
"""Reports that are searched one by one rather than among all others."""


class Snapshot:
    """``index.protocol.Shelf`` on SQLite and FAISS; what each method does is said there."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        state: State,
        data_dir: Path,
        encoder: QueryEncoder,
        pages: Cache[tuple[str, int], PageGlyphs],
    ) -> None:
        self._connection, self._state, self._data_dir = connection, state, data_dir
        self._encoder, self._pages = encoder, pages
        self._searched: dict[tuple[object, ...], tuple[Hit, ...]] = {}

    @property
    def generation(self) -> int:
        """Grows by one with every published change."""
        return self._state.manifest.generation

    @property
    def manifest(self) -> Manifest:
        """What is published: counts, model, files."""
        return self._state.manifest

    def readiness(self) -> Readiness:
        """How well this state answers."""
        manifest, reason = self.manifest, None
        try:
            self._state.vectors(self._connection)
            self._encoder.check(manifest)
        except (EncoderUnavailable, IndexCorrupt) as exc:
            reason = str(exc)
        dense = reason is None
        return Readiness(True, dense, manifest.generation, manifest.reports, manifest.model, reason)

    # -- reports ---------------------------------------------------------------------------

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

    def _key(self, report_id: str) -> int:
        key = self._state.keys.get(report_id)
        if key is None:
            raise reading.unknown_report(report_id)
        return key

    # -- facts -----------------------------------------------------------------------------

    def labels(self) -> Sequence[Label]:
        """Every item name."""
        return self._state.labels

    def facts_by_label(
        self, label_ids: Iterable[int], reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts of these items."""
        return facts.by_label(self._connection, label_ids, reports)

    def reports_with(self, label_ids: Iterable[int], code: str | None = None) -> frozenset[str]:
        """The reports that have these items."""
        return facts.reports_with(self._connection, label_ids, code)

    def facts_by_code(
        self, code: str, reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts under a 科目编码."""
        return facts.by_code(self._connection, code, reports)

    def facts_by_value(
        self, value: Decimal, unit: str | None = None, reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """Everywhere this value is printed."""
        return facts.by_value(self._connection, value, unit, reports)

    def facts_by_amount(
        self, amounts_yuan: Iterable[Decimal], reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts that are one of these amounts in 元."""
        return facts.by_amount(self._connection, amounts_yuan, reports)

    def facts(
        self,
        reports: Iterable[str] | None = None,
        *,
        table: int | None = None,
        labels: Iterable[int] | None = None,
        code: str | None = None,
        year: int | None = None,
        source: FactSource | None = None,
        limit: int | None = 100,
        offset: int = 0,
    ) -> FactPage:
        """A listing in printed order."""
        return facts.listing(
            self._connection,
            reports,
            table=table,
            labels=labels,
            code=code,
            year=year,
            source=source,
            limit=limit,
            offset=offset,
        )

    def facts_of_passage(self, report_id: str, number: int) -> tuple[StoredFact, ...]:
        """The figures of a passage."""
        self._key(report_id)
        return facts.of_passage(self._connection, report_id, number)

    def facts_of_row(self, report_id: str, table: int, row_index: int) -> tuple[StoredFact, ...]:
        """The figures of a row."""
        self._key(report_id)
        return facts.of_row(self._connection, report_id, table, row_index)

    def facts_by_number(self, report_id: str, numbers: Iterable[int]) -> tuple[StoredFact, ...]:
        """The facts of one report with these numbers."""
        self._key(report_id)
        return facts.by_number(self._connection, report_id, numbers)

    # -- audit -----------------------------------------------------------------------------

    def audit_summary(self, report_id: str) -> Summary:
        """How the report's relations came out."""
        return audits.summary(self._connection, self._key(report_id))

    def findings(self, report_id: str) -> tuple[Finding, ...]:
        """What does not add up."""
        return audits.findings(self._connection, self._key(report_id))

    def unchecked(self, report_id: str) -> tuple[Skipped, ...]:
        """What could not be checked."""
        return audits.skipped(self._connection, self._key(report_id))

    def standings(self, report_id: str) -> tuple[Standing, ...]:
        """What its tables print."""
        return audits.standings(self._connection, self._key(report_id))

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        """What it says of the year before."""
        return audits.claims(self._connection, self._key(report_id))

    def checks(self, report_id: str, fact_numbers: Iterable[int]) -> tuple[Check, ...]:
        """How figures stand to the others."""
        return audits.checks(self._connection, self._key(report_id), fact_numbers)

    # -- search ----------------------------------------------------------------------------

    def nearest_labels(self, text: str, k: int) -> tuple[tuple[Label, float], ...]:
        """The labels nearest in meaning."""
        vector = self._vector(text)
        found = self._state.vectors(self._connection).labels.search(vector, k)
        return tuple((self._state.label_by_id[id_], score) for id_, score in found)

    def search(
        self,
        query: str,
        k: int,
        reports: Iterable[str] | None = None,
        *,
        kinds: Sequence[PassageKind] = PROSE,
        mode: SearchMode = "fused",
        sections: Iterable[str] | None = None,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        """The best passages."""
        scope = self._scope(reports, kinds, sections)
        identity = (query, k, scope, mode, offset)
        if identity not in self._searched:
            self._searched[identity] = self._search(query, k, scope, mode, offset)
        return self._searched[identity]

    def _search(
        self, query: str, k: int, scope: Scope, mode: SearchMode, offset: int
    ) -> tuple[Hit, ...]:
        def dense(count: int) -> list[int]:
            try:
                vector = self._vector(query)
                index = self._state.vectors(self._connection).passages
            except (EncoderUnavailable, IndexCorrupt):
                if mode == "dense":
                    raise
                return []
            return search.dense_search(self._connection, index, vector, count, scope)

        names = segment.names_in(query, self._state.names)
        return search.search(
            self._connection,
            query,
            names,
            dense,
            k=k,
            offset=offset,
            scope=scope,
            mode=mode,
        )

    def search_total(
        self,
        query: str,
        reports: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = PROSE,
        sections: Iterable[str] | None = None,
    ) -> int:
        """How many passages share a word with the query."""
        return search.text_total(self._connection, query, self._scope(reports, kinds, sections))

    def search_counts(
        self, query: str, kinds: Sequence[PassageKind] = PROSE
    ) -> tuple[PassageCount, ...]:
        """Where those passages are."""
        return search.text_counts(self._connection, query, self._scope(None, kinds))

    def containing(
        self,
        text: str,
        reports: Iterable[str] | None = None,
        k: int = 20,
        kinds: Sequence[PassageKind] | None = None,
    ) -> tuple[StoredPassage, ...]:
        """The passages that contain a text exactly."""
        return search.containing(self._connection, text, k, self._scope(reports, kinds))

    def _vector(self, text: str) -> Vectors:
        return self._encoder.vector(text, self.manifest)

    def _scope(
        self,
        reports: Iterable[str] | None,
        kinds: Sequence[PassageKind] | None,
        sections: Iterable[str] | None = None,
    ) -> Scope:
        ids = None if reports is None else tuple(dict.fromkeys(reports))
        if ids is not None and self._state.reports.keys() <= set(ids):
            ids = None
        ranges = tuple(self._state.ranges.get(id_) for id_ in ids or ())
        few = ids is not None and len(ids) <= FEW and None not in ranges
        return Scope(
            ids,
            None if kinds is None else tuple(kinds),
            None if sections is None else tuple(sections),
            tuple(filter(None, ranges)) if few else (),
        )
