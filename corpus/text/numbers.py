"""Numbers as reports print them: a whole cell, or every numeral of a sentence with its unit.

A sentence is searched in its aligned form (``corpus.text.align``), so all positions are positions
in the text as stored. What looks like a figure but names a thing (a year, a date, a list number,
a document number) is returned too, with its kind, so that nothing printed goes unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from corpus.text.normalization import align
from corpus.text.units import UnitKind, naming_pattern, unit_kind, unit_pattern, units

NumeralKind = Literal["amount", "percentage", "count", "year", "date", "ordinal", "other"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number in a text.

    ``start:end`` are the characters of the number itself, ``unit_start:unit_end`` those of its
    unit (None: no unit, or one that is inherited from the number it is listed with). ``printed``
    is number and unit as the text has them. ``repaired``: a misprint was read through.
    """

    start: int
    end: int
    value: Decimal
    printed: str
    kind: NumeralKind
    unit: str | None = None
    unit_start: int | None = None
    unit_end: int | None = None
    repaired: bool = False


_DIGITS = re.compile(r"\d+")
_CELL = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_SPACED_GROUPS = re.compile(r"[-+]?\d{1,3}(?: \d{3})+(?:\.\d+)?")
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)"  # 1,234
    r"|\d{1,3}(?: \d{3})+(?=\.\d|\s*元|\s*[万亿])"  # 1 234.56, 4 126 万人次
    r"|\d+)(?:\.\d+)?"
)
_NUMERAL = re.compile(rf"(?<![\d.])(?:(?<![\dA-Za-z)\]年月日])-)?{_NUMBER}")
_SPLIT = re.compile(r"(?<![\d.,])[\d,]*\d(?: \.|\. )\d{1,2}(?=\s*(?:[万亿]?\s*元|%))")
_TEN_THOUSAND_BEFORE = re.compile(r"(?<![\d一二三四五六七八九十百千几数零])万\s*$")

_DATES = re.compile(
    r"(?<!\d)(?:19|20)\d{2}\s*([-./])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)"
    r"|(?<![\d.])\d{1,2}\s*月(?:\s*份|\s*\d{1,2}\s*[日号])?"
    r"|(?<=月)\s*\d{1,2}\s*[日号]"
    r"|(?<!\d)\d{1,2}:\d{2}(?!\d)"
)
_YEARS = re.compile(
    r"(?<![\d.])(?:19|20)\d{2}(?=\s*(?:年|财年|[-—–~～至到、/]\s*(?:19|20)\d{2}\s*年))"
)
_DOCUMENT_NUMBERS = re.compile(r"[〔\[(【]\s*(?:19|20)\d{2}\s*[〕\])】]\s*(?:第\s*)?\d*(?=\s*号)?")
_LIST_NUMBERS = re.compile(
    r"(?:^|(?<=[。；;：:，\n])\s*)(?:\d{1,2}\s*(?:、|\.(?!\s*\d)|\.\s*(?=(?:19|20)\d{2}\s*年))|\d{1,2}\))"
    r"|[(]\s*\d{1,2}\s*[)](?!\s*[%万亿元个件辆批人次台])"
)
_TELEPHONES = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)")
_ABOUT = re.compile(r"\s*[余多]?\s*")
_LISTED = re.compile(r"\s*(?:[、和与及或~～至到/]|以及|[-—–]+)\s*")


def parse_decimal(text: str) -> Decimal | None:
    """The number that a whole cell prints, or None when it prints anything else.

    Takes thousands commas, full width, minus signs of all kinds, accounting parentheses around
    an amount with decimals, and blanks set inside one number ("1 234.56", "1 , 234 . 56"). Two
    whole numbers side by side ("12 15") are no number.
    """
    plain = align(text).replace("，", ",").strip().strip("¥").strip()
    if plain.startswith("(") and plain.endswith(")") and "." in plain:
        inner = parse_decimal(plain[1:-1])
        return None if inner is None else -abs(inner)
    if " " in plain:
        plain = _without_inner_blanks(plain)
    if not _CELL.fullmatch(plain) or not any(map(str.isdigit, plain)):
        return None
    return Decimal(plain.replace(",", ""))


def _without_inner_blanks(plain: str) -> str:
    """Close up blanks where they can only stand inside one number; else leave them."""
    closed = re.sub(r"\s*([.,])\s*|(?<=^[-+])\s+", r"\1", plain)
    tokens = closed.split()
    letter_spaced = len(tokens) > 2 and all(len(token) == 1 for token in tokens)
    # Figures have two decimals: with them a blank cannot separate two figures.
    one_figure = len(tokens) == 2 and re.fullmatch(r"[-+]?\d+ \d+\.\d\d", closed) is not None
    if letter_spaced or one_figure or _SPACED_GROUPS.fullmatch(closed):
        return "".join(tokens)
    return closed


