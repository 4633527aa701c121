"""Vectors of texts, each computed once for a model and kept in the database."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from index.encoder import Encoder, Prompt, Vectors

BATCH = 32
"""Texts embedded, and committed, at a time: what a kill can cost is some seconds."""

BLOCK = 4096
"""Vectors read from the database at a time."""

LABEL_PROMPT: Prompt = "query"
"""Names are as short as questions, and compared with them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to embed, with its hash."""

    hash: bytes
    prompt: Prompt
    text: str


def text_hash(text: str, prompt: Prompt) -> bytes:
    """16 bytes that stand for the text under its prompt."""
    data = f"{prompt}\0{text}".encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).digest()


def passage_text(heading: str | None, text: str) -> str:
    """What is embedded for a passage: its nearest heading (not the whole path) and its text.

    A whole section path in front made retrieval worse (measured); the nearest heading says what
    "比上年增加" is about.
    """
    return f"{heading}\n{text}" if heading else text


def missing(connection: sqlite3.Connection, model: str, texts: Iterable[Text]) -> list[Text]:
    """Those that have no vector of this model yet, each once, shortest first.

    Texts of like length share a batch best.
    """
    known = {
        row[0] for row in connection.execute("SELECT hash FROM embeddings WHERE model = ?", [model])
    }
    wanted = {text.hash: text for text in texts if text.hash not in known}
    return sorted(wanted.values(), key=lambda text: (text.prompt, len(text.text)))


def embed(
    connection: sqlite3.Connection,
    encoder: Encoder,
    texts: list[Text],
    progress: Callable[[int, int], None],
) -> None:
    """Embed and store, a batch to a transaction; ``progress`` is told (done, total).

    Raises EncoderUnavailable; the batches before stay.
    """
    done = 0
    for batch in _batches(texts):
        vectors = encoder.encode([text.text for text in batch], batch[0].prompt)
        rows = [
            (encoder.name, text.hash, vector.astype("<f4").tobytes())
            for text, vector in zip(batch, vectors, strict=True)
        ]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR IGNORE INTO embeddings (model, hash, vector) VALUES (?, ?, ?)", rows
        )
        connection.execute("COMMIT")
        done += len(batch)
        progress(done, len(texts))


def _batches(texts: list[Text]) -> Iterator[list[Text]]:
    """Runs of one prompt, at most ``BATCH`` long."""
    for prompt in dict.fromkeys(text.prompt for text in texts):
        rest = iter([text for text in texts if text.prompt == prompt])
        while batch := list(islice(rest, BATCH)):
            yield batch


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
