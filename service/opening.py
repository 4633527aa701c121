"""From settings to something that answers: the one place that joins index and engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.library import Library

if TYPE_CHECKING:
    from service.engine import Engine
    from service.settings import Settings


def open_library(settings: Settings) -> Library:
    """The reports held in the data folder. Raises IndexMissing and other LibraryErrors."""
    return Library.open(settings.data)


def open_engine(library: Library, settings: Settings) -> Engine:
    """An engine that answers from the reports held, with the language model where one is set."""
    from service.engine import Engine  # noqa: PLC0415  (commands that only list need none)

    if settings.llm_url is None:
        return Engine(library)
    from service.language_model import Assistant, Endpoint  # noqa: PLC0415  (off by default)

    endpoint = Endpoint(
        settings.llm_url, settings.llm_key, settings.llm_model, settings.llm_timeout
    )
    return Engine(library, assistant=Assistant(endpoint))
