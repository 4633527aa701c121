"""Names listed first and their figures after: "甲、乙分别为1万元、2万元"."""

from __future__ import annotations

import re

from corpus.sentences.nouns import clean_noun
from corpus.sentences.thread import Thread, Topic

_RESPECTIVELY = re.compile(r"(?P<names>.+)分别(?:为|是|达到?)?")
_JOINTS = frozenset(["、", "和", "与", "及", "以及", ","])
_COMMON = re.compile(r"(?P<own>.+?)[两二三四五六七八]个?(?:级|类|大|项|方面)(?P<tail>.+)")
_JOINED = re.compile(r"[、和与及](?![^(]*\))")


def read_series(words: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that figures follow one by one, or () where there are not at least two.

    What they have in common is printed once, behind the last ("区、街道、社区三级服务事项").
    """
    match = _RESPECTIVELY.fullmatch(words)
    if match is None:
        return ()
    listed = [name for name in _JOINED.split(clean_noun(match["names"], names).text) if name]
    if len(listed) < 2:
        return ()
    if common := _COMMON.fullmatch(listed[-1]):
        return tuple(name + common["tail"] for name in (*listed[:-1], common["own"]))
    return tuple(listed)


def next_of_series(left: str, thread: Thread) -> Topic | None:
    """The topic of a figure that only a joint parts from the one before it in a series."""
    if not thread.series or left not in _JOINTS:
        return None
    name = thread.series[0]
    above = thread.topic.row[:-1] if thread.topic else ()
    return Topic(name, (*above, name))
