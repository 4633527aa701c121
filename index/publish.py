"""A new state is made ready beside the old one and takes its place in one transaction.

Order: the texts are embedded (each batch is kept, whatever happens next); FAISS files are
written under the new generation's names and are on disk before anyone is told; then one
transaction makes the staged reports live, takes removed ones out and writes the manifest. A
process killed before its COMMIT leaves the old state, with files that nobody refers to; one
killed after it leaves the new state, with old files that the next run deletes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.model import SCHEMA_VERSION as CORPUS_VERSION
from index import segment
from index.codec import to_json
from index.embeddings import dimension_of, embed_missing, label_vectors, passage_vectors
from index.encoder import Encoder
from index.manifest import SCHEMA_VERSION, Manifest, VectorFile, read_manifest, write_manifest
from index.store import transaction
from index.vectors import is_intact, write_vectors

VECTORS = "vectors"

Step = Callable[[str], None]
"""Told the name of each step before it begins."""


def publish(
    connection: sqlite3.Connection,
    data_dir: Path,
    encoder: Encoder,
    *,
    add: Iterable[int] = (),
    drop: Iterable[int] = (),
    embedding: Callable[[int, int], None] = lambda _done, _total: None,
    step: Step = lambda _name: None,
) -> Manifest:
    """Publish the live reports with those of ``add`` and without those of ``drop`` (keys).

    Called under the ingest lock. Raises EncoderUnavailable, StorageFailed or IndexCorrupt, and
    leaves the old state then.
    """
    added, dropped = list(add), list(drop)
    keys = _next_keys(connection, added, dropped)
    step("embed")
    embed_missing(connection, encoder, keys, embedding)
    old = read_manifest(connection)
    generation = 1 + (old.generation if old else 0)
    step("vectors")
    files = _write_files(connection, data_dir / VECTORS, encoder.name, keys, generation)
    step("commit")
    with transaction(connection):
        _take_out(connection, dropped)
        _bring_in(connection, added)
        _count_labels(connection)
        manifest = _describe(connection, encoder.name, generation, files)
        write_manifest(connection, manifest)
    step("clean")
    sweep_vectors(data_dir, manifest)
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return manifest


def needs_publishing(data_dir: Path, manifest: Manifest | None, encoder: Encoder) -> bool:
    """Whether the published files are damaged, or are not of this encoder."""
    if manifest is None:
        return False
    files = (manifest.passage_vectors, manifest.label_vectors)
    return manifest.model != encoder.name or not all(
        is_intact(data_dir / VECTORS, file) for file in files
    )


def _next_keys(connection: sqlite3.Connection, add: list[int], drop: list[int]) -> str:
    """The reports of the new state, as the JSON list that the queries below take."""
    live = {row[0] for row in connection.execute("SELECT key FROM reports WHERE state = 'live'")}
    return to_json(sorted((live | set(add)) - set(drop)))


def _write_files(
    connection: sqlite3.Connection, folder: Path, model: str, keys: str, generation: int
) -> tuple[VectorFile, VectorFile, int]:
    """(passage file, label file, dimension)."""
    dimension = dimension_of(connection, model)
    passages = passage_vectors(connection, model, keys)
    labels = label_vectors(connection, model, keys)
    return (
        write_vectors(folder, f"passages-{generation}.faiss", dimension, passages),
        write_vectors(folder, f"labels-{generation}.faiss", dimension, labels),
        dimension,
    )


def _take_out(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    for key in keys:
        connection.execute(
            "INSERT INTO passages_text (passages_text, rowid, words, bigrams) "
            "SELECT 'delete', key, words, bigrams FROM passages WHERE report = "
            "(SELECT key FROM reports WHERE key = ? AND state = 'live')",
            [key],
        )
        connection.execute("DELETE FROM reports WHERE key = ?", [key])


def _bring_in(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    for key in keys:
        connection.execute("UPDATE reports SET state = 'live' WHERE key = ?", [key])
        connection.execute(
            "INSERT INTO passages_text (rowid, words, bigrams) "
            "SELECT key, words, bigrams FROM passages WHERE report = ?",
            [key],
        )


def _count_labels(connection: sqlite3.Connection) -> None:
    """Set each label's count and codes over the reports that are live now."""
    connection.execute("UPDATE labels SET fact_count = 0, codes = '[]' WHERE fact_count > 0")
    connection.execute(
        """
        UPDATE labels SET fact_count = n.facts, codes = n.codes
        FROM (
            SELECT label, sum(facts) AS facts,
                   json_group_array(code) FILTER (WHERE code != '') AS codes
            FROM (
                SELECT label, code, sum(report_labels.facts) AS facts
                FROM report_labels JOIN reports ON reports.key = report AND state = 'live'
                GROUP BY label, code
            )
            GROUP BY label
        ) AS n
        WHERE labels.id = n.label
        """
    )


def _describe(
    connection: sqlite3.Connection,
    model: str,
    generation: int,
    files: tuple[VectorFile, VectorFile, int],
) -> Manifest:
    counts = connection.execute(
        "SELECT count(*), coalesce(sum(tables), 0), coalesce(sum(facts), 0), "
        "coalesce(sum(passages), 0) FROM reports WHERE state = 'live'"
    ).fetchone()
    used = connection.execute("SELECT count(*) FROM labels WHERE fact_count > 0").fetchone()[0]
    return Manifest(
        generation=generation,
        schema_version=SCHEMA_VERSION,
        corpus_version=CORPUS_VERSION,
        segment_version=segment.VERSION,
        model=model,
        dimension=files[2],
        reports=counts[0],
        tables=counts[1],
        facts=counts[2],
        passages=counts[3],
        labels=used,
        passage_vectors=files[0],
        label_vectors=files[1],
        published_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def sweep_vectors(data_dir: Path, manifest: Manifest) -> None:
    """Delete vector files of older generations; the last one stays for readers on their way."""
    for path in (data_dir / VECTORS).glob("*"):
        generation = path.name.rpartition("-")[2].partition(".")[0]
        recent = generation.isdigit() and manifest.generation - 1 <= int(generation)
        if not recent or path.suffix == ".part":
            path.unlink(missing_ok=True)
