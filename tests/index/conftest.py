"""A data folder with one report, and the means to make more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index import IngestResult, Library, ingest
from tests.index.reports import FakeEncoder, read_report, report_file

SENTENCES = (
    "政务服务外包经费 1612.17 万元，主要成效是群众办事更方便。",
    "“三公”经费支出比上年减少 4.32 万元，原因是厉行节约。",
    "行政运行支出决算为 95.98 万元，完成年初预算的 182%。",
)


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def add(data_dir: Path, encoder: FakeEncoder) -> Callable[..., IngestResult]:
    """Ingest paths into the data folder with the tests' parser and encoder."""
    return partial(ingest, data_dir=data_dir, encoder=encoder, reader=read_report, workers=1)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def pdfs(tmp_path: Path) -> Path:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one "PDF" in ``pdfs``, and it alone ingested in ``data``."""
    root = tmp_path_factory.mktemp("held")
    items = {"一般公共服务支出": "2768.90", "行政运行": "95.98", "国债还本付息": None}
    report_file(root / "pdfs", items=items, sentences=SENTENCES)
    ingest([root / "pdfs"], root / "data", encoder=FakeEncoder(), reader=read_report, workers=1)
    return root


@pytest.fixture
def library(held: Path, data_dir: Path, pdfs: Path, encoder: FakeEncoder) -> Library:
    """One report with a table of three rows and three sentences."""
    shutil.copytree(held / "pdfs", pdfs, dirs_exist_ok=True)
    shutil.copytree(held / "data", data_dir)
    return Library.open(data_dir, encoder)
