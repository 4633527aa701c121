"""The application factory: everything that serves requests is put together here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from service.origins import Origins
from service.web import (
    api,
    assets,
    audit_api,
    chatting,
    files,
    operation,
    pages,
    preferences,
    problems,
    search_pages,
    widget,
)
from service.web.compression import compress
from service.web.desk import Desk, Held, install
from service.web.limits import Limits
from service.web.metrics import Metrics
from service.web.pictures import Pictures

if TYPE_CHECKING:
    from service.settings import Settings
    from service.web.desk import Engine, Library

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script or style stands inside a page, and nothing is fetched from elsewhere."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(
    settings: Settings,
    library: Library | None = None,
    engine: Engine | None = None,
    metrics: Metrics | None = None,
) -> Flask:
    """The WSGI application.

    Without ``library`` and ``engine`` the index of ``settings.data`` is opened on first use,
    and looked for again until there is one.
    """
    app = Flask("service.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    install(app, Desk(lambda: _held(settings, library, engine)))
    assets.install(app)
    preferences.install(app)
    files.install(app, Pictures())
    operation.install(app, metrics or Metrics())
    problems.register(app)
    app.before_request(_start_clock)
    Limits(settings.rate).guard(app)
    for part in (api, audit_api, chatting, files, operation, pages, search_pages, widget):
        app.register_blueprint(part.blueprint)
    operation.name_endpoints(app)
    app.after_request(_finish)
    origins = Origins(settings.origins)
    app.after_request(lambda response: origins.permit(request, response))
    return app


def _held(settings: Settings, library: Library | None, engine: Engine | None) -> Held:
    if library is not None and engine is not None:
        return Held(library, engine)
    from service.opening import open_engine, open_library  # noqa: PLC0415  (for real only)

    opened = open_library(settings)
    return Held(opened, open_engine(opened, settings))


def _start_clock() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype != "application/pdf":  # a browser's own PDF viewer would obey it
        response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Cache-Control", "no-cache")
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
    response = compress(request, response)
    operation.count(request.endpoint, response.status_code, time.perf_counter() - g.started)
    return response
