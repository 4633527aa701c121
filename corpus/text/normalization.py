"""Text as it is matched and as it is stored.

``normalize`` makes the form that everything is compared in; ``fold`` makes the form that is
stored and cited: what the report prints, with white space folded. Both leave the words alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

_PUNCTUATION = {
    **dict.fromkeys("“”„‟＂「」『』〝〞", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("−－–‐‑‒﹣", "-"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    **dict.fromkeys("∕⁄", "/"),
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
    data = tomllib.loads(
        resources.files("corpus.text").joinpath("radicals.toml").read_text("utf-8")
    )
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
