"""The description of the interface against its routes and its real responses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.schemas import AskIn, FactsIn, ItemsIn, SearchIn, TraceIn
from service.web.openapi import document

REPORT = "0123456789ab"
PAGES_FOR_PEOPLE = {
    "/",
    "/search",
    "/trace",
    "/reports",
    "/reports/{report}",
    "/reports/{report}/tables/{number}",
    "/reports/{report}/pages/{number}",
    "/widget.js",
    "/static/{digest}/{filename}",
    "/opensearch.xml",
}
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Where ``value`` breaks ``schema``: the part of JSON Schema that the document uses."""
    if "$ref" in schema:
        return faults(value, document()["components"]["schemas"][schema["$ref"].split("/")[-1]], at)
    if "anyOf" in schema:
        tried = [faults(value, one, at) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    found: list[str] = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "type" in schema and not is_a(value, schema["type"]):
        return [*found, f"{at}: {value!r} is no {schema['type']}"]
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at}: {value!r} does not match")
    if isinstance(value, dict):
        found += [
            f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value
        ]
        for name, part in schema.get("properties", {}).items():
            if name in value:
                found += faults(value[name], part, f"{at}.{name}")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", 10**9):
            found.append(f"{at} has {len(value)} items")
        for number, item in enumerate(value):
            found += faults(item, schema.get("items", {}), f"{at}[{number}]")
    return found


def is_a(value: Any, kinds: str | list[str]) -> bool:
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind in {"integer", "number"}:
            numbers = int if kind == "integer" else (int, float)
            if isinstance(value, numbers) and not isinstance(value, bool):
                return True
        elif isinstance(value, TYPES[kind]):
            return True
    return False


def described() -> list[tuple[str, str]]:
    return [(path, method) for path, item in document()["paths"].items() for method in item]


def test_every_route_is_described_and_every_description_routed(app: Flask) -> None:
    routes = {
        (re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    machine = {route for route in routes if route[0] not in PAGES_FOR_PEOPLE}
    assert machine == set(described())


@pytest.mark.parametrize(("path", "method"), described())
def test_responses_are_as_described(client: FlaskClient, path: str, method: str) -> None:
    operation = document()["paths"][path][method]
    address = path.replace("{report}", REPORT).replace("{number}", "1")
    query = {"q": "外包", "value": "1612.17", "limit": "3"}
    wanted = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
    response = client.open(
        address,
        method=method.upper(),
        query_string={name: text for name, text in query.items() if name in wanted},
        json={"question": "外包"} if method == "post" else None,
        buffered=True,
    )
    assert response.status_code == 200
    content = operation["responses"]["200"]["content"]
    assert response.mimetype in content
    schema = content[response.mimetype].get("schema")
    if schema:
        assert faults(response.get_json(), schema) == []


def test_errors_are_as_described(client: FlaskClient) -> None:
    schema = document()["components"]["schemas"]["Error"]
    for path in ("/api/nothing", "/api/search", "/api/ask", "/api/reports/x"):
        assert faults(client.get(path).get_json(), schema) == []


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/api/search", SearchIn),
        ("/api/facts", FactsIn),
        ("/api/items", ItemsIn),
        ("/api/trace", TraceIn),
    ],
)
def test_every_parameter_is_described(path: str, model: Any) -> None:
    parameters = document()["paths"][path]["get"]["parameters"]
    assert {parameter["name"] for parameter in parameters} == set(model.model_fields)
    limits = {p["name"]: p["schema"].get("default") for p in parameters}
    for name in ("limit", "offset"):
        if name in limits:
            assert limits[name] == model.model_fields[name].default


def test_the_question_is_described() -> None:
    described_fields = document()["components"]["schemas"]["AskRequest"]["properties"]
    assert set(described_fields) == set(AskIn.model_fields)


def test_every_reference_leads_somewhere() -> None:
    references = set(re.findall(r"#/components/schemas/(\w+)", str(document())))
    assert references <= set(document()["components"]["schemas"])


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (1, {"type": "string"}),
        (True, {"type": "integer"}),
        ({}, {"type": "object", "required": ["a"]}),
        ([1], {"type": "array", "items": {"type": "string"}}),
        ("x", {"enum": ["y"]}),
        (1, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        ("1,0", {"type": "string", "pattern": r"^\d+$"}),
    ],
)
def test_the_check_itself_finds_faults(value: Any, schema: dict[str, Any]) -> None:
    assert faults(value, schema)
