"""The numbering that texts start with, in any of the styles that reports use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.text.normalization import align

NumberingStyle = Literal[
    "part", "chapter", "article", "chinese", "chinese_paren", "arabic", "arabic_paren", "circled"
]

_HAN_DIGITS = "一二三四五六七八九十百零〇两"
_NUMBERINGS: dict[NumberingStyle, re.Pattern[str]] = {
    "part": re.compile(rf"\s*第\s*([{_HAN_DIGITS}]+|\d{{1,2}})\s*部\s*分\s*[、:.]?\s*"),
    "chapter": re.compile(rf"\s*第\s*([{_HAN_DIGITS}]+|\d{{1,2}})\s*[章节编]\s*[、:.]?\s*"),
    "article": re.compile(rf"\s*第\s*([{_HAN_DIGITS}]+|\d{{1,3}})\s*条\s*[、:.]?\s*"),
    "chinese": re.compile(rf"\s*([{_HAN_DIGITS}]+)\s*(?:、|[.,](?!\d))\s*"),
    "chinese_paren": re.compile(rf"\s*[(]\s*([{_HAN_DIGITS}]+)\s*[)]\s*[、.]?\s*"),
    "arabic": re.compile(r"\s*(\d{1,2})\s*(?:[.]\s*(?!\s*\d)|、)\s*"),
    "arabic_paren": re.compile(r"\s*[(]?\s*(\d{1,2})\s*[)]\s*[、.]?\s*"),
    "circled": re.compile(r"\s*([①-⑳])\s*[、.]?\s*"),
}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering that a text starts with: its style, its number and where the text goes on."""

    style: NumberingStyle
    number: int
    end: int


def read_numbering(text: str) -> Numbering | None:
    """The numbering at the start of ``text`` ("第一部分 ", "一、", "（一）", "1.", "(1)", "①")."""
    plain = align(text)
    for style, pattern in _NUMBERINGS.items():
        subject = text if style == "circled" else plain
        if match := pattern.match(subject):
            return Numbering(style, _ordinal(match[1]), match.end())
    return None


def strip_numbering(text: str) -> str:
    """``text`` without the numbering it starts with, however many are stacked ("1.（1）…")."""
    while (numbering := read_numbering(text)) and text[numbering.end :].strip():
        text = text[numbering.end :]
    return text.strip()


def _ordinal(printed: str) -> int:
    plain = unicodedata.normalize("NFKC", printed)
    return int(plain) if plain.isdecimal() else han_number(plain)


def han_number(printed: str) -> int:
    """A whole number below a thousand in Chinese numerals: "十二" is 12, "二十" 20, "一百零三" 103.

    Raises ValueError for a character that is no such numeral.
    """
    total, digit = 0, 0
    for char in printed.replace("〇", "零").replace("两", "二"):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    return total + digit
