"""From the words around a figure to the name of what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.sentences.phrases import phrase_book

_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度|末|底)?")
_LAST_YEAR = re.compile(r"(?<=.)((?:19|20)\d{2})年度$")
_OWN_YEAR = re.compile(r"的(?:19|20)\d{2}年度(?=.)")
_LEVELS = re.compile(r"\(\d*(?:类|款|项)\)[”\"]?(?:级?科目)?(?:支出)?")
_CLASS = re.compile(r"\(\d*类\)")
_PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘", "》": "《", "】": "【"}
_EXCEPTED = re.compile(r"\((?:不含|不包括|以)[^()]*\)$")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SUBJECT = re.compile(r"[“\"]([^“”\"()]+)[”\"]科目")


@dataclass(frozen=True, slots=True)
class Noun:
    """A cleaned noun phrase and the year that stood before it, if one did."""

    text: str
    year: int | None = None


def clean_noun(text: str, names: tuple[str, ...]) -> Noun:
    """The noun phrase without connectives, years and the reporting entity's name around it.

    ``names`` are the entity's own names in tight form, longest first.
    """
    year: int | None = None
    years: set[int] = set()
    while True:
        before = text
        text = _without_stray_brackets(text)
        text = _strip_front(text, names)
        if match := _YEAR.match(text):
            year = int(match[1])
            years.add(year)
            text = text[match.end() :]
        if match := _LAST_YEAR.search(text):
            year = year or int(match[1])
            years.add(int(match[1]))
        text = phrase_book().noun.back.sub("", text)
        if text == before:
            break
    return Noun(_OWN_YEAR.sub("的", text), year if len(years) == 1 else None)


def _strip_front(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        if text.startswith(name) and len(text) > len(name) + 1:
            return text[len(name) :]
    match = phrase_book().noun.front.match(text)
    return text[match.end() :] if match else text


def _without_stray_brackets(text: str) -> str:
    """Drop brackets at either end whose partner is not in the text."""
    while text and text[-1] in _PAIRS.values():
        text = text[:-1]
    while text and text[0] in _PAIRS:
        text = text[1:]
    text = _inside_open_bracket(text)
    for close, opened in _PAIRS.items():
        if text.startswith(opened) and close not in text:
            text = text[1:]
        if text.endswith(close) and opened not in text:
            text = text[:-1]
    return text


def _inside_open_bracket(text: str) -> str:
    """Of "甲(乙" it is 乙 that is spoken of, unless that is a mere adverb ("专版(每月")."""
    opened = text.rfind("(")
    if opened < 0 or ")" in text[opened:]:
        return text
    inner = text[opened + 1 :]
    spoken = len(inner) > 2 or opened == 0 or inner in phrase_book().noun.last_year
    return inner if spoken else text[:opened]


def item_name(noun: str) -> str:
    """The name that people ask for: "收、支总计" is 收支总计, remarks in brackets go."""
    text = noun.replace("收、支", "收支").replace("收入、支出", "收入支出")
    match = _QUOTED.fullmatch(text)
    return _EXCEPTED.sub("", match[1] if match else text)


def classified_path(noun: str) -> tuple[str, ...]:
    """The path of a functional class printed as one, else ().

    "一般公共服务支出(类)财政事务(款)行政运行(项)" has three names; "一般公共服务(类)支出" has one,
    一般公共服务支出, as the class is called in every table; so has "“一般公共服务支出”科目".
    """
    if match := _SUBJECT.fullmatch(noun):
        return (match[1],)
    if not _LEVELS.search(noun):
        return ()
    names = [name.strip('“”"、,') for name in _LEVELS.split(noun)]
    if _CLASS.search(noun) and names[0] and not names[0].endswith("支出"):
        names[0] += "支出"
    return tuple(name for name in names if name)


def is_pronoun(noun: str) -> bool:
    """Whether the words name nothing of their own ("项目", "该项")."""
    return noun in phrase_book().noun.pronouns


def is_generic(noun: str) -> bool:
    """Whether the words are too general alone ("涉及预算金额")."""
    return noun in phrase_book().noun.generic


def counted_thing(after: str) -> str:
    """The noun that follows a count's unit ("个" → "惠企政策线下服务窗口"), or ""."""
    words = phrase_book().noun
    if match := words.cuts.search(after):
        after = after[: match.start()]
    match = words.verbs.search(after, 2)
    return after[: match.start()] if match else after
