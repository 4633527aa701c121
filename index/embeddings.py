"""Vectors of texts, each computed once for a model and kept in the database."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from index.codec import strings
from index.encoder import Encoder, Prompt, Vectors
from index.store import transaction

BATCH = 32
"""Texts embedded, and committed, at a time: what a kill can cost is some seconds."""

BLOCK = 4096
"""Texts, or vectors, held in memory at a time on their way from or to the database."""

ENTITY = "本单位"
SHORTEST_NAME = 3

_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

LABEL_PROMPT: Prompt = "query"
"""Names are as short as questions, and compared with them."""


def text_hash(text: str, prompt: Prompt) -> bytes:
    """16 bytes that stand for the text under its prompt."""
    data = f"{prompt}\0{text}".encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).digest()


def passage_text(heading: str | None, text: str, names: Sequence[str]) -> str:
    """What is embedded for a passage: its nearest heading (not the whole path) and its text.

    A whole section path in front made retrieval worse (measured); the nearest heading says what
    "比上年增加" is about. Numerals become "0" and ``names``, the entity's, one word: nearness of
    meaning does not rest on them (measured), figures and entities are looked up elsewhere, and
    what a report repeats from another year's or another office's is embedded once.
    """
    whole = f"{heading}\n{text}" if heading else text
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME:
            whole = whole.replace(name, ENTITY)
    return _NUMERAL.sub("0", whole)


_MISSING_PASSAGES = """
    FROM passages p JOIN reports r ON r.key = p.report
    LEFT JOIN embeddings e ON e.model = ? AND e.hash = p.vector
    WHERE p.report IN (SELECT value FROM json_each(?)) AND p.vector IS NOT NULL AND e.key IS NULL
"""
_MISSING_LABELS = """
    FROM labels l LEFT JOIN embeddings e ON e.model = ? AND e.hash = l.vector
    WHERE l.id IN (SELECT label FROM report_labels
                   WHERE report IN (SELECT value FROM json_each(?))) AND e.key IS NULL
"""


def embed_missing(
    connection: sqlite3.Connection,
    encoder: Encoder,
    reports: str,
    progress: Callable[[int, int], None],
) -> None:
    """Embed what the reports (a JSON list of keys) have no vector of, each text once.

    A batch to a transaction; ``progress`` is told (done, total). Raises EncoderUnavailable; the
    batches before stay.
    """
    of = [encoder.name, reports]
    count = "SELECT count(DISTINCT {}) {}"
    labels = connection.execute(count.format("l.vector", _MISSING_LABELS), of).fetchone()[0]
    passages = connection.execute(count.format("p.vector", _MISSING_PASSAGES), of).fetchone()[0]
    done, total = 0, labels + passages
    for prompt, texts in _missing(connection, of):
        for batch in _batches(texts):
            _embed(connection, encoder, prompt, batch)
            done += len(batch)
            progress(done, total)


def _missing(
    connection: sqlite3.Connection, of: list[str]
) -> Iterator[tuple[Prompt, dict[bytes, str]]]:
    """Texts by hash, at most ``BLOCK`` in memory; asked again, those embedded are not missing."""
    label_query = f"SELECT l.vector, l.text {_MISSING_LABELS} LIMIT {BLOCK}"
    while rows := connection.execute(label_query, of).fetchall():
        yield LABEL_PROMPT, dict(rows)
    passage_query = (
        "SELECT p.vector, p.section, p.text, r.entity, r.short_names "
        f"{_MISSING_PASSAGES} LIMIT {BLOCK}"
    )
    while rows := connection.execute(passage_query, of).fetchall():
        yield (
            "passage",
            {
                hash_: passage_text(
                    next(reversed(strings(section)), None), text, [entity, *strings(names)]
                )
                for hash_, section, text, entity, names in rows
            },
        )


def _batches(texts: dict[bytes, str]) -> Iterator[list[tuple[bytes, str]]]:
    """Shortest first: texts of like length share a batch best."""
    rest = iter(sorted(texts.items(), key=lambda pair: len(pair[1])))
    while batch := list(islice(rest, BATCH)):
        yield batch


def _embed(
    connection: sqlite3.Connection,
    encoder: Encoder,
    prompt: Prompt,
    batch: list[tuple[bytes, str]],
) -> None:
    vectors = encoder.encode([text for _, text in batch], prompt)
    rows = [
        (encoder.name, hash_, vector.astype("<f4").tobytes())
        for (hash_, _), vector in zip(batch, vectors, strict=True)
    ]
    with transaction(connection):
        connection.executemany(
            "INSERT INTO embeddings (model, hash, vector) VALUES (?, ?, ?)", rows
        )


def passage_vectors(
    connection: sqlite3.Connection, model: str, reports: str
) -> Iterator[tuple[list[int], Vectors]]:
    """Blocks of (passage keys, matrix) for the reports of a JSON list of keys."""
    return _blocks(
        connection.execute(
            "SELECT p.key, e.vector FROM passages p "
            "JOIN embeddings e ON e.model = ? AND e.hash = p.vector "
            "WHERE p.report IN (SELECT value FROM json_each(?)) ORDER BY p.key",
            [model, reports],
        )
    )


def label_vectors(
    connection: sqlite3.Connection, model: str, reports: str
) -> Iterator[tuple[list[int], Vectors]]:
    """Blocks of (label ids, matrix) for the labels of these reports."""
    return _blocks(
        connection.execute(
            "SELECT l.id, e.vector FROM labels l "
            "JOIN embeddings e ON e.model = ? AND e.hash = l.vector "
            "WHERE l.id IN (SELECT label FROM report_labels "
            "WHERE report IN (SELECT value FROM json_each(?))) ORDER BY l.id",
            [model, reports],
        )
    )


def dimension_of(connection: sqlite3.Connection, model: str) -> int:
    """Length of this model's vectors, 0 where there is none yet."""
    row = connection.execute(
        "SELECT length(vector) / 4 FROM embeddings WHERE model = ? LIMIT 1", [model]
    ).fetchone()
    return int(row[0]) if row else 0


def _blocks(rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[list[int], Vectors]]:
    rest = iter(rows)
    while block := list(islice(rest, BLOCK)):
        matrix = np.frombuffer(b"".join(vector for _, vector in block), dtype="<f4")
        yield [key for key, _ in block], matrix.reshape(len(block), -1).astype(np.float32)
