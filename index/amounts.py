"""Decimal values in the one form that they are looked up by."""

from __future__ import annotations

from decimal import Context, Decimal

YUAN_PER_UNIT = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}


_EXACT = Context(prec=1000)
"""The default context would round an absurdly long numeral to 28 digits."""


def plain(value: Decimal) -> str:
    """The shortest decimal text of a value: 12.50 is "12.5", -0.00 is "0", 1E+3 is "1000"."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_yuan(value: Decimal, unit: str | None) -> Decimal | None:
    """The amount in 元, None where the unit is none of money."""
    factor = YUAN_PER_UNIT.get(unit or "")
    if factor is None:
        return None
    return _EXACT.multiply(value, factor)
