"""The JSON forms of the contract as JSON Schema (2020-12, as OpenAPI 3.1 uses it)."""

from __future__ import annotations

from typing import Any, get_args

from corpus.reconcile import Severity
from service.inputs import MAX_QUESTION
from service.types import EDITABLE, Role, Status

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
OPTIONAL_TEXT: Json = {"type": ["string", "null"]}
OPTIONAL_NUMBER: Json = {"type": ["integer", "null"]}
TEXTS: Json = {"type": "array", "items": TEXT}
NUMBERS: Json = {"type": "array", "items": NUMBER}
DECIMAL: Json = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def ref(name: str) -> Json:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(required: Json, optional: Json | None = None, description: str = "") -> Json:
    """Every name in ``required`` is always there; more may be added any time."""
    schema = {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }
    return {**schema, "description": description} if description else schema


BOX: Json = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 4,
    "maxItems": 4,
    "description": "[x0, top, x1, bottom]，PDF 点，原点在页面左上角",
}
REPORT_HEAD: Json = {
    "id": TEXT,
    "title": TEXT,
    "entity": TEXT,
    "year": OPTIONAL_NUMBER,
    "kind": TEXT,
    "pages": NUMBER,
}
TABLE_HEAD: Json = {
    "number": NUMBER,
    "code": OPTIONAL_TEXT,
    "title": TEXT,
    "unit": OPTIONAL_TEXT,
    "pages": NUMBERS,
}
CONTEXT: Json = {
    "entity": OPTIONAL_TEXT,
    "year": OPTIONAL_NUMBER,
    "item": OPTIONAL_TEXT,
    "measure": OPTIONAL_TEXT,
    "basis": OPTIONAL_TEXT,
    "operation": OPTIONAL_TEXT,
}
CITATION: Json = {
    "n": NUMBER,
    "report": TEXT,
    "title": TEXT,
    "entity": TEXT,
    "year": OPTIONAL_NUMBER,
    "kind": {"enum": ["narrative", "table", "note"]},
    "section": TEXTS,
    "text": TEXT,
    "page": NUMBER,
    "places": _list(ref("Place")),
    "url": TEXT,
    "confidence": _or_null({"type": "number"}),
}

