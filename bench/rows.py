"""A line of the table, and how repeated measurements become one figure."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, the figure with its unit, what it should be, and how it was taken."""

    name: str
    figure: str
    target: str = ""
    how: str = ""


def timed(action: Callable[[], object]) -> float:
    """Seconds by the wall clock."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def cpu_of_children(action: Callable[[], object]) -> float:
    """Seconds of processor time, all cores, of the processes that ``action`` ran and awaited."""
    began = os.times()
    action()
    ended = os.times()
    spent = ended.children_user - began.children_user
    return spent + ended.children_system - began.children_system


def cpu_timed(action: Callable[[], object]) -> float:
    """Seconds of processor time of this process: what else the machine does is left out."""
    began = time.process_time()
    action()
    return time.process_time() - began


def percentile(values: list[float], share: float) -> float:
    """The smallest value that ``share`` of the values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-share * len(ranked) // 1) - 1)]
