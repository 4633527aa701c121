"""``wenzhang serve`` in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

READY_WITHIN = 120.0

_SERVING = """
import sys
from service.cli import main
sys.exit(main(["serve", "--port", "0", "--json", *sys.argv[1:]]))
"""


class Server:
    """Started on entry and ready then; stopped on leaving."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.seconds_to_ready = 0.0

    def __enter__(self) -> Server:
        began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVING, "--data", str(self._data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            self.port = self._announced_port()
            while not self._ready():
                if time.perf_counter() - began > READY_WITHIN:
                    raise TimeoutError("the service was not ready in time")
                time.sleep(0.05)
        except BaseException:
            self._stop()
            raise
        self.seconds_to_ready = time.perf_counter() - began
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _announced_port(self) -> int:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r'"url": ".*:(\d+)"', line):
                return int(found[1])
        raise RuntimeError("the service did not start")

    def _ready(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def ask(self, question: str, context: object = None) -> dict[str, Any]:
        """The Answer, over a connection of its own as a browser's first request."""
        body = json.dumps({"question": question, "context": context}).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def reports(self) -> int:
        """How many are held."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/api/reports")
        held = json.loads(connection.getresponse().read())["reports"]
        connection.close()
        return len(held)

    def resident_megabytes(self) -> float:
        """What the one serving process holds in memory, shared libraries included."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024
