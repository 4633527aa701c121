"""Facts of running text: each figure with what the sentences before it say of it."""

from corpus.sentences.facts import sentence_facts

__all__ = ["sentence_facts"]
