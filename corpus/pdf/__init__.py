"""The seam to pdfminer.six: a PDF file becomes the pages that it draws, nothing interpreted yet."""

from corpus.pdf.reader import is_unmapped, read_pages

__all__ = ["is_unmapped", "read_pages"]
