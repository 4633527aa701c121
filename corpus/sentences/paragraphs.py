"""Running text, sentence by sentence: every figure of it with what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.sentences.clauses import Reading, read_clause
from corpus.sentences.phrases import FigureKind, phrase_book
from corpus.sentences.scene import Clause
from corpus.sentences.series import joint_length
from corpus.sentences.structure import LONGEST_NAME, Setting, name_topic, read_heading
from corpus.sentences.thread import Thread
from corpus.text import read_numbering
from corpus.text.numbers import Numeral, find_numerals
from corpus.text.tight import Tight, tighten

LONGEST_CLAUSE = 400
"""Characters before or after a figure that may speak of it: bounds the work on odd texts."""

_STOP = re.compile(r"[。!?！？\n]+")
_CODED_CLASS = re.compile(r"\(\d{3}类\)(?:[^(),。]*\(\d{2}款\)(?:[^(),。]*\(\d{2}项\))?)?")
"""Codes of the functional classes are no counts: "一般公共服务(201类)档案事务(26款)"."""

_REASON = re.compile(r"原因(?:[^;]|;第?[二三四五六七八九]是)*$")
_LEVELS = {"chinese": 1, "chinese_paren": 2, "arabic": 3, "arabic_paren": 4, "circled": 5}


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral that measures something; ``start:end`` are its characters in the tight text."""

    numeral: Numeral
    start: int
    end: int

    @property
    def kind(self) -> FigureKind:
        """Of the fixed phrases: points (分) are counted in phrases of their own."""
        if self.numeral.kind == "count":
            return "score" if self.numeral.unit == "分" else "count"
        return "amount" if self.numeral.kind == "amount" else "percentage"


def printed_span(numeral: Numeral) -> tuple[int, int]:
    """(start, end) of the numeral and its unit in the printed text."""
    start = numeral.start if numeral.unit_start is None else min(numeral.start, numeral.unit_start)
    return start, max(numeral.end, numeral.unit_end or 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tight characters ``start:end``; ``opens``: it is the first of its paragraph."""

    text: str
    start: int
    end: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a text, read."""

    numeral: Numeral
    reading: Reading


def read_text(text: str, thread: Thread, setting: Setting) -> list[Statement]:
    """Every figure of a section's ``text``, in order; line feeds part paragraphs."""
    tight = tighten(text)
    figures = _figures(text, tight)
    statements: list[Statement] = []
    for sentence in split_sentences(tight.text):
        own = [f for f in figures if sentence.start <= f.start < sentence.end]
        thread, body = _enter(sentence, thread, setting, bool(own))
        found, thread = _read_figures(tight.text, (body, sentence.end), own, thread, setting)
        statements += found
    return statements


def split_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a tight text, stops left out."""
    start, opens = 0, True
    for match in _STOP.finditer(text):
        if match.start() > start:
            yield Sentence(text[start : match.start()], start, match.start(), opens)
            opens = False
        opens = opens or "\n" in match[0]
        start = match.end()
    if start < len(text):
        yield Sentence(text[start:], start, len(text), opens)


def _figures(text: str, tight: Tight) -> list[Figure]:
    codes = [match.span() for match in _CODED_CLASS.finditer(tight.text)]
    found = []
    for numeral in map(_money, find_numerals(text)):
        start, end = map(tight.position, printed_span(numeral))
        coded = any(a <= start and end <= b for a, b in codes)
        if numeral.kind in {"amount", "percentage", "count"} and not coded:
            found.append(Figure(numeral, start, end))
    return found


def _money(numeral: Numeral) -> Numeral:
    """A bare 万 or 亿 after two decimals is money whose 元 was left out ("1720.00万")."""
    if numeral.unit in {"万", "亿"} and numeral.value.as_tuple().exponent == -2:
        return replace(numeral, kind="amount", unit=f"{numeral.unit}元", repaired=True)
    return numeral


def _enter(
    sentence: Sentence, thread: Thread, setting: Setting, has_figures: bool
) -> tuple[Thread, int]:
    """The thread inside the sentence, and where its words begin behind a list number."""
    numbering = read_numbering(sentence.text)
    level = _LEVELS.get(numbering.style) if numbering else None
    body = sentence.start
    if numbering and level:
        thread = thread.next_item(level)
        body += numbering.end
    elif sentence.opens and _restarts(sentence.text, setting):
        thread = thread.restarted()
    else:
        thread = thread.continued() if sentence.opens else thread.next_sentence()
    if level and not has_figures:
        heading = sentence.text[body - sentence.start :]
        thread = _headed(heading, thread, setting)
    return thread, body


def _restarts(text: str, setting: Setting) -> bool:
    return text.startswith(setting.names) or bool(phrase_book().restarts.match(text))


def _headed(heading: str, thread: Thread, setting: Setting) -> Thread:
    """The thread after a list item's heading, which names what the item is about."""
    name = phrase_book().heading_tail.sub("", heading.rstrip(":"))
    if len(name) > LONGEST_NAME:
        return thread
    if phrase_book().aspects.fullmatch(name):
        return replace(thread, headed=True)
    headed = read_heading(name, thread, setting)
    return headed if headed is not thread else name_topic(name, thread, setting)


def _series_length(text: str, figures: Sequence[Figure]) -> int:
    """How many of the figures, from the first on, are only parted by "、" or "和"."""
    length = 1
    for before, figure in pairwise(figures):
        if figure.kind != before.kind or not joint_length(text[before.end : figure.start]):
            break
        length += 1
    return length


def _read_figures(
    text: str, span: tuple[int, int], figures: list[Figure], thread: Thread, setting: Setting
) -> tuple[list[Statement], Thread]:
    """Read a sentence's figures in turn; each clause starts where the last figure ended."""
    at, stop = span
    ends = [*(figure.start for figure in figures), stop][1:]
    statements = []
    for index, (figure, end) in enumerate(zip(figures, ends, strict=True)):
        left = text[max(at, figure.start - LONGEST_CLAUSE) : figure.start]
        right = text[figure.end : min(end, figure.end + LONGEST_CLAUSE)]
        reason = bool(_REASON.search(text[span[0] : figure.start]))
        unit = figure.numeral.unit or ""
        series = _series_length(text, figures[index:])
        clause = Clause(left, right, figure.kind, unit, reason, series)
        if figure.kind == "count" or "," in left:
            thread = replace(thread, headed=True)
        reading, thread = read_clause(clause, thread.explaining(reason), setting)
        statements.append(Statement(figure.numeral, reading))
        if reading.measure != "界限":
            at = figure.end + reading.consumed
    if match := phrase_book().announces.search(text[at:stop]):
        whole = thread.main if match[0].startswith("如下") else thread.topic
        thread = thread.announced(whole) if whole else thread
    return statements, thread
