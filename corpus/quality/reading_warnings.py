"""Warnings in words: kinds and messages are data (``warnings.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from corpus.model import ReadingWarning


@cache
def warning_kinds() -> dict[str, str]:
    """Every kind of warning with the pattern of its message."""
    return tomllib.loads(
        resources.files("corpus.quality").joinpath("warnings.toml").read_text("utf-8")
    )


def reading_warning(kind: str, page: int | None = None, /, **details: object) -> ReadingWarning:
    """A warning of ``kind`` with its message filled in. Raises KeyError for an unknown kind."""
    return ReadingWarning(kind, warning_kinds()[kind].format(**details), page)
