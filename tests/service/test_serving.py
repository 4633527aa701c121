"""``wenzhang serve`` as a process of its own: what waitress and the workers do around the app."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 20.0


@dataclass
class Served:
    process: subprocess.Popen[str]
    url: str

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.url.rpartition(":")[2])

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as exc:
            with exc:
                return exc.code, exc.read().decode()

    def raw(self, sent: bytes) -> tuple[bytes, Any]:
        """Status line and JSON body of what comes back for these bytes."""
        with socket.create_connection(self.address, timeout=PATIENCE) as connection:
            connection.sendall(sent)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        head, _, body = received.partition(b"\r\n\r\n")
        return head.partition(b"\r\n")[0], json.loads(body)


@contextmanager
def serving(data: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "service.cli", "serve", "--json", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(data), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            text = ""
            while not text.rstrip().endswith("}"):
                text += process.stdout.readline()
            served = Served(process, json.loads(text)["url"])
            wait_until_alive(served)
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE)


def wait_until_alive(served: Served) -> None:
    """The socket listens at once; the first answer comes when a worker is up."""
    assert served.get("/healthz")[0] == 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("data") / "none") as running:
        yield running


def test_it_starts_without_an_index(served: Served) -> None:
    status, body = served.get("/readyz")
    assert status == 503
    assert json.loads(body)["error"]["code"] == "index_missing"


def test_a_body_too_large_to_read_is_refused_in_json(served: Served) -> None:
    head = b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    status, body = served.raw(head + b"Content-Length: 99999999999\r\n\r\n")
    assert b" 413 " in status
    assert body["error"]["code"] == "body_too_large"


@pytest.mark.parametrize(
    "sent", [b"NONSENSE\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"]
)
def test_broken_http_is_refused_in_json(served: Served, sent: bytes) -> None:
    status, body = served.raw(sent)
    assert b" 400 " in status
    assert body["error"]["code"] == "bad_request"


def test_characters_typed_unescaped_into_an_address_are_understood(served: Served) -> None:
    """What ``curl http://…/?q=决算`` sends; without an index the answer is not 400 but 503."""
    status, body = served.raw(
        "GET /api/search?q=决算 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
    )
    assert b" 503 " in status
    assert body["error"]["code"] == "index_missing"


def test_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=PATIENCE) == 0


def test_a_port_in_use_is_said(served: Served, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service.cli", "serve", "--data", str(tmp_path)]
    done = subprocess.run(
        [*command, "--port", str(served.address[1])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert str(served.address[1]) in done.stderr


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def test_workers_share_the_port_and_their_counts(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as running:
        assert len(children(running.process.pid)) == 2
        for _ in range(20):
            assert running.get("/healthz")[0] == 200
        counted = re.search(
            r'requests_total\{endpoint="operation.healthz",status="2xx"\} (\d+)',
            running.get("/metrics")[1],
        )
        assert counted
        assert int(counted[1]) == 21


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as running:
        before = children(running.process.pid)
        os.kill(before[0], signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while len(now := children(running.process.pid)) < 2 or before[0] in now:
            assert time.monotonic() < deadline, "no new worker"
            time.sleep(0.05)
        assert running.get("/healthz")[0] == 200
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=PATIENCE) == 0
