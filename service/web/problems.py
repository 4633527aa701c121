"""Everything a request can fail with, and the one form in which it is told.

Problem
├── BadInput        400  what was sent cannot be understood
├── Unknown         404  no such report, table, page or address
├── TooLarge        413  the body is longer than the service reads
├── WrongType       415  the body is not JSON
├── TooMany         429  the client asked more often than the operator allows
└── NotReady        503  there is no index to answer from

``code`` is stable and for programs, ``message`` is for people (Chinese). 405 and anything else
that Flask itself finds wrong is put into the same form.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Request, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import LibraryError, NotHeld

log = logging.getLogger(__name__)

PAGE_PATHS_SERVE_DATA = (".png", "/file")
HTTP_MESSAGES = {
    400: ("bad_request", "请求有误，服务无法理解"),
    404: ("not_found", "没有这个地址"),
    405: ("method_not_allowed", "这个地址不支持该请求方法"),
    413: ("body_too_large", "请求内容过大"),
    415: ("unsupported_media_type", "请求内容应为 JSON（Content-Type: application/json）"),
    416: ("range_not_satisfiable", "请求的字节范围超出文件"),
    429: ("too_many_requests", "请求过于频繁，请稍后再试"),
}


class Problem(Exception):
    """A request that cannot be served; ``status`` is the HTTP status."""

    status = 500
    code = "internal_error"

    def __init__(
        self, message: str, *, code: str | None = None, detail: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.detail = detail

    def to_json(self) -> dict[str, Any]:
        """The contract's error."""
        return {"error": {"code": self.code, "message": self.message, "detail": self.detail}}


class BadInput(Problem):
    """What was sent cannot be understood."""

    status = 400
    code = "bad_request"


class Unknown(Problem):
    """No such report, table, page or address."""

    status = 404
    code = "not_found"


class TooLarge(Problem):
    """The body is longer than the service reads."""

    status = 413
    code = "body_too_large"


class WrongType(Problem):
    """The body is not JSON."""

    status = 415
    code = "unsupported_media_type"


class TooMany(Problem):
    """The client asked more often than the operator allows."""

    status = 429
    code = "too_many_requests"


class NotReady(Problem):
    """There is no index to answer from."""

    status = 503
    code = "not_ready"


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
    code, message = HTTP_MESSAGES.get(status, ("error", "请求无法完成"))
    problem = Problem(message, code=code)
    problem.status = status
    response = _tell(problem)
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Content-Range"}:
            response.headers[name] = value
    return response


def _tell_unforeseen(error: Exception) -> Response:
    """A defect of ours: the log gets the traceback, the client does not."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _tell(Problem("服务内部出错，已记录，请稍后再试"))


def wants_page(asked: Request) -> bool:
    """Whether a failure is shown as a page: a person's address, asked for by a browser."""
    path = asked.path
    if path.startswith("/api/") or path.endswith(PAGE_PATHS_SERVE_DATA):
        return False
    accepted = asked.accept_mimetypes.best_match(["application/json", "text/html"])
    return accepted == "text/html"
