"""What is published, in one frozen record: everything a reader checks before it trusts an index."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass

from corpus.model import SCHEMA_VERSION as CORPUS_VERSION
from index.errors import IndexCorrupt

SCHEMA_VERSION = 4
"""Raised with every change of schema.sql or of what is stored in it."""

DIGEST_LENGTH = 64


@dataclass(frozen=True, slots=True)
class VectorFile:
    """A FAISS file of one generation: its name in ``vectors/``, its SHA-256, its vectors."""

    name: str
    sha256: str
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One published state. ``dimension`` is 0 as long as nothing is embedded."""

    generation: int
    schema_version: int
    corpus_version: int
    segment_version: int
    model: str
    dimension: int
    reports: int
    tables: int
    facts: int
    passages: int
    labels: int
    passage_vectors: VectorFile
    label_vectors: VectorFile
    published_at: str

    def is_valid(self) -> bool:
        """Whether it says something that can be: nothing about whether the files are there."""
        counts = (self.reports, self.tables, self.facts, self.passages, self.labels)
        files = (self.passage_vectors, self.label_vectors)
        return (
            self.generation > 0
            and self.schema_version == SCHEMA_VERSION
            and self.corpus_version == CORPUS_VERSION
            and bool(self.model)
            and min(counts) >= 0
            and self.label_vectors.count == self.labels
            and self.passage_vectors.count <= self.passages
            and all(len(file.sha256) == DIGEST_LENGTH for file in files)
            and (self.dimension > 0 or not any(file.count for file in files))
        )


def read_manifest(connection: sqlite3.Connection) -> Manifest | None:
    """The published state, None before the first. Raises IndexCorrupt."""
    row = connection.execute("SELECT body FROM manifest WHERE id = 1").fetchone()
    if row is None:
        return None
    try:
        fields = json.loads(row[0])
        for name in ("passage_vectors", "label_vectors"):
            fields[name] = VectorFile(**fields[name])
        manifest = Manifest(**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as exc:
        raise IndexCorrupt(f"索引清单无法读取（{exc}）") from exc
    if not manifest.is_valid():
        raise IndexCorrupt("索引清单内容不一致")
    return manifest


def write_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Replace the published state, within the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO manifest (id, body) VALUES (1, ?)", [json.dumps(asdict(manifest))]
    )
