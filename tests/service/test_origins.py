"""Which sites may read this service's answers, and what the widget weighs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.errors import BadSetting
from service.origins import read_origins
from service.settings import Settings
from service.web.app import create_app

PORTAL = "https://www.example.gov.cn"
REPORT = "0123456789ab"
SHARED = ["/api/reports", "/widget.js", f"/reports/{REPORT}/pages/8.png?scale=0.5"]
PEOPLES = ["/", "/reports", f"/reports/{REPORT}/pages/8", "/healthz"]


@pytest.fixture
def open_client(library: Any, engine: Any) -> FlaskClient:
    return create_app(Settings(origins=(PORTAL,)), library, engine).test_client()


def allowed(client: FlaskClient, path: str, origin: str = PORTAL, **more: Any) -> str | None:
    response = client.open(path, headers={"Origin": origin}, buffered=True, **more)
    return response.headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize("path", SHARED)
def test_a_named_origin_may_read(open_client: FlaskClient, path: str) -> None:
    assert allowed(open_client, path) == PORTAL
    assert allowed(open_client, path, "https://evil.example") is None
    assert "Origin" in open_client.get(path, buffered=True).headers["Vary"]


@pytest.mark.parametrize("path", PEOPLES)
def test_pages_are_for_this_origin(open_client: FlaskClient, path: str) -> None:
    assert allowed(open_client, path) is None


@pytest.mark.parametrize("path", SHARED)
def test_nobody_may_unless_named(client: FlaskClient, path: str) -> None:
    assert allowed(client, path) is None


def test_any_origin_where_the_operator_says_so(library: Any, engine: Any) -> None:
    client = create_app(Settings(origins=("*",)), library, engine).test_client()
    assert allowed(client, "/api/reports", "https://any.example") == "*"


def test_a_question_is_asked_before_it_is_sent(open_client: FlaskClient) -> None:
    asked = {"Origin": PORTAL, "Access-Control-Request-Method": "POST"}
    response = open_client.options("/api/ask", headers=asked)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    answered = open_client.post("/api/ask", json={"question": ""}, headers={"Origin": PORTAL})
    assert answered.status_code == 400
    assert answered.headers["Access-Control-Allow-Origin"] == PORTAL, "errors can be read too"


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", ()),
        ("*", ("*",)),
        (
            "https://A.gov.cn, http://b.cn:8080  https://a.gov.cn",
            ("https://a.gov.cn", "http://b.cn:8080"),
        ),
    ],
)
def test_origins_are_read(text: str, origins: tuple[str, ...]) -> None:
    assert read_origins(text) == origins


@pytest.mark.parametrize("text", ["a.gov.cn", "https://a.gov.cn/", "ftp://a", "https://*.gov.cn"])
def test_what_is_no_origin_is_said(text: str) -> None:
    with pytest.raises(BadSetting, match="WENZHANG_ORIGINS"):
        Settings.from_env({"WENZHANG_ORIGINS": text})


def test_the_widget_is_light(client: FlaskClient) -> None:
    """The script and all it imports, as they travel."""
    packed = {"Accept-Encoding": "gzip"}
    script = client.get("/widget.js")
    assert script.mimetype == "text/javascript"
    folder, entry = re.findall(r'"(/static/\w+/)(widgetpanel\.js)"', script.text)[0]
    names, waiting = set(), [entry]
    while waiting:
        name = waiting.pop()
        names.add(name)
        text = client.get(folder + name).text
        waiting += set(re.findall(r'from "\./([\w.]+)"', text)) - names
    total = sum(len(client.get(folder + name, headers=packed).data) for name in names)
    assert len(names) > 8
    assert total + len(client.get("/widget.js", headers=packed).data) < 30_000
    static = Path(__file__).resolve().parents[2] / "service" / "web" / "static"
    assert all((static / name).is_file() for name in names)
