"""For whoever operates the service: /healthz, /readyz, /metrics."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, jsonify

from index.errors import LibraryError
from service.web.desk import desk
from service.web.metrics import Metrics
from service.web.problems import NotReady, Problem

blueprint = Blueprint("operation", __name__)
EXTENSION = "wenzhang.metrics"


def install(app: Flask, metrics: Metrics) -> None:
    """Count this application's requests in ``metrics``."""
    app.extensions[EXTENSION] = metrics


def name_endpoints(app: Flask) -> None:
    """Fix what is counted, once every route is registered."""
    app.extensions[EXTENSION].name(sorted(app.view_functions))


def count(endpoint: str | None, status: int, seconds: float) -> None:
    """Count one request of the running application."""
    current_app.extensions[EXTENSION].count(endpoint, status, seconds)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is alive."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """The index is loaded and consistent; 503 with the reason otherwise."""
    state = desk().readiness()
    return jsonify(
        {
            "status": "ready",
            "generation": state.generation,
            "reports": state.reports,
            "model": state.model,
            "dense": state.dense,
            "reason": state.reason,
        }
    )


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    counted: Metrics = current_app.extensions[EXTENSION]
    return Response(counted.text(_gauges()), mimetype="text/plain; version=0.0.4")


def _gauges() -> list[tuple[str, str, float]]:
    try:
        state = desk().readiness()
        ready, generation, reports = 1, state.generation, state.reports
    except (LibraryError, NotReady, Problem):
        ready = generation = reports = 0
    return [
        ("wenzhang_ready", "1 when the index answers.", ready),
        ("wenzhang_generation", "Published changes of the index so far.", generation),
        ("wenzhang_reports", "Reports held.", reports),
    ]
