"""What waitress is told to do otherwise on a connection: tolerant request lines, errors in JSON."""

from __future__ import annotations

import json
import re

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class JsonErrorTask(ErrorTask):  # type: ignore[misc]
    """What never reaches the application (broken HTTP, a huge body) is refused in JSON too."""

    def execute(self) -> None:
        """Write the contract's error instead of waitress's plain text."""
        error = self.request.error
        codes = {413: "body_too_large", 500: "internal_error"}
        code = codes.get(error.code, "bad_request")
        message = "请求内容过大" if error.code == 413 else "无法理解的 HTTP 请求"
        body = {"error": {"code": code, "message": message, "detail": None}}
        content = json.dumps(body, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/json"))
        self.response_headers.append(("Content-Length", str(len(content))))
        self.response_headers.append(("Connection", "close"))
        self.close_on_finish = True
        self.content_length = len(content)
        self.write(content)


class TolerantParser(HTTPRequestParser):  # type: ignore[misc]
    """Takes a request line with unescaped characters, as people type them after ``curl``.

    The standard wants them percent-encoded; a question in Chinese that was not is still clear.
    """

    def parse_header(self, header_plus: bytes) -> None:
        """Escape the request line, then parse as waitress does."""
        line, end, rest = header_plus.partition(b"\r\n")
        super().parse_header(_BEYOND_ASCII.sub(_escaped, line) + end + rest)


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"%%%02X" % match[0][0]


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that takes what people type, and whose protocol errors are JSON."""

    parser_class = TolerantParser
    error_task_class = JsonErrorTask
