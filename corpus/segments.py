"""Drawn rules become straight segments: doubled strokes are one line, dashes are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Rule

SNAP = 2.5
"""Points: rules nearer to each other than this are one grid line drawn twice."""

TOUCH = 3.0
"""Points: a gap that a reader does not see where two rules should meet, or between two dashes."""

SHORTEST = 5.0
"""Points: what remains shorter than this after joining dashes is a dot, not a border."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a rule: ``at`` is its fixed coordinate, ``low``..``high`` its reach."""

    at: float
    low: float
    high: float


def rules_to_segments(rules: Iterable[Rule]) -> tuple[list[Segment], list[Segment]]:
    """Drawn rules as (horizontal, vertical) segments, dashes and doubled strokes joined."""
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    for rule in rules:
        box = rule.box
        dot = max(box.x1 - box.x0, box.bottom - box.top) <= TOUCH
        x, y = box.center
        if rule.horizontal or dot:
            horizontal.append(Segment(y, box.x0, box.x1))
        if not rule.horizontal or dot:
            vertical.append(Segment(x, box.top, box.bottom))
    return _joined(horizontal), _joined(vertical)


def clusters(values: Iterable[float], tolerance: float = SNAP) -> list[float]:
    """Sorted centres of values that lie within ``tolerance`` of their neighbour."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(lines: Sequence[float], value: float) -> int:
    """The index of the grid line nearest to ``value``."""
    return min(range(len(lines)), key=lambda index: abs(lines[index] - value))


def _joined(segments: list[Segment]) -> list[Segment]:
    result: list[Segment] = []
    lines = clusters({segment.at for segment in segments}, 1.0)
    by_line: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_line[nearest(lines, segment.at)].append(segment)
    for index in sorted(by_line):
        low = high = None
        for segment in sorted(by_line[index], key=lambda s: s.low):
            if high is not None and low is not None and segment.low - high <= TOUCH:
                high = max(high, segment.high)
                continue
            if high is not None and low is not None:
                result.append(Segment(lines[index], low, high))
            low, high = segment.low, segment.high
        if high is not None and low is not None:
            result.append(Segment(lines[index], low, high))
    return [segment for segment in result if segment.high - segment.low > SHORTEST]