def parse_percentage(text: str) -> Decimal | None:
    """The number of a cell that prints a percentage ("12.3%"); None without a percent sign."""
    plain = align(text).strip()
    return parse_decimal(plain[:-1]) if plain.endswith("%") else None


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every number printed in ``text``, in order, each with its unit and kind."""
    plain = align(text)
    named = _named_spans(plain)
    found: list[Numeral] = []
    for (start, end), repaired in _candidates(plain):
        kind = next((k for a, b, k in named if a <= start and end <= b), None)
        numeral = Numeral(
            start,
            end,
            _value(plain[start:end]),
            text[start:end],
            kind or "other",
            repaired=repaired,
        )
        found.append(numeral if kind else _with_unit(numeral, text, plain))
    return _with_listed_units(_with_dropped_yuan(found, plain), plain)


def _candidates(plain: str) -> list[tuple[tuple[int, int], bool]]:
    """((start, end), repaired) of every number; a misprinted one is not given in parts too."""
    dated = [n.span() for date in _DATES.finditer(plain) for n in _digits_in(date, plain)]
    split = [m.span() for m in _SPLIT.finditer(plain) if not _LIST_NUMBERS.match(plain, m.start())]
    whole = [
        match.span()
        for match in _NUMERAL.finditer(plain)
        if not any(a < match.end() and match.start() < b for a, b in (*dated, *split))
    ]
    return sorted({**dict.fromkeys((*dated, *whole), False), **dict.fromkeys(split, True)}.items())


def _digits_in(match: re.Match[str], plain: str) -> Iterator[re.Match[str]]:
    return _DIGITS.finditer(plain, *match.span())


def _value(printed: str) -> Decimal:
    return Decimal(re.sub(r"[\s,]", "", printed))


def _named_spans(plain: str) -> list[tuple[int, int, NumeralKind]]:
    """Spans of ``plain`` whose numbers name a thing, the stronger reading first."""
    patterns: tuple[tuple[re.Pattern[str], NumeralKind], ...] = (
        (_DOCUMENT_NUMBERS, "ordinal"),
        (_TELEPHONES, "other"),
        (_DATES, "date"),
        (_YEARS, "year"),
        (_LIST_NUMBERS, "ordinal"),
    )
    spans = [
        (*match.span(), kind) for pattern, kind in patterns for match in pattern.finditer(plain)
    ]
    return [span for span in spans if span[1] > span[0]]


def _with_unit(numeral: Numeral, text: str, plain: str) -> Numeral:
    """The number with the unit behind it, or with what else it is."""
    if numeral.start and plain[numeral.start - 1] == "第":
        return replace(numeral, kind="ordinal")
    match = unit_pattern().match(plain, _about_end(plain, numeral.end))
    unit = re.sub(r"\s", "", match[0]) if match else None
    kind = unit_kind(unit)
    if match is None or kind is None or _names_a_thing(numeral, plain, kind):
        return replace(numeral, kind=_kind_without_unit(numeral, plain))
    measured = replace(
        numeral,
        kind=kind,
        unit=unit,
        unit_start=match.start(),
        unit_end=match.end(),
        printed=text[numeral.start : match.end()],
    )
    return _with_misplaced_multiplier(measured, text, plain)


def _with_dropped_yuan(numerals: list[Numeral], plain: str) -> list[Numeral]:
    """ "总预算12.50万" lacks its 元: behind a word of money in its sentence, 万 is money."""
    return [
        replace(numeral, kind="amount", unit=f"{numeral.unit}元", repaired=True)
        if numeral.unit in {"万", "亿"} and _speaks_of_money(plain, numeral.start)
        else numeral
        for numeral in numerals
    ]


def _speaks_of_money(plain: str, end: int) -> bool:
    """Whether the sentence does so in front of ``end``."""
    sentence = plain[plain.rfind("。", 0, end) + 1 : end]
    return any(word in sentence for word in units().money)


def _with_misplaced_multiplier(numeral: Numeral, text: str, plain: str) -> Numeral:
    """ "万 3.50 元" is a slip for "3.50 万元": the multiplier was typed before the number."""
    before = _TEN_THOUSAND_BEFORE.search(plain, 0, numeral.start)
    if numeral.unit != "元" or before is None:
        return numeral
    printed = text[before.start() : numeral.unit_end]
    return replace(numeral, unit="万元", unit_start=before.start(), printed=printed, repaired=True)


def _names_a_thing(numeral: Numeral, plain: str, kind: UnitKind) -> bool:
    """Whether the number is a name although a unit follows: "附件1 件…", "A4 份"."""
    if kind != "count":
        return False
    return _after_letter(numeral, plain) or _after_naming_word(numeral, plain)


def _kind_without_unit(numeral: Numeral, plain: str) -> NumeralKind:
    names = naming_pattern().match(plain, numeral.end) or _after_naming_word(numeral, plain)
    whole = numeral.value == numeral.value.to_integral_value()
    return "ordinal" if names and whole else "other"


def _after_naming_word(numeral: Numeral, plain: str) -> bool:
    return plain[: numeral.start].rstrip().endswith(units().ordinal_before)


def _after_letter(numeral: Numeral, plain: str) -> bool:
    before = plain[numeral.start - 1 : numeral.start]
    return before.isascii() and before.isalpha()


def _about_end(plain: str, at: int) -> int:
    """Where a unit may start behind ``at``: after blanks and an "about" ("10 余万元", "50多件")."""
    match = _ABOUT.match(plain, at)
    return match.end() if match else at


def _with_listed_units(numerals: list[Numeral], plain: str) -> tuple[Numeral, ...]:
    """A number listed with one that has a unit shares it: "3.5 和 4 个百分点", "1 至 6 月"."""
    result: list[Numeral] = []
    for numeral in reversed(numerals):
        after = result[-1] if result else None
        if after is not None and _shares(numeral, after, plain):
            result.append(replace(numeral, kind=after.kind, unit=after.unit))
        else:
            result.append(numeral)
    return tuple(reversed(result))


def _shares(numeral: Numeral, after: Numeral, plain: str) -> bool:
    if numeral.kind != "other" or _LISTED.fullmatch(plain, numeral.end, after.start) is None:
        return False
    alike = len(numeral.printed) == len(after.printed)
    return after.unit is not None or after.kind == "date" or (after.kind == "year" and alike)
