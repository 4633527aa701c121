"""Text as it is matched and as it is stored.

``normalize`` makes the form that everything is compared in; ``fold`` makes the form that is
stored and cited: what the report prints, with white space folded. Both leave the words alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

_PUNCTUATION = {
    **dict.fromkeys("“”„‟＂「」『』〝〞", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("−－–‐‑‒﹣", "-"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    "〔": "[",
    "〕": "]",
}
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")

_CJK_CLASS = (
    "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·\U00020000-\U0003ffff"
)
_CJK = re.compile(f"[{_CJK_CLASS}]")
_SPACE_BESIDE_CJK = re.compile(f"(?<=[{_CJK_CLASS}])\\s+|\\s+(?=[{_CJK_CLASS}])")


@cache
def _ideographs() -> dict[int, str]:
    """Code point of each supplement radical to its ideograph."""
    data = tomllib.loads(resources.files("corpus").joinpath("radicals.toml").read_text("utf-8"))
    return {ord(char): to for chars, to in data["ideographs"].items() for char in chars}


@cache
def _translation() -> dict[int, str]:
    plain = {ord(char): to for char, to in {**_PUNCTUATION, **_INVISIBLE}.items()}
    return {**plain, **_ideographs()}


def is_cjk(char: str) -> bool:
    """Whether the character is set on the ideographic square: Han, kana, wide punctuation."""
    return _CJK.match(char) is not None


def normalize(text: str) -> str:
    """The form in which texts are compared.

    NFKC after the supplement radicals became their ideographs, quotation marks and dashes
    unified, and no white space beside a Chinese character. Letters keep their case. Two Latin
    words or two numbers keep one space between them.
    """
    tight = _SPACE_BESIDE_CJK.sub("", text.translate(_translation()))
    plain = unicodedata.normalize("NFKC", tight).translate(_translation())
    return _SPACE_BESIDE_CJK.sub("", " ".join(plain.split()))


def align(text: str) -> str:
    """``text`` with each character in its NFKC form where that is a single one.

    As long as ``text``, so that what is found in it can be pointed at in ``text`` itself.
    """
    return "".join(map(_aligned, text))


@cache
def _aligned(char: str) -> str:
    plain = unicodedata.normalize("NFKC", _translation().get(ord(char), char))
    return plain if len(plain) == 1 else char


def fold(text: str) -> str:
    """The text as printed, white space folded: what is stored and cited.

    A space between Chinese characters stays only between words: where either neighbour stands
    alone ("合 计", "公 务 用 车") it was set for layout and goes.
    """
    return "".join(" " if text[i].isspace() else text[i] for i in folded_positions(text))


def folded_positions(text: str) -> tuple[int, ...]:
    """Which characters of ``text`` its folded form keeps, so that their places can be kept too."""
    visible = [index for index, char in enumerate(text) if char not in _INVISIBLE]
    shown = "".join(text[index] for index in visible)
    words = [match.span() for match in re.finditer(r"\S+", shown)]
    kept: list[int] = []
    for number, (start, end) in enumerate(words):
        if number and not _set_for_layout(shown, words[number - 1], (start, end)):
            kept.append(visible[start - 1])
        kept.extend(visible[start:end])
    return tuple(kept)


def _set_for_layout(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the blank between two words stands between Chinese characters and means nothing."""
    left, right = text[before[1] - 1], text[after[0]]
    if not (is_cjk(left) and is_cjk(right)):
        return False
    alone = before[1] - before[0] == 1 or after[1] - after[0] == 1
    return alone or not (left.isalnum() and right.isalnum())


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
