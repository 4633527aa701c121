"""The one module that touches FAISS: vector files that are written whole, checked and searched.

The index is exact (``IndexFlatIP``): a thousand reports are some 100,000 vectors, which it scans
in milliseconds, and no parameter can lose a passage.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors
from index.errors import IndexCorrupt, StorageFailed
from index.manifest import VectorFile


class VectorIndex:
    """Vectors under integer ids. Searching is safe from several threads."""

    def __init__(self, index: Any) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(
        self, vector: Vectors, k: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` ids nearest to ``vector`` (shape (dimension,)) with their cosine, best first.

        ``allowed`` narrows to those ids.
        """
        import faiss  # noqa: PLC0415

        if allowed is not None and not len(allowed):
            return []
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        k = min(k, len(self))
        if k < 1:
            return []
        scores, ids = self._index.search(vector.reshape(1, -1), k, params=parameters)
        pairs = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [(found, score) for found, score in pairs if found >= 0]


def write_vectors(
    folder: Path, name: str, dimension: int, blocks: Iterable[tuple[list[int], Vectors]]
) -> VectorFile:
    """Write ``folder/name`` so that it is whole on disk or not there; returns what to expect.

    Raises StorageFailed, or IndexCorrupt for vectors of another dimension.
    """
    import faiss  # noqa: PLC0415 - a third of a second that a fact lookup need not wait for

    index = _build(dimension, blocks)
    part = folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(index, str(part))
        digest = _digest(part)
        sync(part)
        part.replace(folder / name)
        sync(folder)
    except (OSError, RuntimeError) as exc:
        raise StorageFailed(f"无法写入向量文件 {name}（{exc}）") from exc
    return VectorFile(name, digest, int(index.ntotal))


def build_vectors(dimension: int, blocks: Iterable[tuple[list[int], Vectors]]) -> VectorIndex:
    """The same in memory only. Raises IndexCorrupt for vectors of another dimension."""
    return VectorIndex(_build(dimension, blocks))


def _build(dimension: int, blocks: Iterable[tuple[list[int], Vectors]]) -> Any:
    import faiss  # noqa: PLC0415

    index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
    for ids, matrix in blocks:
        if matrix.shape[1] != dimension:
            raise IndexCorrupt(f"缓存的向量维数 {matrix.shape[1]} 与 {dimension} 不符")
        index.add_with_ids(matrix, np.asarray(ids, dtype=np.int64))
    return index


def is_intact(folder: Path, expected: VectorFile) -> bool:
    """Whether the file is there and is what was written."""
    try:
        return _digest(folder / expected.name) == expected.sha256
    except OSError:
        return False


def read_vectors(folder: Path, expected: VectorFile) -> VectorIndex:
    """Raises IndexCorrupt unless the file is what was written."""
    if not is_intact(folder, expected):
        raise IndexCorrupt(f"向量文件 {expected.name} 缺失或已损坏")
    import faiss  # noqa: PLC0415

    try:
        return VectorIndex(faiss.read_index(str(folder / expected.name)))
    except RuntimeError as exc:
        raise IndexCorrupt(f"向量文件 {expected.name} 无法读取") from exc


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
