"""Is everything that a model's wording states also in the verified answer?

Numbers are held against figures, plain answer and citations together with their unit, quotations
against the citations. What cannot be checked (Chinese numerals, multiples, a direction that the
plain answer does not state) is not let through.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from service.types import Answer

_UNITS = "亿元|万元|元|亿|万|%|％|个百分点|百分点|倍|成|个|件|辆|台|分|次|人|项|家|年|月|日"
_NUMBER = re.compile(rf"(-?\d[\d,]*(?:\.\d+)?)\s*({_UNITS})?")
_MARK = re.compile(r"\[(\d+)\]")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,})[”\"」』]")
_HAN_NUMBER = re.compile(
    r"[〇零一二两三四五六七八九十百千]+(?:亿元|万元|元|亿|万|倍|成|个百分点|%)|[一二两三四五六七八九十百千万亿]{2,}|百分之|翻[番倍]|一半|过半"
)
_CLAIMS = (
    "增加", "增长", "上升", "减少", "下降", "降低", "持平", "超过", "低于", "高于", "多于", "少于",
    "原因", "因为", "由于", "没有", "未", "不", "预算", "决算", "上年", "去年", "最多", "最少", "最大", "最小", "全部", "仅",
)  # fmt: skip
LONGEST = 2
"""Times the length of the plain answer, and a little."""


def holds(wording: str, answer: Answer) -> bool:
    """Whether ``wording`` states only, and all of, what ``answer`` does."""
    text, plain = _folded(wording), _folded(answer.answer)
    cited = " ".join(_folded(citation.text) for citation in answer.citations)
    if not text or len(text) > LONGEST * len(plain) + 40:
        return False
    return (
        _numbers_hold(text, answer, plain, cited)
        and _marks_hold(text, answer)
        and all(_tight(q) in _tight(cited) for q in _QUOTED.findall(text))
        and all(claim in plain for claim in _CLAIMS if claim in text)
        and all(number in plain for number in _HAN_NUMBER.findall(text))
        and _names_hold(text, answer)
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _tight(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> set[tuple[Decimal, str]]:
    bare = _MARK.sub(" ", text)
    return {(Decimal(n.replace(",", "")), unit) for n, unit in _NUMBER.findall(bare)}


def _numbers_hold(text: str, answer: Answer, plain: str, cited: str) -> bool:
    said, known = _pairs(text), _pairs(plain) | _pairs(cited)
    known |= {(Decimal(f.value), f.unit or "") for f in answer.figures if f.value is not None}
    wanted = {
        Decimal(f.value) for f in answer.figures if f.role == "answer" and f.value is not None
    }
    return said <= known and {abs(v) for v in wanted} <= {abs(number) for number, _ in said}


def _marks_hold(text: str, answer: Answer) -> bool:
    """Each citation of the plain answer stands in the wording, and no other."""
    return set(_MARK.findall(text)) == set(_MARK.findall(answer.answer))


def _names_hold(text: str, answer: Answer) -> bool:
    """Whose figures they are, and of which year, is still said."""
    shown = [f for f in answer.figures if f.role == "answer"]
    return all(
        _folded(name) in text
        for f in shown
        for name in (f.entity, str(f.year or ""))
        if _folded(name) in _folded(answer.answer)
    )
