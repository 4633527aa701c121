"""Units of figures: which words are one, and what an amount is in yuan (``units.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

from corpus.text.normalization import normalize

UnitKind = Literal["amount", "percentage", "count"]


@dataclass(frozen=True, slots=True)
class Units:
    """The vocabulary of ``units.toml``: every unit in its canonical spelling with its kind."""

    kinds: dict[str, UnitKind]
    yuan: dict[str, Decimal]
    ordinal_after: tuple[str, ...]
    ordinal_before: tuple[str, ...]
    money: tuple[str, ...]


@cache
def units() -> Units:
    """The units, read once."""
    data = tomllib.loads(resources.files("corpus.text").joinpath("units.toml").read_text("utf-8"))
    yuan = {unit: Decimal(factor) for unit, factor in data["amounts"].items()}
    counts = data["counts"]["units"]
    many = [prefix + unit for prefix in data["counts"]["prefixes"] for unit in ("", *counts)]
    kinds: dict[str, UnitKind] = {
        **dict.fromkeys([*many, *counts], "count"),
        **dict.fromkeys(data["percentages"]["units"], "percentage"),
        **dict.fromkeys([*yuan, *data["currencies"]["units"]], "amount"),
    }
    ordinals = data["ordinals"]
    money = tuple(data["money"]["words"])
    return Units(kinds, yuan, tuple(ordinals["after"]), tuple(ordinals["before"]), money)


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches a unit at a position, the longest first, blanks between its characters allowed."""
    ordered = sorted(units().kinds, key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(re.escape, unit)) for unit in ordered))


@cache
def naming_pattern() -> re.Pattern[str]:
    """Matches a word that makes the number before it a name ("8 号", "27行="); "行政" is none."""
    words = "|".join(map(re.escape, units().ordinal_after))
    return re.compile(rf"\s*(?:号|(?:{words})(?=各|[^\u4e00-\u9fff]|$))")


def unit_kind(unit: str | None) -> UnitKind | None:
    """What a unit measures; None for a word that is no unit."""
    return None if unit is None else units().kinds.get(normalize(unit).replace(" ", ""))


def yuan_factor(unit: str | None) -> Decimal | None:
    """How many yuan one ``unit`` is; None when it is no unit of yuan."""
    return None if unit is None else units().yuan.get(normalize(unit).replace(" ", ""))


def to_yuan(value: Decimal, unit: str | None) -> Decimal | None:
    """``value`` in yuan, exactly; None when ``unit`` is no unit of yuan."""
    factor = yuan_factor(unit)
    return None if factor is None else value * factor
