"""Real reports are read once a session, however many tests look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus import Report, read_report


@cache
def read_once(path: Path) -> Report:
    """The report of a file that no test changes. Raises what ``read_report`` raises."""
    return read_report(path)
