"""Amounts in words: printed numerals, units, separators. Decimal throughout."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def amount_yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """The amount in 元, None for what is no money."""
    factor = YUAN.get(unit or "")
    return None if value is None or factor is None else value * factor


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """The same amount in another unit of money, without rounding."""
    return trimmed(value * YUAN[unit] / YUAN[wanted])


def trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in percent, to 0.01, half up as the reports round."""
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Digits as printed, never an exponent."""
    return format(value, "f")


def grouped(value: Decimal) -> str:
    """With thousands separators, for people."""
    return format(value, ",f")


def with_unit(value: Decimal, unit: str | None) -> str:
    """ "1,234.56 万元", "45.6%", "7 个"."""
    if unit is None:
        return grouped(value)
    return f"{grouped(value)}{'' if unit == '%' else ' '}{unit}"
