"""Text without its white space, each character knowing where it stands in the printed text.

Phrases are matched on tight text, because a report sets spaces wherever its typesetter liked
("2023 年度", "1866.88 万 元"); facts point at the printed text.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.text.normalization import align

_QUOTES = "“”‘’"


@dataclass(frozen=True, slots=True)
class Tight:
    """``text``: NFKC without white space, quotation marks as printed.

    ``origin[i]`` is the position of its character ``i`` in the printed text; one more entry
    gives the printed text's length.
    """

    text: str
    origin: tuple[int, ...]

    def position(self, printed: int) -> int:
        """Where the printed position ``printed`` (or the next inked one) stands in ``text``."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.origin[middle] < printed:
                low = middle + 1
            else:
                high = middle
        return low


def tighten(printed: str) -> Tight:
    """The tight form of a printed text; paragraph breaks stay, as line feeds."""
    plain = align(printed)
    kept = [
        (raw if raw in _QUOTES else char, at)
        for at, (raw, char) in enumerate(zip(printed, plain, strict=True))
        if char == "\n" or not char.isspace()
    ]
    text = "".join(char for char, _ in kept)
    return Tight(text, (*(at for _, at in kept), len(printed)))
