"""One call to an OpenAI-compatible endpoint, under a strict limit of time and size.

After a failure the endpoint is left alone for a while, so that one that stalls does not slow every
answer. No failure reaches a person: the plain answer needs no model.
"""

from __future__ import annotations

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
CHUNK = 4096
REST_SECONDS = 60.0


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """A question, and the key with it, goes where the operator said and nowhere else."""


class Endpoint:
    """``url`` is the base ("http://host/v1") or the whole address of the chat completions."""

    def __init__(
        self,
        url: str,
        key: str | None = None,
        model: str | None = None,
        timeout: float = 5.0,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        base = url.rstrip("/")
        self._url = base if base.endswith("/chat/completions") else f"{base}/chat/completions"
        self._key = key
        self._model = model or "default"
        self._timeout = timeout
        self._clock = clock
        self._rests_until = float("-inf")
        self._opener = urllib.request.build_opener(_NoRedirects)

    def complete(self, instruction: str, text: str) -> str | None:
        """What the model says; None where it failed, took too long, or rests after a failure."""
        if self._clock() < self._rests_until:
            return None
        try:
            return self._content(self._post(instruction, text))
        except (OSError, HTTPException, ValueError, KeyError, IndexError, TypeError) as error:
            log.warning("language model: %s", error)
            self._rests_until = self._clock() + REST_SECONDS
            return None

    def _post(self, instruction: str, text: str) -> bytes:
        messages = [
            {"role": "system", "content": instruction},
            {"role": "user", "content": text},
        ]
        body = {"model": self._model, "messages": messages, "temperature": 0}
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(  # noqa: S310  (the operator's own address)
            self._url, json.dumps(body).encode(), headers
        )
        deadline = self._clock() + self._timeout
        with self._opener.open(request, timeout=self._timeout) as response:
            return self._read(response, deadline)

    def _read(self, response: Any, deadline: float) -> bytes:
        """The socket's timeout is for one read; a reply that drips ends at the deadline."""
        found = b""
        while chunk := response.read1(CHUNK):
            found += chunk
            if len(found) > MOST_BYTES:
                raise ValueError("reply too long")
            if self._clock() > deadline:
                raise TimeoutError("reply took too long")
        return found

    @staticmethod
    def _content(reply: bytes) -> str:
        content = json.loads(reply)["choices"][0]["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("reply without text")
        return content.strip()
