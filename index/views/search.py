"""Full text and nearest neighbours, alone and fused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.model import PassageKind
from index import search, segment
from index.encoder import Vectors
from index.errors import EncoderUnavailable, IndexCorrupt
from index.protocol import PROSE
from index.records import Hit, Label, PassageCount, SearchMode, StoredPassage
from index.search import Scope
from index.views.base import View

FEW = 8
"""Reports that are searched one by one rather than among all others."""


class SearchView(View):
    """What each method does is said in ``index.protocol.Shelf``."""

    def nearest_labels(self, text: str, k: int) -> tuple[tuple[Label, float], ...]:
        """The labels nearest in meaning."""
        vector = self._vector(text)
        found = self._state.vectors(self._connection).labels.search(vector, k)
        return tuple((self._state.label_by_id[id_], score) for id_, score in found)

    def likeness(self, query: str, sentences: Sequence[str]) -> tuple[float, ...]:
        """How near each sentence is in meaning."""
        manifest, asked = self._state.manifest, self._vector(query)
        return tuple(float(self._encoder.sentence(s, manifest) @ asked) for s in sentences)

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
        return self._encoder.vector(text, self._state.manifest)

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
