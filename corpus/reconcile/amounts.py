"""Exact arithmetic on printed figures, and the tolerance that their printed precision gives.

A figure printed to 0.01 stands for anything within 0.005 of it. So a sum of n such figures may
differ from its printed total by n × 0.005 + 0.005 and still be right: that is ``rounding``.
"""

from __future__ import annotations

from decimal import Decimal

from corpus.model import Fact
from corpus.reconcile.model import Status

YUAN = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}
HALF = Decimal("0.5")


def is_money(fact: Fact) -> bool:
    """Whether the fact is an amount of money."""
    return fact.unit in YUAN


def scale(unit: str | None) -> Decimal:
    """What one of the unit is in the base unit: 元 for money, itself for anything else."""
    return YUAN.get(unit or "", Decimal(1))


def amount(fact: Fact) -> Decimal:
    """The value in the base unit; an empty cell is nothing."""
    return Decimal(0) if fact.value is None else fact.value * scale(fact.unit)


def quantum(value: Decimal) -> Decimal:
    """One in the last printed place: 0.01 for 12.30, 1 for 15."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def judge(difference: Decimal, tolerance: Decimal) -> Status:
    """How a difference between printed and expected is to be called."""
    if difference == 0:
        return "passed"
    return "rounding" if abs(difference) <= tolerance else "failed"


def plain(value: Decimal) -> str:
    """The number as people write it: separators, no exponent."""
    return f"{value:,f}"


def in_unit(yuan: Decimal, unit: str | None, like: Decimal | None = None) -> Decimal:
    """A base amount in a unit, with at least as many decimals as ``like``."""
    value = yuan / scale(unit)
    shortest = value.normalize() if value else Decimal(0)
    least = quantum(like) if like is not None else Decimal(1)
    return value.quantize(min(least, quantum(shortest)))
