"""The JSON interface: what comes back, and how it fails."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

REPORT = "0123456789ab"


def assert_error(response: TestResponse, status: int, code: str | None = None) -> dict[str, Any]:
    """The contract's error, in Chinese, with nothing of the inside."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/json"
    (error,) = response.get_json().values()
    assert set(error) == {"code", "message", "detail"}
    assert any("\u4e00" <= char <= "\u9fff" for char in error["message"])
    assert "Traceback" not in response.text
    if code is not None:
        assert error["code"] == code
    return dict(error)


def test_ask(client: FlaskClient, engine: Any) -> None:
    response = client.post("/api/ask", json={"question": "  外包花了多少  "})
    answer = response.get_json()
    assert response.status_code == 200
    assert answer["question"] == "外包花了多少"
    assert answer["figures"][0]["value"] == "1612.17"
    assert "外包" in response.text, "Chinese is sent as it is, not as escapes"
    assert response.headers["Cache-Control"] == "no-store"
    assert engine.asked == [("外包花了多少", None, None, 10)]


def test_ask_hands_context_report_and_limit_on(client: FlaskClient, engine: Any) -> None:
    context = {"entity": "审批局", "year": 2023, "item": None, "later": [1]}
    body = {"question": "那项目支出呢", "context": context, "report": REPORT, "limit": 3}
    assert client.post("/api/ask", json=body).status_code == 200
    ((_, handed, report, limit),) = engine.asked
    assert context.items() <= handed.items()
    assert (report, limit) == (REPORT, 3)


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE facts; --",
        "a\x00b\x1b[31m\u202e",
        "\ud800",
        "％",
    ],
)
def test_whatever_is_asked_is_text(client: FlaskClient, engine: Any, question: str) -> None:
    body = json.dumps({"question": question})  # escapes what UTF-8 cannot carry
    response = client.post("/api/ask", data=body, content_type="application/json")
    assert response.status_code == 200
    ((asked, *_),) = engine.asked
    assert asked == question.replace("\ud800", "?")
    assert response.get_json()["question"] == asked


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"question": ""}, "empty_question"),
        ({"question": " \n\u3000"}, "empty_question"),
        ({}, "empty_question"),
        ({"question": "问" * 501}, "question_too_long"),
        ({"question": 5}, "wrong_type"),
        ({"question": None}, "wrong_type"),
        ({"question": ["问"]}, "wrong_type"),
        ({"question": "问", "context": "甲"}, "wrong_type"),
        ({"question": "问", "context": {"year": "去年"}}, "wrong_type"),
        ({"question": "问", "context": {"item": ["a"]}}, "wrong_type"),
        ({"question": "问", "context": {"year": 10**30}}, "out_of_range"),
        ({"question": "问", "context": {"item": "长" * 1000}}, "too_long"),
        ({"question": "问", "limit": "5"}, "wrong_type"),
        ({"question": "问", "limit": True}, "wrong_type"),
        ({"question": "问", "limit": 0}, "out_of_range"),
        ({"question": "问", "limit": 10**6}, "out_of_range"),
        ({"question": "问", "report": 7}, "wrong_type"),
        ([], "wrong_type"),
        ("问", "wrong_type"),
        (None, "wrong_type"),
    ],
)
def test_a_body_that_does_not_fit(client: FlaskClient, engine: Any, body: Any, code: str) -> None:
    response = client.post("/api/ask", data=json.dumps(body), content_type="application/json")
    assert_error(response, 400, code)
    assert engine.asked == []


def test_five_hundred_characters_are_a_question(client: FlaskClient) -> None:
    assert client.post("/api/ask", json={"question": "问" * 500}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"question": "a"',
        b"\x00\xff\xfe\x80",
        '{"question": "问"}'.encode("gb18030"),
        b'{"question": NaN}',
        b'{"question": "a", "limit": 1' + b"0" * 5000 + b"}",
        b"[" * 30_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    ],
    ids=["empty", "open", "cut", "binary", "gb18030", "nan", "digits", "deep", "deep-objects"],
)
def test_a_body_that_is_no_json(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/ask", data=body, content_type="application/json")
    assert_error(response, 400, "invalid_json")


def test_deep_nesting_within_the_context_is_told_off_too(client: FlaskClient) -> None:
    deep = b'{"question": "a", "context": {"x": ' + b"[" * 900 + b"]" * 900 + b"}}"
    response = client.post("/api/ask", data=deep, content_type="application/json")
    assert response.status_code in {200, 400}


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_another_content_type(client: FlaskClient, content_type: str | None) -> None:
    response = client.post("/api/ask", data=b'{"question": "a"}', content_type=content_type)
    assert_error(response, 415, "unsupported_media_type")


def test_a_large_body(client: FlaskClient) -> None:
    response = client.post("/api/ask", json={"question": "a", "x": "y" * 100_000})
    assert_error(response, 413, "body_too_large")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/ask", "POST"),
        ("POST", "/api/search", "GET"),
        ("DELETE", f"/api/reports/{REPORT}", "GET"),
        ("PUT", "/readyz", "GET"),
    ],
)
def test_another_method(client: FlaskClient, method: str, path: str, allowed: str) -> None:
    response = client.open(path, method=method)
    assert_error(response, 405, "method_not_allowed")
    assert allowed in response.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/reports/ffffffffffff",
        "/api/reports/..%2f..%2fetc",
        "/api/reports/ffffffffffff/tables/1",
        f"/api/reports/{REPORT}/tables/0",
        f"/api/reports/{REPORT}/tables/99",
        f"/api/reports/{REPORT}/tables/99.csv",
        f"/api/reports/{REPORT}/tables/{'9' * 40}",
        f"/api/reports/{REPORT}/tables/one",
        "/api/search?q=a&report=ffffffffffff",
        "/api/facts?report=ffffffffffff",
        f"/reports/{REPORT}/pages/0.png",
        f"/reports/{REPORT}/pages/47.png",
        f"/reports/{REPORT}/pages/-1.png",
        f"/reports/{REPORT}/pages/{'9' * 40}.png",
        "/reports/ffffffffffff/pages/1.png",
        "/reports/ffffffffffff/file",
        "/reports/ffffffffffff",
    ],
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert_error(client.get(path), 404)


