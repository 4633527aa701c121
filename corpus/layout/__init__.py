"""Running text as people read it: glyphs become lines, lines blocks, headings an outline."""

from corpus.layout.blocks import read_blocks
from corpus.layout.sections import place_tables

__all__ = ["place_tables", "read_blocks"]
