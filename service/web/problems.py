"""Everything a request can fail with, and the one form in which it is told.

Problem           500  a defect of ours
├── BadInput      400  what was sent cannot be understood
├── Unknown       404  no such report, table, page or address
├── WrongMethod   405  the address is there, but not for this method
├── TooLarge      413  the body is longer than the service reads
├── WrongType     415  the body is not JSON
├── WrongRange    416  bytes that the file does not have
├── TooMany       429  the client asked more often than the operator allows
├── NotReady      503  there is no index to answer from
└── Refused            whatever else Flask finds wrong; it says the status

``code`` is stable and for programs; each kind says itself to people (Chinese) unless told more
exactly.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Request, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import LibraryError, NotHeld

log = logging.getLogger(__name__)

PAGE_PATHS_SERVE_DATA = (".png", "/file")


class Problem(Exception):
    """A request that cannot be served; ``status`` is the HTTP status.

    A kind of problem says what it is once, as arguments of its class.
    """

    status = 500
    code = "internal_error"
    said = "服务内部出错，已记录，请稍后再试"

    def __init_subclass__(cls, status: int, code: str, said: str) -> None:
        super().__init_subclass__()
        cls.status, cls.code, cls.said = status, code, said

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:
        self.message = message or self.said
        super().__init__(self.message)
        self.code = code or self.code
        self.detail = detail

    def to_json(self) -> dict[str, Any]:
        """The contract's error."""
        return {"error": {"code": self.code, "message": self.message, "detail": self.detail}}


class BadInput(Problem, status=400, code="bad_request", said="请求有误，服务无法理解"):
    """What was sent cannot be understood."""


class Unknown(Problem, status=404, code="not_found", said="没有这个地址"):
    """No such report, table, page or address."""


class WrongMethod(Problem, status=405, code="method_not_allowed", said="这个地址不支持该请求方法"):
    """The address is there, but not for this method."""


class TooLarge(Problem, status=413, code="body_too_large", said="请求内容过大"):
    """The body is longer than the service reads."""


class WrongType(
    Problem,
    status=415,
    code="unsupported_media_type",
    said="请求内容应为 JSON（Content-Type: application/json）",
):
    """The body is not JSON."""


class WrongRange(Problem, status=416, code="range_not_satisfiable", said="请求的字节范围超出文件"):
    """Bytes that the file does not have."""


class TooMany(Problem, status=429, code="too_many_requests", said="请求过于频繁，请稍后再试"):
    """The client asked more often than the operator allows."""


class NotReady(Problem, status=503, code="not_ready", said="索引不可用"):
    """There is no index to answer from."""


class Refused(Problem, status=500, code="error", said="请求无法完成"):
    """Whatever else Flask finds wrong with a request; it says the status."""


BY_STATUS = {kind.status: kind for kind in Problem.__subclasses__() if kind is not Refused}


def register(app: Flask) -> None:
    """Let every failure of a request leave in the contract's form."""
    app.register_error_handler(Problem, _tell)
    app.register_error_handler(LibraryError, _tell_library)
    app.register_error_handler(HTTPException, _tell_http)
    app.register_error_handler(Exception, _tell_unforeseen)


def _tell(problem: Problem) -> Response:
    if wants_page(request):
        response = Response(render_template("problem.html", problem=problem))
    else:
        response = jsonify(problem.to_json())
    response.status_code = problem.status
    response.headers["Cache-Control"] = "no-store"
    if problem.status in {429, 503}:
        response.headers["Retry-After"] = "10"
    return response


def _tell_library(error: LibraryError) -> Response:
    """What the index cannot do: not held is 404, not able is 503."""
    if isinstance(error, NotHeld):
        return _tell(Unknown(error.reason, code=error.code))
    log.error("%s: %s", error.code, error)
    return _tell(NotReady(str(error), code=error.code))


def _tell_http(error: HTTPException) -> Response | HTTPException:
    """An HTTP error that Flask raised (no route, wrong method, broken redirect …)."""
    status = error.code or 500
    if status < 400:  # a redirect is an HTTPException too
        return error
    problem = BY_STATUS.get(status, Refused)()
    problem.status = status
    response = _tell(problem)
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Content-Range"}:
            response.headers[name] = value
    return response


def _tell_unforeseen(error: Exception) -> Response:
    """A defect of ours: the log gets the traceback, the client does not."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _tell(Problem())


def wants_page(asked: Request) -> bool:
    """Whether a failure is shown as a page: a person's address, asked for by a browser."""
    path = asked.path
    if path.startswith("/api/") or path.endswith(PAGE_PATHS_SERVE_DATA):
        return False
    accepted = asked.accept_mimetypes.best_match(["application/json", "text/html"])
    return accepted == "text/html"
