"""The service around fakes: what varies is injected."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings
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
