"""What is counted, by its classifier: "多少名" is answered by a number of 名, 人 or 位."""

from __future__ import annotations

import re

from service.understanding.vocabulary import load

_ASKED_COUNT = re.compile(
    r"(?:多少|几)(?:个)?(名|人|位|辆|台|套|次|家|件|条|户|天|小时|分钟|批|届|支|所|头|只|亩|吨|公里|场|期|份|座|起|艘|项)"
)
_HOW_LONG = re.compile(r"多久|多长时间|几天|多少天")
_TIME = re.compile(r"\d.{0,3}(?:天|日|小时|分钟|月|年|周)")


def classifier_of(question: str) -> re.Pattern[str] | None:
    """ "多少名" is answered by a number of 名, 人 or 位, not by any number."""
    if _HOW_LONG.search(question):
        return _TIME
    match = _ASKED_COUNT.search(question)
    if match is None:
        return None
    alike = _alike(match[1])
    return re.compile(rf"\d(?:余|多|来|几|万|千|百|亿)*(?:个)?[{alike}]")


def _alike(classifier: str) -> str:
    groups = load("cues.toml")["classifiers"]["groups"]
    return next((group for group in groups if classifier in group), classifier)


def classified(classifier: str, unit: str) -> bool:
    """Whether a figure of that unit ("万人", "余件") counts what the classifier asks for."""
    return unit[-1:] in _alike(classifier) if unit else False
