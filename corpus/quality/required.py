"""Which tables that every report of a kind must print are not there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from corpus.model import Block, Identity, ReadingWarning, Table
from corpus.quality.reading_warnings import reading_warning
from corpus.tables.words import standard_of
from corpus.text import normalize

LONGEST_TITLE = 60
"""Characters: a longer block is no title of a table."""


def missing_tables(
    tables: Sequence[Table], identity: Identity, blocks: Sequence[Block]
) -> Iterator[ReadingWarning]:
    """A warning for each required table that is neither read nor printed as empty."""
    if not tables:
        yield reading_warning("no_tables")
        return
    words = _words()
    held = {table.standard for table in tables} | printed_empty(blocks)
    held |= {words["instead"].get(key) for key in held}
    for key in words["required"].get(identity.kind[-2:], ()):
        too_early = identity.year is not None and identity.year < words["since"].get(key, 0)
        if key not in held and not too_early:
            yield reading_warning("missing_table", title=key)


def printed_empty(blocks: Sequence[Block]) -> set[str | None]:
    """The standard tables of which the title is printed and, under it, that they hold nothing.

    Such a table often has no rules, or no row but its total, so that no grid is found.
    """
    empty: set[str | None] = set()
    title: str | None = None
    for block in blocks:
        if block.kind in {"contents", "header", "footer"}:
            continue
        text = normalize(block.text)
        standard = standard_of(block.text) if len(text) <= LONGEST_TITLE else None
        if standard is not None and block.kind in {"heading", "caption", "paragraph"}:
            title = standard.key
        elif block.kind == "heading":
            title = None
        elif title is not None and re.search(_words()["empty"]["pattern"], text):
            empty.add(title)
    return empty


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("corpus.quality").joinpath("quality.toml").read_text("utf-8")
    )