SCHEMAS: Json = {
    "Error": _object(
        {"error": _object({"code": TEXT, "message": TEXT, "detail": {"type": ["object", "null"]}})}
    ),
    "AskRequest": _object(
        {"question": {"type": "string", "minLength": 1, "maxLength": MAX_QUESTION}},
        {
            "context": _or_null(ref("Context")),
            "report": OPTIONAL_TEXT,
            "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 10},
            "language": {"enum": ["zh", "en"], "default": "zh"},
        },
    ),
    "Context": _object(
        {},
        {**CONTEXT, "edited": {"type": "array", "items": {"enum": list(EDITABLE)}}},
        "上一个答案的 context 原样送回，即可追问；edited 列出由人改过、优先于问题字面的条件",
    ),
    "Answer": _object(
        {
            "question": TEXT,
            "status": {"enum": list(get_args(Status))},
            "answer": TEXT,
            "figures": _list(ref("Figure")),
            "citations": _list(ref("Citation")),
            "notes": _list(ref("Note")),
            "context": ref("Context"),
            "choices": TEXTS,
            "suggestions": TEXTS,
            "took_ms": {"type": "number"},
        }
    ),
    "Figure": _object(
        {
            "role": {"enum": list(get_args(Role))},
            "value": _or_null(DECIMAL),
            "unit": OPTIONAL_TEXT,
            "printed": TEXT,
            "amount_yuan": _or_null(DECIMAL),
            "label": TEXT,
            "measure": TEXT,
            "entity": TEXT,
            "year": OPTIONAL_NUMBER,
            "kind": TEXT,
            "source": {"enum": ["table", "narrative"]},
            "table": _or_null(ref("FigureTable")),
            "report": TEXT,
            "page": OPTIONAL_NUMBER,
            "box": _or_null(BOX),
            "citation": OPTIONAL_NUMBER,
            "derived": FLAG,
            "expression": OPTIONAL_TEXT,
            "confidence": _or_null({"type": "number"}),
            "checks": _list(_object({"rule": TEXT, "status": TEXT, "detail": TEXT})),
        }
    ),
    "FigureTable": _object(
        {
            "id": NUMBER,
            "code": OPTIONAL_TEXT,
            "title": TEXT,
            "row": TEXTS,
            "row_code": OPTIONAL_TEXT,
            "column": TEXTS,
        },
        description="row、column 从最外层标题到本行、本列",
    ),
    "Place": _object({"page": NUMBER, "box": BOX}),
    "Citation": _object(CITATION),
    "Hit": _object({**CITATION, "score": {"type": "number"}}),
    "Note": _object({"kind": TEXT, "text": TEXT, "figures": NUMBERS}),
    "SearchResult": _object({"query": TEXT, "total": NUMBER, "hits": _list(ref("Hit"))}),
    "ItemList": _object(
        {"total": NUMBER, "items": _list(_object({"name": TEXT, "facts": NUMBER}))}
    ),
    "FactsResult": _object({"total": NUMBER, "facts": _list(ref("Figure"))}),
    "TraceResult": _object({"value": TEXT, "occurrences": _list(ref("Figure"))}),
    "ReportList": _object({"reports": _list(ref("ReportSummary"))}),
    "ReportSummary": _object(
        {
            **REPORT_HEAD,
            "tables": NUMBER,
            "facts": NUMBER,
            "passages": NUMBER,
            "warnings": NUMBER,
            "file": TEXT,
        }
    ),
    "Report": _object(
        {
            **REPORT_HEAD,
            "file": TEXT,
            "facts": NUMBER,
            "passages": NUMBER,
            "outline": _list(
                _object({"title": TEXT, "level": NUMBER, "path": TEXTS, "page": NUMBER, "box": BOX})
            ),
            "tables": _list(_object(TABLE_HEAD)),
            "warnings": _list(_object({"kind": TEXT, "message": TEXT, "page": OPTIONAL_NUMBER})),
        }
    ),
    "Page": _object(
        {
            "report": TEXT,
            "title": TEXT,
            "page": NUMBER,
            "pages": NUMBER,
            "width": {"type": "number"},
            "height": {"type": "number"},
            "figures": _list(
                _object(
                    {
                        "item": TEXT,
                        "measure": TEXT,
                        "printed": TEXT,
                        "row": TEXTS,
                        "column": TEXTS,
                        "table": OPTIONAL_NUMBER,
                        "box": BOX,
                    }
                )
            ),
            "heads": _list(
                _object(
                    {
                        "kind": {"enum": ["row", "column"]},
                        "text": TEXT,
                        "page": NUMBER,
                        "box": BOX,
                    }
                )
            ),
        },
        description="heads：一个单元格的行头、栏头，表跨页时可能印在前面的页上",
    ),
    "Table": _object(
        {
            **TABLE_HEAD,
            "report": TEXT,
            "header_rows": _list(TEXTS),
            "rows": _list(TEXTS),
            "cells": _list(ref("Cell")),
            "notes": TEXTS,
        }
    ),
    "Cell": _object(
        {
            "row": NUMBER,
            "column": NUMBER,
            "row_span": NUMBER,
            "column_span": NUMBER,
            "text": TEXT,
            "role": TEXT,
            "page": NUMBER,
            "box": BOX,
            "ink": _or_null(BOX),
        }
    ),
    "Audit": _object(
        {
            "report": TEXT,
            "summary": _object(
                dict.fromkeys(("checked", "passed", "rounding", "failed", "skipped"), NUMBER)
            ),
            "findings": _list(ref("Finding")),
            "skipped": _list(_object({"rule": TEXT, "reason": TEXT})),
        }
    ),
    "Finding": _object(
        {
            "rule": TEXT,
            "title": TEXT,
            "severity": {"enum": list(get_args(Severity))},
            "message": TEXT,
            "expected": _or_null(DECIMAL),
            "printed": _or_null(DECIMAL),
            "difference": _or_null(DECIMAL),
            "unit": OPTIONAL_TEXT,
            "figures": _list(ref("Figure")),
            "places": _list(ref("Place")),
            "quote": OPTIONAL_TEXT,
            "page": OPTIONAL_NUMBER,
            "url": TEXT,
        },
        description="page、url 是首先该看的一页，所据各处已标出",
    ),
    "Health": _object({"status": TEXT}),
    "Readiness": _object({"status": TEXT, "generation": NUMBER, "reports": NUMBER}),
}
