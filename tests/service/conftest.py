"""The service around fakes: what varies is injected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.ingest import ingest
from index.library import Library
from service.engine import Engine
from service.settings import Settings
from service.web.app import create_app
from tests.service.fakes import FakeEngine, FakeLibrary, FakeShelf


@pytest.fixture
def library(sample_pdf: Path) -> FakeLibrary:
    return FakeLibrary(FakeShelf(sample_pdf))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def app(library: FakeLibrary, engine: FakeEngine) -> Flask:
    return create_app(Settings(max_body=64 * 1024), library, engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def sample_library(sample_pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The sample report, ingested as `make serve` does it."""
    data = tmp_path_factory.mktemp("sample-data")
    ingest([sample_pdf], data, workers=1)
    return Library.open(data)


@pytest.fixture(scope="session")
def sample_engine(sample_library: Library) -> Engine:
    """The engine over the sample report."""
    return Engine(sample_library, today=lambda: date(2025, 6, 1))
