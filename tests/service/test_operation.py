"""What an operator relies on: health, readiness, metrics, limits, headers, late ingests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index import ingest, remove
from service.settings import Settings
from service.web.app import create_app
from service.web.limits import Limits
from service.web.metrics import Metrics
from tests.index.reports import FakeEncoder, read_report, report_file


def test_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["generation"], ready["reports"]) == ("ready", 3, 1)


@pytest.mark.parametrize("path", ["/readyz", "/api/search?q=a", "/api/facts", "/api/trace?value=1"])
def test_without_a_report(client: FlaskClient, library: Any, path: str) -> None:
    library.shelf.held = False
    response = client.get(path)
    assert response.status_code == 503
    error = response.get_json()["error"]
    assert error["code"] == "index_empty"
    assert "wenzhang ingest" in error["message"]
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/reports").get_json() == {"reports": []}


def test_a_damaged_index(client: FlaskClient, library: Any) -> None:
    library.reason = "数据库损坏"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.get_json()["error"]["message"] == "数据库损坏"


def test_without_an_index(tmp_path: Path) -> None:
    client = create_app(Settings(data=tmp_path / "none")).test_client()
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/search?q=a", f"/api/reports/{'0' * 12}"):
        response = client.get(path)
        assert response.status_code == 503
        assert response.get_json()["error"]["code"] == "index_missing"
    assert client.post("/api/ask", json={"question": "a"}).status_code == 503
    assert client.get("/api/reports").get_json() == {"reports": []}
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "wenzhang ingest" in page.text
    assert not (tmp_path / "none").exists(), "looking for an index makes none"


def test_metrics_count_what_was_served(client: FlaskClient) -> None:
    client.get("/healthz")
    client.get("/healthz")
    client.get("/api/nothing")
    text = client.get("/metrics").text
    assert 'wenzhang_requests_total{endpoint="operation.healthz",status="2xx"} 2' in text
    assert 'wenzhang_requests_total{endpoint="none",status="4xx"} 1' in text
    assert 'wenzhang_request_seconds_bucket{endpoint="operation.healthz",le="+Inf"} 2' in text
    assert 'wenzhang_request_seconds_count{endpoint="operation.healthz"} 2' in text
    assert "\nwenzhang_generation 3\n" in text
    assert "\nwenzhang_reports 1\n" in text


def test_metrics_sum_over_workers() -> None:
    metrics = Metrics(workers=2)
    metrics.name(["a"])
    metrics.count("a", 200, 0.004)
    metrics.take_row(1)
    metrics.count("a", 503, 20.0)
    text = metrics.text()
    assert 'requests_total{endpoint="a",status="2xx"} 1' in text
    assert 'requests_total{endpoint="a",status="5xx"} 1' in text
    assert 'seconds_bucket{endpoint="a",le="0.005"} 1' in text
    assert 'seconds_bucket{endpoint="a",le="10.0"} 1' in text
    assert 'seconds_bucket{endpoint="a",le="+Inf"} 2' in text


def test_a_limit_refills_with_time() -> None:
    now = [0.0]
    limits = Limits(2, clock=lambda: now[0])
    assert [limits.allows("a") for _ in range(3)] == [True, True, False]
    assert limits.allows("b"), "each client has its own"
    now[0] = 30.0
    assert [limits.allows("a") for _ in range(2)] == [True, False]


def test_too_many_requests(library: Any, engine: Any) -> None:
    client = create_app(Settings(rate=1), library, engine).test_client()
    assert client.get("/api/reports").status_code == 200
    response = client.get("/api/reports")
    assert response.status_code == 429
    assert response.get_json()["error"]["code"] == "too_many_requests"
    assert int(response.headers["Retry-After"]) > 0
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/search", "/api/reports", "/nothing", "/static/chat.js"])
def test_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html"}, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers


def test_an_ingest_is_seen_without_a_restart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    client = create_app(Settings(data=data)).test_client()
    assert client.get("/readyz").status_code == 503
    report_file(tmp_path / "pdfs", items={"行政运行": "95.98"})
    result = ingest([tmp_path / "pdfs"], data, encoder=FakeEncoder(), reader=read_report, workers=1)
    (held,) = client.get("/api/reports").get_json()["reports"]
    assert held["id"] == result.files[0].report
    answer = client.post("/api/ask", json={"question": "行政运行是多少"}).get_json()
    assert [figure["value"] for figure in answer["figures"]] == ["95.98"]
    remove(held["id"], data, encoder=FakeEncoder())
    assert client.get("/readyz").get_json()["error"]["code"] == "index_empty"
    assert client.get("/api/reports").get_json() == {"reports": []}
