"""Scanned pages become glyphs and rules, each character with a confidence.

An optional extra (``pip install 'wenzhang[ocr]'``). Without it a scan is reported, never guessed
at; with it, what stands on such pages is marked as recognised wherever it goes.
"""

from corpus.ocr.engine import can_recognize
from corpus.ocr.marking import mark_facts, mark_passages
from corpus.ocr.scans import recognize

__all__ = ["can_recognize", "mark_facts", "mark_passages", "recognize"]
