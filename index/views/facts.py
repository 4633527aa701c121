"""Facts by item, code, value and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from corpus.model import FactSource
from index import facts
from index.records import FactPage, Label, StoredFact
from index.views.base import View


class FactsView(View):
    """What each method does is said in ``index.protocol.Shelf``."""

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
