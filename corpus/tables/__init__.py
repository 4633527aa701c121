"""Tables: found on the pages, joined over page breaks, and every figure of them a fact."""

from corpus.tables.facts import table_facts
from corpus.tables.find import find_tables

__all__ = ["find_tables", "table_facts"]
