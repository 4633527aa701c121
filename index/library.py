"""The read side: one ``Library`` a process, one ``Snapshot`` a request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.cache import Cache
from index.encoder import Encoder, Vectors, default_encoder
from index.errors import EncoderUnavailable, IndexMissing, LibraryError
from index.manifest import Manifest, read_manifest
from index.pagetext import PageGlyphs
from index.publish import VECTORS
from index.records import Readiness
from index.snapshot import Snapshot
from index.state import State, load_state
from index.store import Readers

QUERIES_KEPT = 4096
SENTENCES_KEPT = 16384  # 1.5 kB each
PAGES_KEPT = 64
STATES_KEPT = 2  # requests that began before a change still use the state they began with


class QueryEncoder:
    """Embeds queries, each once; after a failure it does not try again.

    Loading a model takes seconds: a request must not wait for what has just failed.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: Cache[str, Vectors] = Cache(QUERIES_KEPT)
        self._sentences: Cache[str, Vectors] = Cache(SENTENCES_KEPT)
        self.failure: EncoderUnavailable | None = None

    def check(self, manifest: Manifest) -> None:
        """Raises EncoderUnavailable where its vectors cannot be compared with the index's."""
        if self.failure is not None:
            raise self.failure
        if manifest.model != self._encoder.name:
            raise EncoderUnavailable(
                f"索引由模型 {manifest.model} 建立，当前模型为 {self._encoder.name}。"
                "请重新运行 wenzhang ingest"
            )

    def vector(self, text: str, manifest: Manifest) -> Vectors:
        """float32 of shape (dimension,). Raises EncoderUnavailable."""
        self.check(manifest)
        try:
            return self._kept.get(text, lambda: self._encoder.encode([text], "query")[0])
        except EncoderUnavailable as exc:
            self.failure = exc
            raise

    def sentence(self, text: str, manifest: Manifest) -> Vectors:
        """A printed sentence as a passage: float32 of shape (dimension,). Raises as ``vector``."""
        self.check(manifest)
        try:
            return self._sentences.get(text, lambda: self._encoder.encode([text], "passage")[0])
        except EncoderUnavailable as exc:
            self.failure = exc
            raise


class Library:
    """All published reports of a data folder. Safe to share between threads.

    A change published by another process is seen by the next snapshot; one that is open keeps
    the state it began with.
    """

    def __init__(self, data_dir: Path, encoder: Encoder) -> None:
        self.data_dir = data_dir
        self._readers = Readers(data_dir)
        self._encoder = QueryEncoder(encoder)
        self._pages: Cache[tuple[str, int], PageGlyphs] = Cache(PAGES_KEPT)
        self._lock = threading.Lock()
        self._states: Cache[Manifest, State] = Cache(STATES_KEPT)

    @classmethod
    def open(cls, data_dir: Path, encoder: Encoder | None = None) -> Library:
        """Raises IndexMissing, IndexCorrupt, IndexOutdated or StorageFailed."""
        library = cls(Path(data_dir), encoder or default_encoder())
        with library.snapshot():
            return library

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One consistent view, for one request and one thread; raises as ``open`` does."""
        with self._readers.reading() as connection:
            manifest = read_manifest(connection)
            if manifest is None:
                raise IndexMissing(f"{self.data_dir} 中没有已收录的报告")
            with self._lock:  # a new generation is loaded once, not by every waiting request
                state = self._states.get(
                    manifest, lambda: load_state(connection, manifest, self.data_dir / VECTORS)
                )
            yield Snapshot(connection, state, self.data_dir, self._encoder, self._pages)

    def ready(self) -> Readiness:
        """Whether requests can be answered; never raises."""
        try:
            with self.snapshot() as snapshot:
                return snapshot.readiness()
        except LibraryError as exc:
            return Readiness(False, False, 0, 0, "", str(exc))

    def close(self) -> None:
        """Close idle connections."""
        self._readers.close()
