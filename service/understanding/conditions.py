"""A condition on the members of a list: "低于97分的项目", "金额在10万到50万之间", "得了96分的".

以上 and 以下 take in their number, 超过 and 低于 do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"(\d+(?:\.\d+)?)\s*(万元|亿元|元|万|亿|%|分|[辆台个人次项件家批])?"
_UNITS = {"万": "万元", "亿": "亿元"}
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:到|至|[-—~～])\s*{_NUMBER}")
_NOT_BELOW = r"不低于|不少于|不小于|大于等于|至少|达到(?:了)?"
_NOT_ABOVE = r"不高于|不超过|不大于|不多于|小于等于|至多|最多不过"
_BELOW = (
    r"低于|小于|少于|不到|不足|没到|没有到|未到|没达到|没有达到|未达到|不满|没超过|没有超过|未超过"
)
_ABOVE = r"高于|大于|多于|超过(?:了)?|超出|突破|超"
_LEADING = tuple(
    (re.compile(rf"(?:{words})\s*{_NUMBER}(以上|以下|以内)?"), kind)
    for words, kind in (
        (_NOT_BELOW, "from"),
        (_NOT_ABOVE, "to"),
        (_BELOW, "below"),
        (_ABOVE, "above"),
    )
)
_TRAILING = re.compile(rf"{_NUMBER}\s*(以上|以下|以内|之内)")
_EQUAL = re.compile(rf"(?:[为是得拿]|等于|刚好|正好|恰好|都是|均为)(?:了)?\s*{_NUMBER}")
_ZERO = re.compile(r"(?:[为是]零|没有?(?:花|用)钱|分文)")
_FULL = re.compile(r"满分")
_FAILED = re.compile(r"不及格|没及格")


@dataclass(frozen=True, slots=True)
class Condition:
    """``low`` and ``high`` bound a value in ``unit`` (None: whatever the figure's own is); a bound
    that is not ``closed`` is not met by itself."""

    low: Decimal | None = None
    high: Decimal | None = None
    closed: bool = True
    unit: str | None = None
    words: str = ""

    def holds(self, value: Decimal) -> bool:
        """Whether the value meets it."""
        above = self.low is None or value > self.low or (self.closed and value == self.low)
        below = self.high is None or value < self.high or (self.closed and value == self.high)
        return above and below


def condition_of(question: str) -> Condition | None:
    """The condition of a question in plain form, None where it states none."""
    failed = _FAILED.search(question)
    if failed:
        return Condition(high=Decimal(60), closed=False, unit="分", words=failed[0])
    between = _BETWEEN.search(question)
    if between:
        low, unit, high, other = between.groups()
        return _bounded(between, low, high, other or unit)
    for expression, kind in _LEADING:
        match = expression.search(question)
        if match:
            return _one_sided(match, kind)
    match = _TRAILING.search(question)
    if match:
        return _one_sided(match, "from" if match[3] == "以上" else "to")
    match = _EQUAL.search(question)
    if match:
        return _bounded(match, match[1], match[1], match[2])
    if _FULL.search(question):
        return Condition(Decimal(100), Decimal(100), unit="分", words="满分")
    zero = _ZERO.search(question)
    return Condition(Decimal(0), Decimal(0), words=zero[0]) if zero else None


def _bounded(match: re.Match[str], low: str, high: str, unit: str | None) -> Condition:
    return Condition(Decimal(low), Decimal(high), True, _UNITS.get(unit or "", unit), match[0])


def _one_sided(match: re.Match[str], kind: str) -> Condition:
    number, unit = Decimal(match[1]), _UNITS.get(match[2] or "", match[2])
    low = number if kind in {"from", "above"} else None
    high = number if kind in {"to", "below"} else None
    return Condition(low, high, kind in {"from", "to"}, unit, match[0])
