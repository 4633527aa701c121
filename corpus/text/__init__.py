"""Text as it is matched and as it is stored: its forms, numbering, numbers and units."""

from corpus.text.normalization import align, fold, folded_positions, is_cjk, normalize
from corpus.text.numbering import (
    Numbering,
    NumberingStyle,
    han_number,
    read_numbering,
    strip_numbering,
)

__all__ = [
    "Numbering",
    "NumberingStyle",
    "align",
    "fold",
    "folded_positions",
    "han_number",
    "is_cjk",
    "normalize",
    "read_numbering",
    "strip_numbering",
]
