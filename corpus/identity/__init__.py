"""Who reports on what: the entity's name, the year and the kind of report."""

from corpus.identity.read import read_identity

__all__ = ["read_identity"]
