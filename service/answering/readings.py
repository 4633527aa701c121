"""One amount of one report with every place that prints it.

Several readings of one report are either different things of one name or places that disagree:
``notes`` of the answer tell which, and all of them are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.answering.candidates import Candidate
from service.answering.money import YUAN


@dataclass(frozen=True, slots=True)
class Reading:
    """One amount of one report; ``candidates`` best first, the first one is shown.

    ``rounded`` print the same amount in another unit, to the precision that this leaves.
    """

    candidates: tuple[Candidate, ...]
    rounded: tuple[Candidate, ...] = ()

    @property
    def main(self) -> Candidate:
        """The place that is shown."""
        return self.candidates[0]


def readings_of(candidates: Sequence[Candidate]) -> list[Reading]:
    """The candidates grouped by what they print, in their order."""
    groups: dict[object, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault((one.amount, _quantity(one)), []).append(one)
    return _with_roundings([Reading(tuple(group)) for group in groups.values()])


def _with_roundings(readings: list[Reading]) -> list[Reading]:
    """Readings of one quantity that differ by the unit's rounding only, as one."""
    result: list[Reading] = []
    for reading in readings:
        at = next((i for i, known in enumerate(result) if _rounds(known, reading)), None)
        if at is None:
            result.append(reading)
        else:
            rounded = (*result[at].rounded, reading.main)
            result[at] = Reading(result[at].candidates, rounded)
    return result


def _rounds(first: Reading, second: Reading) -> bool:
    """ "705,443 元" and "70.54 万元"."""
    a, b = first.main, second.main
    units = a.fact.unit in YUAN and b.fact.unit in YUAN and a.fact.unit != b.fact.unit
    if not units or a.amount is None or b.amount is None or _quantity(a) != _quantity(b):
        return False
    return abs(a.amount[1] - b.amount[1]) * 2 <= max(_precision(a), _precision(b))


def _precision(candidate: Candidate) -> Decimal:
    """What the last printed digit is worth, in 元."""
    value, unit = candidate.fact.value, candidate.fact.unit
    assert value is not None
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return YUAN[unit or ""] * Decimal(10) ** exponent


def _quantity(candidate: Candidate) -> str:
    """Budget figures of different moments are different quantities even when equal."""
    measure = candidate.fact.measure
    return measure if measure in {"年初预算数", "全年预算数"} else ""
