"""What every part of a view stands on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from index import reading
from index.cache import Cache
from index.pagetext import PageGlyphs
from index.records import Hit
from index.state import State

if TYPE_CHECKING:
    from index.library import QueryEncoder


class View:
    """One published state, read through one connection for the length of one request."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        state: State,
        data_dir: Path,
        encoder: QueryEncoder,
        pages: Cache[tuple[str, int], PageGlyphs],
    ) -> None:
        self._connection, self._state, self._data_dir = connection, state, data_dir
        self._encoder, self._pages = encoder, pages
        self._searched: dict[tuple[object, ...], tuple[Hit, ...]] = {}

    def _key(self, report_id: str) -> int:
        key = self._state.keys.get(report_id)
        if key is None:
            raise reading.unknown_report(report_id)
        return key
