"""Scripts and style sheets: compressed, kept for good, never stale."""

from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient


def address(client: FlaskClient, name: str) -> str:
    found = re.search(rf'"(/static/[0-9a-f]+/{re.escape(name)})"', client.get("/").text)
    assert found
    return found[1]


def test_an_asset_is_kept_for_good(client: FlaskClient) -> None:
    response = client.get(address(client, "chat.js"))
    assert response.mimetype == "text/javascript"
    assert "immutable" in response.headers["Cache-Control"]


def test_an_asset_of_another_version_is_not_kept(client: FlaskClient) -> None:
    response = client.get("/static/000000000000/chat.js")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_assets_leave_compressed(client: FlaskClient) -> None:
    plain = client.get(address(client, "base.css"))
    packed = client.get(address(client, "base.css"), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_there_is_no_way_out_of_the_folder(client: FlaskClient) -> None:
    for path in ("/static/x/../app.py", "/static/x/..%2fapp.py", "/static/x/nothing.js"):
        assert client.get(path).status_code == 404


def test_pages_and_json_leave_compressed(client: FlaskClient) -> None:
    for path in ("/", "/api/openapi.json"):
        plain = client.get(path)
        packed = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.data)
