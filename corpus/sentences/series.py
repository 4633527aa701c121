"""Names listed first and their figures after: "甲、乙分别为1万元、2万元,分别增长3%和下降1%"."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.sentences.nouns import clean_noun
from corpus.sentences.phrases import phrase_book
from corpus.sentences.thread import Thread

_RESPECTIVELY = re.compile(r"(?P<names>.+)分别(?:为|是|达到?)?")
_JOINT = re.compile(r"(?:[、和与及,]|以及)")
_EACH = re.compile(r"(?:并|且|同比)?分别")
_SHARE = re.compile(r"占比?(?:为)?")
_COMMON = re.compile(r"(?P<own>.+?)[两二三四五六七八]个?(?:级|类|大|项|方面)(?P<tail>.+)")
_PURCHASES = re.compile(r"(?P<own>货物|工程|服务)(?P<tail>.+)")
_SIDES = ("收入", "支出")


def joint_length(between: str) -> int:
    """How many of the characters between two figures join them in one series; 0 for none.

    Words of change may follow the joint: "增长3%和下降1%".
    """
    match = _JOINT.match(between)
    if match is None:
        return 0
    rest = between[match.end() :]
    change = phrase_book().change
    return match.end() if not rest or rest in change.up | change.down else 0


def read_series(words: str, names: tuple[str, ...], figures: int) -> tuple[str, ...]:
    """The names that so many figures follow one by one, or () where there are not as many.

    What they have in common is printed once, behind the last ("区、街道、社区三级服务事项").
    """
    match = _RESPECTIVELY.fullmatch(words)
    if match is None or figures < 2:
        return ()
    listed = _split(clean_noun(match["names"], names).text, figures)
    if len(listed) != figures:
        return ()
    if common := _COMMON.fullmatch(listed[-1]):
        return tuple(name + common["tail"] for name in (*listed[:-1], common["own"]))
    bought = _PURCHASES.fullmatch(listed[-1])
    if bought and set(listed[:-1]) <= {"货物", "工程", "服务"}:
        return tuple(name + bought["tail"] for name in (*listed[:-1], bought["own"]))
    account = listed[0].removesuffix(_SIDES[0]).removesuffix(_SIDES[1])
    return tuple(account + name if name in _SIDES else name for name in listed)


def _split(text: str, count: int) -> list[str]:
    """Names out of a list: of the words that may join the last two, 和 within a name joins none."""
    *first, last = text.split("、")
    if len(first) + 1 == count:
        return [*first, last]
    if len(first) + 2 != count:
        return []
    cuts = [match.span() for match in re.finditer(r"[和与及](?![^(]*\))", last)]
    accounts = phrase_book().accounts
    whole = [cut for cut in cuts if accounts.fullmatch(last[: cut[0]])]
    start, end = (whole or cuts or [(0, 0)])[0]
    return [*first, last[:start], last[end:]] if end else []


def next_of_series(left: str, thread: Thread) -> tuple[Thread, str] | None:
    """The thread at the next figure of a series, and the words before it that are its own."""
    if not thread.series or not (joint := joint_length(left)):
        return None
    return replace(thread, topic=thread.series[0], series=thread.series[1:]), left[joint:]


def each_of_before(left: str, thread: Thread, figures: int) -> tuple[Thread, str] | None:
    """ "…,分别占68%和32%": the thread at the first of figures that are of those named before.

    Returns None where not as many different things were named in the sentence.
    """
    start = max(left.rfind(","), left.rfind(";")) + 1
    tail = left[start:]
    match = _EACH.match(tail)
    shares = _SHARE.fullmatch(tail) is not None and len(thread.recent) == figures
    topics = thread.recent[-figures:]
    if figures < 2 or not (match or shares) or len(set(topics)) != figures:
        return None
    rest = tail[match.end() :] if match else tail
    return replace(thread, topic=topics[0], series=topics[1:]), rest
