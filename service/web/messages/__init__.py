"""What the pages say, in each language: ``LANGUAGE/NAMESPACE.toml`` beside this file.

A message is text with ``{named}`` places; where a language counts differently it is a table
``{one = "…", other = "…"}``, chosen by the argument ``count``. The namespace ``script`` is what
the pages' scripts say: it travels inside the page (``static/messages.js`` reads it).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES: tuple[str, ...] = ("zh", "en")
"""The first is spoken where nobody asks for another."""

Message = str | Mapping[str, str]


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, Message]]:
    """Namespace to name to message."""
    folder = files(__name__) / language
    return {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }


def message(language: str, key: str, arguments: Mapping[str, Any]) -> str:
    """The message ``"namespace.name"``, its places unfilled. Raises KeyError for an unknown key."""
    namespace, _, name = key.partition(".")
    found = catalogue(language)[namespace][name]
    if isinstance(found, str):
        return found
    return found["one" if arguments.get("count") == 1 else "other"]


def knows(language: str, key: str) -> bool:
    """Whether there is such a message."""
    namespace, _, name = key.partition(".")
    return name in catalogue(language).get(namespace, {})
