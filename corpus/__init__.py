"""One report: a PDF becomes a ``Report`` of pages, blocks, sections, tables, facts and passages.

Pure functions on frozen dataclasses. Knows nothing of storage, embeddings or the web.

``report`` leads through the packages in this order: ``pdf`` (glyphs and rules), ``tables`` (their
grids, their facts), ``layout`` (lines, blocks, the outline), ``identity``, ``passages``,
``sentences`` (facts of running text) and ``quality``. All of them rest on ``model``, ``errors`` and
``text``.
"""

from corpus.errors import (
    CorpusError,
    Damaged,
    Encrypted,
    NotAReport,
    NoText,
    NotReadable,
)
from corpus.model import (
    Block,
    Box,
    Cell,
    Fact,
    Formula,
    Glyph,
    Identity,
    Line,
    Page,
    Passage,
    Place,
    Provenance,
    ReadingWarning,
    Report,
    Rule,
    Section,
    Span,
    Table,
)
from corpus.report import read_report

__all__ = [
    "Block",
    "Box",
    "Cell",
    "CorpusError",
    "Damaged",
    "Encrypted",
    "Fact",
    "Formula",
    "Glyph",
    "Identity",
    "Line",
    "NoText",
    "NotAReport",
    "NotReadable",
    "Page",
    "Passage",
    "Place",
    "Provenance",
    "ReadingWarning",
    "Report",
    "Rule",
    "Section",
    "Span",
    "Table",
    "read_report",
]
