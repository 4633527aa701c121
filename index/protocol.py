"""What the service needs of a store of reports, whatever database stands behind it.

``index.snapshot.Snapshot`` is the one implementation, on SQLite. Another database (PostgreSQL,
for an index that several machines share) would come in here: it provides these methods, and
nothing in ``service`` changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from corpus.model import Box, FactSource, PassageKind, ReadingWarning, Section, Table
from corpus.reconcile import Check, Claim, Finding, Skipped, Standing, Summary
from index.records import (
    FactPage,
    Hit,
    Label,
    PageSize,
    PassageCount,
    ReportRecord,
    SearchMode,
    StoredFact,
    StoredPassage,
    TableHead,
)

PROSE: tuple[PassageKind, ...] = ("narrative", "note")
"""The kinds of passages that are embedded: rows of tables are found through their facts."""


class Shelf(Protocol):
    """One consistent view of all reports, for the length of one request.

    ``reports`` arguments narrow to those ids; None means all. Unknown ids raise UnknownReport,
    UnknownTable, UnknownPassage or UnknownPage where one is asked for by name; in a filter they
    just match nothing.
    """

    @property
    def generation(self) -> int:
        """Grows by one with every published change."""
        ...

    # -- reports ---------------------------------------------------------------------------

    def reports(self) -> tuple[ReportRecord, ...]:
        """Every report, by entity, year and kind."""
        ...

    def report(self, report_id: str) -> ReportRecord:
        """One report. Raises UnknownReport."""
        ...

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The outline, in printed order."""
        ...

    def warnings(self, report_id: str) -> tuple[ReadingWarning, ...]:
        """The ingest report, with what other reports of the same disclosure have to say."""
        ...

    def tables(self, report_id: str) -> tuple[TableHead, ...]:
        """The tables without their cells."""
        ...

    def table(self, report_id: str, number: int) -> Table:
        """One whole table. Raises UnknownTable."""
        ...

    def passages(self, report_id: str) -> tuple[StoredPassage, ...]:
        """All passages in printed order."""
        ...

    def passage(self, report_id: str, number: int) -> StoredPassage:
        """One passage. Raises UnknownPassage."""
        ...

    def page(self, report_id: str, number: int) -> PageSize:
        """Size of one page. Raises UnknownPage."""
        ...

    def pdf_path(self, report_id: str) -> Path:
        """The PDF as it was ingested, byte for byte."""
        ...

    def read_box(self, report_id: str, page: int, box: Box) -> str:
        """The page text whose glyph centres lie inside ``box``, in reading order.

        Lines are separated by a line feed; an empty box gives "".
        """
        ...

    # -- facts -----------------------------------------------------------------------------

    def labels(self) -> Sequence[Label]:
        """Every item name; the same object as long as the generation stays."""
        ...

    def facts_by_label(
        self, label_ids: Iterable[int], reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts of these items, by report and in printed order."""
        ...

    def reports_with(self, label_ids: Iterable[int], code: str | None = None) -> frozenset[str]:
        """The ids of the reports that have a fact of one of these items, or of this code."""
        ...

    def facts_by_code(
        self, code: str, reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts whose row carries this 科目编码."""
        ...

    def facts_by_value(
        self, value: Decimal, unit: str | None = None, reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """Everywhere this value is printed, equal amounts of money in other units included.

        Without a unit the numeral is taken in every unit that it is printed in.
        """
        ...

    def facts_by_amount(
        self, amounts_yuan: Iterable[Decimal], reports: Iterable[str] | None = None
    ) -> tuple[StoredFact, ...]:
        """The facts that are exactly one of these amounts of money, in 元."""
        ...

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
        """A listing in printed order, report by report; ``limit`` None gives all."""
        ...

    def facts_of_passage(self, report_id: str, number: int) -> tuple[StoredFact, ...]:
        """The figures that a passage's sentences print."""
        ...

    def facts_of_row(self, report_id: str, table: int, row_index: int) -> tuple[StoredFact, ...]:
        """The figures of one row of a table."""
        ...

    def facts_by_number(self, report_id: str, numbers: Iterable[int]) -> tuple[StoredFact, ...]:
        """The facts of one report with these numbers, in printed order."""
        ...

    # -- audit -----------------------------------------------------------------------------

    def audit_summary(self, report_id: str) -> Summary:
        """How many relations of the report were checked, and how they came out."""
        ...

    def findings(self, report_id: str) -> tuple[Finding, ...]:
        """What does not add up in the report, the gravest first."""
        ...

    def unchecked(self, report_id: str) -> tuple[Skipped, ...]:
        """What could not be checked, and why."""
        ...

    def standings(self, report_id: str) -> tuple[Standing, ...]:
        """What its tables print for the quantities that reports of other years speak of."""
        ...

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        """What it says of the year before."""
        ...

    def checks(self, report_id: str, fact_numbers: Iterable[int]) -> tuple[Check, ...]:
        """How these figures stand to the others: by fact, the worst first."""
        ...

    # -- search ----------------------------------------------------------------------------

    def nearest_labels(self, text: str, k: int) -> tuple[tuple[Label, float], ...]:
        """The ``k`` labels nearest in meaning with their cosine, best first.

        Raises EncoderUnavailable where there is no model to embed ``text`` with, IndexCorrupt
        where the vectors are lost.
        """
        ...

    def likeness(self, query: str, sentences: Sequence[str]) -> tuple[float, ...]:
        """The cosine of each sentence with the query, by the model; each sentence is embedded once.

        Raises EncoderUnavailable.
        """
        ...

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
        """The ``k`` best passages after the first ``offset``, best first.

        ``sections`` keeps passages under a heading that contains one of these texts. Mode
        "fused" falls back to full text where no model can be loaded (every ``dense_rank`` is
        None then); mode "dense" raises EncoderUnavailable.
        """
        ...

    def search_total(
        self,
        query: str,
        reports: Iterable[str] | None = None,
        kinds: Sequence[PassageKind] = PROSE,
        sections: Iterable[str] | None = None,
    ) -> int:
        """How many passages contain at least one word of the query."""
        ...

    def search_counts(
        self, query: str, kinds: Sequence[PassageKind] = PROSE
    ) -> tuple[PassageCount, ...]:
        """Those passages, counted by report and section: what a filter would leave."""
        ...

    def containing(
        self,
        text: str,
        reports: Iterable[str] | None = None,
        k: int = 20,
        kinds: Sequence[PassageKind] | None = None,
    ) -> tuple[StoredPassage, ...]:
        """The first ``k`` passages that contain ``text`` exactly, both normalised."""
        ...
