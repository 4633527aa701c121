"""Organisations that are asked about and not held, as far as their names tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.protocol import Shelf
from service.understanding.entities import organizations
from service.understanding.query import Query
from service.understanding.vocabulary import vocabulary


def unheld_organization(query: Query, shelf: Shelf) -> str | None:
    """An organisation that is named nowhere in what is held."""
    names = tuple(organizations(query, vocabulary().organization_endings))
    missing = next((name for name in names if not shelf.containing(name, k=1)), None)
    if missing or query.entities:
        return missing
    held = [record.entity for record in shelf.reports()]
    return next((name for name in names if beside_held(name, held)), None)


_AUTHORITY = re.compile(r"(.{2,}?[省市区县旗])(.{2,}(?:局|委员会|厅|办公室))")


def beside_held(name: str, held: Sequence[str]) -> bool:
    """An authority with its place ("某区司法局"), mentioned in a report that is another one's."""
    return _AUTHORITY.fullmatch(name) is not None and not any(name in entity for entity in held)
