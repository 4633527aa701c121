"""Counts of what was served, in Prometheus' text form.

Several worker processes share one port, so a scrape reaches any of them: the numbers lie in
memory that all workers map, one row a worker, and a scrape sums the rows. Nothing is locked
between processes, since a worker writes only to its own row.
"""

from __future__ import annotations

import bisect
import mmap
import threading
from collections.abc import Iterator, Sequence

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds in seconds; the promise (p50 40 ms, p95 100 ms) can be read off between them."""

STATUSES = ("2xx", "3xx", "4xx", "5xx")
MAX_ENDPOINTS = 64
_WIDTH = len(STATUSES) + len(BUCKETS) + 2  # statuses, buckets with +Inf, sum of seconds
_ROW = MAX_ENDPOINTS * _WIDTH


class Metrics:
    """Requests by endpoint and status class, and their durations.

    ``workers`` rows are made before the processes part; each then calls ``take_row`` once.
    """

    def __init__(self, workers: int = 1) -> None:
        self._cells = memoryview(mmap.mmap(-1, workers * _ROW * 8)).cast("d")
        self._workers = workers
        self._row = 0
        self._lock = threading.Lock()
        self._endpoints: tuple[str, ...] = ()

    def take_row(self, worker: int) -> None:
        """Write to this worker's row from now on."""
        self._row = worker * _ROW

    def name(self, endpoints: Sequence[str]) -> None:
        """Fix the endpoints that are counted; the same, in the same order, in every worker."""
        self._endpoints = tuple(endpoints)[: MAX_ENDPOINTS - 1]

    def count(self, endpoint: str | None, status: int, seconds: float) -> None:
        """One request served; an address that is no endpoint counts as "none"."""
        start = self._row + self._index(endpoint) * _WIDTH
        group = min(max(status // 100 - 2, 0), len(STATUSES) - 1)
        bucket = len(STATUSES) + bisect.bisect_left(BUCKETS, seconds)
        with self._lock:
            self._cells[start + group] += 1
            self._cells[start + bucket] += 1
            self._cells[start + _WIDTH - 1] += seconds

    def _index(self, endpoint: str | None) -> int:
        known = self._endpoints
        return known.index(endpoint) if endpoint in known else len(known)

    def text(self, gauges: Sequence[tuple[str, str, float]] = ()) -> str:
        """Everything as Prometheus reads it; ``gauges`` are (name, help, value) on top."""
        return "\n".join([*self._gauges(gauges), *self._requests(), *self._durations(), ""])

    @staticmethod
    def _gauges(gauges: Sequence[tuple[str, str, float]]) -> Iterator[str]:
        for name, meaning, value in gauges:
            yield f"# HELP {name} {meaning}"
            yield f"# TYPE {name} gauge"
            yield f"{name} {value:g}"

    def _requests(self) -> Iterator[str]:
        yield "# HELP wenzhang_requests_total Requests served."
        yield "# TYPE wenzhang_requests_total counter"
        for endpoint, cells in self._summed():
            for status, value in zip(STATUSES, cells, strict=False):
                if value:
                    labels = f'endpoint="{endpoint}",status="{status}"'
                    yield f"wenzhang_requests_total{{{labels}}} {value:.0f}"

    def _durations(self) -> Iterator[str]:
        name = "wenzhang_request_seconds"
        yield f"# HELP {name} Time from request to response."
        yield f"# TYPE {name} histogram"
        for endpoint, cells in self._summed():
            buckets = cells[len(STATUSES) : -1]
            if not sum(buckets):
                continue
            below = 0.0
            for bound, value in zip((*map(str, BUCKETS), "+Inf"), buckets, strict=True):
                below += value
                yield f'{name}_bucket{{endpoint="{endpoint}",le="{bound}"}} {below:.0f}'
            yield f'{name}_sum{{endpoint="{endpoint}"}} {cells[-1]:.6f}'
            yield f'{name}_count{{endpoint="{endpoint}"}} {below:.0f}'

    def _summed(self) -> Iterator[tuple[str, list[float]]]:
        for number, endpoint in enumerate((*self._endpoints, "none")):
            starts = [worker * _ROW + number * _WIDTH for worker in range(self._workers)]
            rows = [self._cells[start : start + _WIDTH].tolist() for start in starts]
            yield endpoint, [sum(values) for values in zip(*rows, strict=True)]
