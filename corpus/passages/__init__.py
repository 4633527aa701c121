"""Passages: what retrieval returns, each character knowing its place on the page."""

from corpus.passages.make import make_passages

__all__ = ["make_passages"]
