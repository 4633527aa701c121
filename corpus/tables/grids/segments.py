"""Drawn rules become straight segments: doubled strokes are one line, dashes are joined."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Box, Rule

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
    """Drawn rules as (horizontal, vertical) segments, dots, dashes and doubled strokes joined."""
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    dots: list[Box] = []
    for rule in rules:
        box = rule.box
        x, y = box.center
        if max(box.x1 - box.x0, box.bottom - box.top) <= TOUCH:
            dots.append(box)
        elif rule.horizontal:
            horizontal.append(Segment(y, box.x0, box.x1))
        else:
            vertical.append(Segment(x, box.top, box.bottom))
    horizontal += _joined_dots((box.center[1], box.x0, box.x1) for box in dots)
    vertical += _joined_dots((box.center[0], box.top, box.bottom) for box in dots)
    return _joined(horizontal), _joined(vertical)


def _joined_dots(dots: Iterable[tuple[float, float, float]]) -> Iterator[Segment]:
    """Dots in a row are a dotted line; a lone dot is drawn where two rules cross."""
    rows: dict[float, list[Segment]] = defaultdict(list)
    for at, low, high in dots:
        rows[round(at, 1)].append(Segment(at, low, high))
    for row in rows.values():
        yield from (run for run in _runs(row) if run.high - run.low > SHORTEST)


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Segments on one line with no visible gap between them are one."""
    lines = clusters({segment.at for segment in segments}, 1.0)
    by_line: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_line[nearest(lines, segment.at)].append(segment)
    return [
        Segment(lines[index], run.low, run.high)
        for index in sorted(by_line)
        for run in _runs(by_line[index])
        if run.high - run.low > SHORTEST
    ]


def _runs(segments: Iterable[Segment]) -> list[Segment]:
    runs: list[Segment] = []
    for segment in sorted(segments, key=lambda s: s.low):
        if runs and segment.low - runs[-1].high <= TOUCH:
            runs[-1] = replace(runs[-1], high=max(runs[-1].high, segment.high))
        else:
            runs.append(segment)
    return runs


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
    """The index of the line nearest to ``value`` in ascending ``lines``."""
    right = min(bisect_left(lines, value), len(lines) - 1)
    left = max(right - 1, 0)
    return left if value - lines[left] <= lines[right] - value else right
