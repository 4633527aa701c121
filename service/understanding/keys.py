"""The form in which questions, vocabulary and the reports' labels meet.

A key is lower-case NFKC in simplified characters without quotation marks, brackets and spaces;
spaces between Latin words stay. ``simplify`` keeps the length, so positions hold.
"""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from corpus.text import normalize

_DROPPED = re.compile(r"[\"'“”‘’《》〈〉「」『』()\[\]{}【】〔〕<>、·,，:：;；。!！?？…—~～_|*#`]")
_LATIN_GAP = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_CLASS_MARK = re.compile(r"\((类|款|项|类级|款级|项级)\)")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def simplify(text: str) -> str:
    """Traditional characters as simplified ones; text without any is returned as it is."""
    return str(_converter().convert(text)) if text else text


def plain(text: str) -> str:
    """NFKC, simplified and lower case, punctuation kept: what a question is read from."""
    return simplify(normalize(text)).lower().strip()


@cache
def key(text: str) -> str:
    """The matching form of a label or phrase."""
    tight = _DROPPED.sub("", plain(text).replace("-", "")).replace("其它", "其他")
    return _LATIN_GAP.sub("", tight).strip()


_KIND_TAILS = ("预算支出", "支出预算", "预算", "决算支出", "支出决算", "决算")
_MONEY_NAMES = ("费", "费用", "经费", "支出", "补贴")


def _of_kind(form: str, tail: str) -> bool:
    """Whether a sentence's name only adds that it speaks of the budget ("培训费预算支出")."""
    return form.endswith(tail) and form[: -len(tail)].endswith(_MONEY_NAMES)


MIN_HEAD = 4
"""Characters before a colon that name an item by themselves ("任务1：…")."""


@cache
def label_keys(label: str) -> tuple[str, ...]:
    """The keys under which a printed label is found, the exact one first.

    "(类)" marks are dropped; a bracketed part may be left out ("因公出国(境)费" → 因公出国费).
    """
    bare = _CLASS_MARK.sub("", plain(label))
    forms = [key(bare)]
    if "(" in bare:
        forms.append(key(_PARENTHESIS.sub("", bare)))
    forms += [form[: -len(tail)] for form in forms for tail in _KIND_TAILS if _of_kind(form, tail)]
    head, colon, _ = bare.partition(":")
    if colon and len(key(head)) >= MIN_HEAD:
        forms.append(key(head))
    return tuple(dict.fromkeys(form for form in forms if form))


_TAILS = (
    "支出总额",
    "支出",
    "经费",
    "费用",
    "合计",
    "总额",
    "项目",
    "费",
    "收入",
    "金额",
    "情况",
    "服务",
)
"""Generic ends of item names that people leave out ("物业服务外包[经费]")."""

MIN_STEM = 3
"""A stem shorter than this names too many things."""


@cache
def stems(label_key: str) -> tuple[str, ...]:
    """The label key without its generic end, longest first; none when too short to mean it."""
    found: list[str] = []
    rest = label_key
    for _ in range(2):
        tail = next((t for t in _TAILS if rest.endswith(t)), None)
        if tail is None or len(rest) - len(tail) < MIN_STEM:
            break
        if rest[: -len(tail)].endswith(("预算", "决算")):
            break  # 预算 at the end of what is typed asks for a measure
        rest = rest[: -len(tail)]
        found.append(rest)
    return tuple(found)


def bigrams(text: str) -> frozenset[str]:
    """Character pairs; a single character stands for itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text} - {""})


_BEFORE_CORE = re.compile(r"^(?:一般公共预算|财政拨款|安排的?)+")
_AFTER_CORE = re.compile(r"费?(?:财政拨款|预算|决算|支出|安排)*$")
SHORTEST_CORE = 3


def core(form: str) -> str:
    """What a name says without the words that reports put around it, "" where too little is left.

    "一般公共预算机关运行经费预算支出" → 机关运行经, "公务接待费支出" → 公务接待; equal cores are
    one item under slightly different names.
    """
    inner = _AFTER_CORE.sub("", _BEFORE_CORE.sub("", form.replace("收支", "收入支出")))
    return inner if len(inner) >= SHORTEST_CORE else ""
