"""What is counted, by its classifier: "多少名" is answered by a number of 名, 人 or 位."""

from __future__ import annotations

import re
from functools import cache

from service.understanding.vocabulary import load

_SHARE = re.compile(r"占[^,，。;；]{0,14}(?:多少|几)(?!钱|万|元)")
_HOW_LONG = re.compile(r"多久|多长时间|几天|多少天")
_TIME = re.compile(r"\d.{0,3}(?:天|日|小时|分钟|月|年|周)")


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted(load("cues.toml")["classifiers"]["words"], key=len, reverse=True))


@cache
def _asked() -> re.Pattern[str]:
    named = "|".join(_words())
    return re.compile(rf"(?:多少|几)(?:个(?!人))?(?!{_NOUNS})({named})(?!百分)")


_NOUNS = "人(?:员|民|头|均|工|才)"
"""Words that begin as a classifier does: "多少人员经费" counts nobody."""


def asked_classifiers(question: str) -> tuple[str, ...]:
    """The classifiers behind 多少 and 几."""
    return tuple(match[1] for match in _asked().finditer(question))


def without_counts(text: str) -> tuple[str, ...]:
    """What stands around "几位" and "多少个" in a stretch of a question, itself counting nothing."""
    return tuple(part for part in _ASKING.sub(" ", _asked().sub(" ", text)).split() if part)


_ASKING = re.compile(r"多少|多[长高宽远重大深]|几个|几(?=[\u4e00-\u9fff])")


@cache
def counting_characters() -> frozenset[str]:
    """Classifiers of one character: before a noun they count it and say no more ("张床位")."""
    return frozenset(word for word in _words() if len(word) == 1)


def classifier_of(question: str) -> re.Pattern[str] | None:
    """What a number of the kinds asked for looks like; None where no classifier stands."""
    if _HOW_LONG.search(question):
        return _TIME
    alike: set[str] = {
        unit for word, units in _dimensions().items() if word in question for unit in units
    }
    for match in _asked().finditer(question):
        alike |= _alike(match[1]) | ({"个"} if "个" in match[0] else set())
    if _SHARE.search(question):
        alike.add("%")
    if not alike:
        return None
    names = "|".join(sorted(alike, key=len, reverse=True))
    graded = f"[{''.join(sorted(alike & _GRADES))}]" if alike & _GRADES else "(?!)"
    return re.compile(
        rf"\d(?:余|多|来|几|万|千|百|亿)*(?:个)?(?:{names})|[一二三四五六七八九十]{graded}"
    )


_GRADES = frozenset("类级等")
"""What reports number in words: "评为三类"."""


@cache
def _dimensions() -> dict[str, list[str]]:
    return dict(load("cues.toml")["dimensions"])


@cache
def _alike(classifier: str) -> frozenset[str]:
    groups = load("cues.toml")["classifiers"]["groups"]
    return frozenset({classifier}.union(*(group for group in groups if classifier in group)))


def classified(classifier: str, unit: str) -> bool:
    """Whether a figure of that unit ("万人", "余件") counts what the classifier asks for."""
    return unit.endswith(tuple(_alike(classifier)))
