"""Fixtures that every test may use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED_REPORTS = ROOT.parent / "shared" / "reports"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@pytest.fixture(scope="session")
def sample_pdf() -> Path:
    """The sample report of ``reports/``."""
    (path,) = (ROOT / "reports").glob("*.pdf")
    return path


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """A folder of further reports beside the checkout; they are not part of the project."""
    if not SHARED_REPORTS.is_dir():
        pytest.skip("needs the reports of ../shared/reports, which is not there")
    return SHARED_REPORTS


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's Chromium, for tests marked ``browser``."""
    assert CHROMIUM is not None, "the test lacks the marker `browser`"
    return CHROMIUM


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip browser tests where there is no browser; where CI is set, that is a failure."""
    if CHROMIUM is None and item.get_closest_marker("browser"):
        missing = "needs Chromium: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
