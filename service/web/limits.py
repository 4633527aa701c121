"""How often one client may ask: a bucket of tokens each, filled as time passes.

Off unless the operator sets WENZHANG_RATE. Each worker process keeps its own buckets, so with
several workers a client may get up to as many times the rate.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from flask import Flask, request

from service.web.problems import TooMany

MAX_CLIENTS = 10_000
"""Clients remembered; beyond this the one not seen for longest starts anew."""


class Limits:
    """At most ``rate`` requests a minute from one address to /api (0: no limit)."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def guard(self, app: Flask) -> None:
        """Check every request to the interface; nothing is installed without a limit."""
        if self._rate:
            app.before_request(self._check)

    def _check(self) -> None:
        if request.path.startswith("/api/") and not self.allows(request.remote_addr or ""):
            raise TooMany

    def allows(self, client: str) -> bool:
        """Take one of the client's tokens, if one is left."""
        with self._lock:
            now = self._clock()
            tokens, seen = self._buckets.pop(client, (float(self._rate), now))
            tokens = min(float(self._rate), tokens + (now - seen) * self._rate / 60)
            allowed = tokens >= 1
            self._buckets[client] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > MAX_CLIENTS:
                self._buckets.popitem(last=False)
            return allowed
