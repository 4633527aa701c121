"""The chat page as the server sends it: what an address asks stands answered in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

REPORT = "0123456789ab"
BROWSER = {"Accept": "text/html"}


def test_an_address_asks_with_its_slots(client: FlaskClient, engine: Any) -> None:
    query = "q=那预算呢&year=2023&item=外包经费&edited=year&edited=item&lang=zh"
    text = client.get(f"/?{query}", headers=BROWSER).text
    question, context, report, _ = engine.asked[0]
    assert (question, report) == ("那预算呢", None)
    slots = {name: value for name, value in context.items() if value}
    assert slots == {"year": "2023", "item": "外包经费", "edited": ["year", "item"]}
    assert "1,612.17" in text
    assert "不符" in text
    assert "&lt;u&gt;" in text


def test_an_address_may_be_about_one_report(client: FlaskClient, engine: Any) -> None:
    text = client.get(f"/?q=外包&report={REPORT}", headers=BROWSER).text
    assert [asked[2] for asked in engine.asked] == [REPORT]
    assert "只在《2023年度某区行政审批局部门决算公开》中查找" in text


@pytest.mark.parametrize("query", [f"q={'问' * 501}", "q=a&year=abc", f"q=a&item={'x' * 201}"])
def test_an_address_that_cannot_be_asked(client: FlaskClient, query: str) -> None:
    assert client.get(f"/?{query}", headers=BROWSER).status_code == 400


@pytest.mark.parametrize("query", ["report=ffffffffffff", "q=a&report=ffffffffffff"])
def test_a_report_that_is_not_held(client: FlaskClient, query: str) -> None:
    assert client.get(f"/?{query}", headers=BROWSER).status_code == 404


def test_what_may_be_put_into_a_slot_is_offered(client: FlaskClient) -> None:
    text = client.get("/", headers=BROWSER).text
    assert '<option value="2023">' in text
    assert '<option value="决算数">' in text
    assert "<b>行政审批局" not in text


def test_the_chat_page_is_light(client: FlaskClient) -> None:
    """Page, scripts and styles together, as they travel."""
    packed = {"Accept-Encoding": "gzip"}
    page = client.get("/", headers=BROWSER).text
    assets = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(assets) > 10
    total = sum(len(client.get(path, headers=packed).data) for path in assets)
    assert total + len(client.get("/", headers=packed | BROWSER).data) < 60_000
