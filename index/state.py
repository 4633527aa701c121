"""What is kept in memory of one published generation."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.model import ReadingWarning
from index import reading
from index.codec import to_json
from index.embeddings import label_vectors, passage_vectors
from index.errors import IndexCorrupt
from index.manifest import Manifest, VectorFile
from index.records import Label, ReportRecord
from index.siblings import sibling_warnings
from index.vectors import VectorIndex, build_vectors, read_vectors


@dataclass(frozen=True, slots=True)
class VectorPair:
    """The two searchable sets of vectors; ``mended`` when a file had to be built anew."""

    passages: VectorIndex
    labels: VectorIndex
    mended: bool


@dataclass(frozen=True)
class State:
    """Reports and labels of a generation; its vectors once they are asked for."""

    manifest: Manifest
    keys: dict[str, int]
    reports: dict[str, ReportRecord]
    siblings: dict[str, tuple[ReadingWarning, ...]]
    labels: tuple[Label, ...]
    label_by_id: dict[int, Label]
    names: frozenset[str]
    ranges: dict[str, tuple[int, int]]
    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _vectors: list[VectorPair] = field(default_factory=list)

    def vectors(self, connection: sqlite3.Connection) -> VectorPair:
        """The vectors, read once; ``connection`` must see this generation.

        A file that is not what was written is built anew in memory from the cached embeddings.
        Raises IndexCorrupt when those are gone too.
        """
        with self._lock:
            if not self._vectors:
                self._vectors.append(self._read(connection))
            return self._vectors[0]

    def _read(self, connection: sqlite3.Connection) -> VectorPair:
        manifest = self.manifest
        try:
            passages = read_vectors(self.folder, manifest.passage_vectors)
            labels = read_vectors(self.folder, manifest.label_vectors)
            return VectorPair(passages, labels, mended=False)
        except IndexCorrupt:
            pass
        reports, model = to_json(list(self.keys.values())), manifest.model
        passages = build_vectors(manifest.dimension, passage_vectors(connection, model, reports))
        labels = build_vectors(manifest.dimension, label_vectors(connection, model, reports))
        _check(passages, manifest.passage_vectors)
        _check(labels, manifest.label_vectors)
        return VectorPair(passages, labels, mended=True)


def _check(index: VectorIndex, expected: VectorFile) -> None:
    if len(index) != expected.count:
        raise IndexCorrupt(f"向量文件 {expected.name} 已损坏，且缓存中缺少向量")


def load_state(connection: sqlite3.Connection, manifest: Manifest, folder: Path) -> State:
    """Read a generation; ``connection`` must see it."""
    found = reading.read_reports(connection)
    records = {id_: record for id_, (_, record) in found.items()}
    siblings = sibling_warnings(records.values(), reading.read_standards(connection))
    labels = reading.read_labels(connection)
    return State(
        manifest=manifest,
        keys={id_: key for id_, (key, _) in found.items()},
        reports={
            id_: replace(record, warnings=record.warnings + len(siblings.get(id_, ())))
            for id_, record in records.items()
        },
        siblings=siblings,
        labels=labels,
        label_by_id={label.id: label for label in labels},
        ranges=reading.read_ranges(connection),
        names=frozenset(label.text for label in labels if len(label.text) > 1),
        folder=folder,
    )
