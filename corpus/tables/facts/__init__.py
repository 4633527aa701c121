"""Facts of tables: each figure with the names of its row and its column."""

from corpus.tables.facts.kinds import table_facts

__all__ = ["table_facts"]
