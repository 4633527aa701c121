"""One consistent view of all reports, for the length of one request."""

from __future__ import annotations

from index.errors import EncoderUnavailable, IndexCorrupt
from index.manifest import Manifest
from index.records import Readiness
from index.views.audit import AuditView
from index.views.facts import FactsView
from index.views.reports import ReportsView
from index.views.search import SearchView


class Snapshot(ReportsView, FactsView, AuditView, SearchView):
    """``index.protocol.Shelf`` on SQLite and FAISS; what each method does is said there."""

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