def test_an_unknown_report_to_ask(client: FlaskClient) -> None:
    body = {"question": "a", "report": "ffffffffffff"}
    assert_error(client.post("/api/ask", json=body), 404, "unknown_report")


@pytest.mark.parametrize(
    "path",
    [
        "/api/search",
        "/api/search?q=",
        "/api/search?q=%20",
        f"/api/search?q={'a' * 501}",
        "/api/search?q=a&limit=0",
        "/api/search?q=a&limit=x",
        "/api/search?q=a&offset=-1",
        "/api/search?q=a&year=12345678901234567890",
        "/api/search?q=a&year=abc",
        f"/api/search?q=a&entity={'a' * 300}",
        "/api/facts?limit=1001",
        "/api/facts?year=x",
        f"/api/facts?table={'9' * 40}",
        "/api/trace",
        "/api/trace?value=",
        "/api/trace?value=abc",
        "/api/trace?value=1e99999",
        "/api/trace?value=nan",
        f"/api/trace?value={'1' * 100}",
        f"/reports/{REPORT}/pages/8.png?box=a,b,c,d",
        f"/reports/{REPORT}/pages/8.png?box=1,2,3",
        f"/reports/{REPORT}/pages/8.png?box=nan,2,3,4",
        f"/reports/{REPORT}/pages/8.png?box=1,2,inf,4",
        f"/reports/{REPORT}/pages/8.png?box=30,2,3,4",
        f"/reports/{REPORT}/pages/8.png?box=",
        f"/reports/{REPORT}/pages/8.png?{'&'.join(['box=1,2,3,4'] * 51)}",
        f"/reports/{REPORT}/pages/8.png?scale=0",
        f"/reports/{REPORT}/pages/8.png?scale=100",
        f"/reports/{REPORT}/pages/8.png?scale=nan",
        f"/reports/{REPORT}/pages/8.png?scale=x",
    ],
)
def test_a_query_that_does_not_fit(client: FlaskClient, path: str) -> None:
    assert_error(client.get(path), 400)


def test_search_hands_filters_on(client: FlaskClient, engine: Any) -> None:
    filters = {"entity": "审批局", "year": 2023, "kind": "", "section": "说明"}
    query = {"q": "外包", **filters, "limit": 2, "offset": 4}
    found = client.get("/api/search", query_string=query).get_json()
    assert found["total"] == 25
    assert [hit["score"] for hit in found["hits"]] == [1.0, 0.5]
    expected = {**filters, "kind": None, "report": None, "limit": 2, "offset": 4}
    assert engine.asked == [("外包", expected)]


def test_facts_without_an_item(client: FlaskClient, engine: Any) -> None:
    found = client.get(f"/api/facts?report={REPORT}&table=5&limit=1000").get_json()
    assert found["total"] == 1
    ((item, filters),) = engine.asked
    assert item is None
    assert filters["table"] == "5"
    assert filters["limit"] == 1000


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({"value": "1612.17"}, ("1612.17", None)),
        ({"value": "1,612.17", "unit": "万元"}, ("1612.17", "万元")),
        ({"value": "１６１２．１７万元"}, ("1612.17", "万元")),
        ({"value": "-4.32"}, ("-4.32", None)),
        ({"value": "31.9%"}, ("31.9", "%")),
    ],
)
def test_trace(client: FlaskClient, engine: Any, query: dict[str, str], asked: Any) -> None:
    assert client.get("/api/trace", query_string=query).status_code == 200
    assert engine.asked == [asked]


def test_reports(client: FlaskClient) -> None:
    (listed,) = client.get("/api/reports").get_json()["reports"]
    assert listed["id"] == REPORT
    assert listed["warnings"] == 1
    one = client.get(f"/api/reports/{REPORT}").get_json()
    assert one["outline"][0]["page"] == 5
    assert one["tables"][0]["pages"] == [8, 9]
    assert one["warnings"] == [{"kind": "no_text", "message": "这一页没有文字层", "page": 7}]


def test_a_table_with_places(client: FlaskClient) -> None:
    table = client.get(f"/api/reports/{REPORT}/tables/1").get_json()
    assert table["header_rows"] == [["项目", "本年支出", ""], ["科目", "基本支出", "项目支出"]]
    assert table["rows"][0] == ["行政运行<i>", "1,234.56", ""]
    (cell,) = [cell for cell in table["cells"] if cell["text"] == "1,234.56"]
    assert (cell["page"], cell["box"]) == (8, [132.0, 140.0, 192.0, 160.0])


def test_a_table_for_excel(client: FlaskClient) -> None:
    response = client.get(f"/api/reports/{REPORT}/tables/1.csv")
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert rows[3] == ["'=cmd()", "-4.32", "0.00"], "no text becomes a formula, no number a text"


def test_a_defect_shows_nothing_of_the_inside(client: FlaskClient, engine: Any) -> None:
    engine.failure = RuntimeError("secret path")
    response = client.post("/api/ask", json={"question": "a"})
    assert_error(response, 500, "internal_error")
    assert "secret" not in response.text


def test_every_view_is_closed_again(client: FlaskClient, library: Any) -> None:
    for path in ("/api/reports", f"/api/reports/{REPORT}", "/api/reports/ffffffffffff"):
        client.get(path)
    assert library.open == 0
