"""The HTTP interface and the pages for people: Flask around the engine, and what serves it."""

__all__: list[str] = []
