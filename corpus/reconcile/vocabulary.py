"""The words and the declared relations of ``rules.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def declared() -> dict[str, Any]:
    """The whole file."""
    text = resources.files("corpus.reconcile").joinpath("rules.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns under ``[words]``."""
    return re.compile(declared()["words"][name])


def matches(name: str, text: str) -> bool:
    """Whether a normalised text has the words."""
    return pattern(name).search(text) is not None
