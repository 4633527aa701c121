"""The HTTP interface as an OpenAPI 3.1 document.

The routes and the real responses are tested against it, so it cannot lag behind.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from service.inputs import MAX_QUESTION
from service.web.boxes import MAX_BOXES, MAX_SCALE, MIN_SCALE
from service.web.openapi_schemas import SCHEMAS, ref

Json = dict[str, Any]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ERRORS = {
    "400": "输入有误：空问题、超过 500 字、类型不对、JSON 不完整、框不是数字等",
    "404": "没有这份报告、这张表或这一页",
    "405": "该地址不支持这种方法",
    "413": "请求内容过大",
    "415": "请求内容不是 JSON",
    "429": "请求过于频繁",
    "503": "还没有可用的索引",
}
REPORT = {
    "name": "report",
    "in": "path",
    "required": True,
    "description": "报告编号：PDF 的 SHA-256 的前 12 位",
    "schema": {"type": "string"},
}


@cache
def document() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "问账 Wenzhang",
            "version": _version(),
            "description": "就政府部门决算公开报告提问，每个数字都能回到原文。服务端不保存会话。",
        },
        "paths": {**_asking(), **_holdings(), **_files(), **_operation()},
        "components": {"schemas": SCHEMAS},
    }


def _version() -> str:
    try:
        return version("wenzhang")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


def _asking() -> Json:
    body = {"required": True, "content": {"application/json": {"schema": ref("AskRequest")}}}
    filters = [
        _query("entity", "单位名称或简称"),
        _query("year", "年度", "integer", minimum=1949, maximum=2100),
        _query("report", "报告编号"),
    ]
    paging = [
        _query("limit", "条数", "integer", minimum=1, maximum=100, default=10),
        _query("offset", "跳过前几条", "integer", minimum=0, default=0),
    ]
    words = _query("q", "检索词", required=True, minLength=1, maxLength=MAX_QUESTION)
    many = _query("limit", "条数", "integer", minimum=1, maximum=1000, default=50)
    return {
        "/api/ask": {"post": {**_get("问一个问题", "Answer")["get"], "requestBody": body}},
        "/api/search": _get(
            "检索原文段落",
            "SearchResult",
            words,
            *filters,
            _query("kind", "类型"),
            _query("section", "所在标题中的文字，如 情况说明"),
            *paging,
        ),
        "/api/facts": _get(
            "按项目查数字",
            "FactsResult",
            _query("item", "项目名称；不填则按印刷顺序列出"),
            *filters,
            _query("table", "表的序号、编码或标题"),
            many,
            paging[1],
        ),
        "/api/items": _get(
            "印有哪些项目名称，供补全",
            "ItemList",
            _query("q", "名称中的文字", required=True, minLength=1, maxLength=MAX_QUESTION),
            _query("limit", "条数", "integer", minimum=1, maximum=100, default=12),
        ),
        "/api/trace": _get(
            "查一个数字的每一处",
            "TraceResult",
            _query("value", "数字，如 1234.56 或 1234.56万元", required=True),
            _query("unit", "单位，如 万元"),
        ),
    }


def _holdings() -> Json:
    table = "/api/reports/{report}/tables/{number}"
    parameters = (REPORT, _number("number", "表的序号，从 1 起"))
    return {
        "/api/reports": _get("已收录的报告", "ReportList"),
        "/api/reports/{report}": _get("一份报告：目录、表、收录提示", "Report", REPORT),
        table: _get("一张表，含每个单元格的位置", "Table", *parameters),
        "/api/reports/{report}/pages/{number}": _get(
            "一页上某处印着什么：数字，及其所在行、栏的表头",
            "Page",
            REPORT,
            _number("number", "页码，从 1 起"),
            _boxes("box", "要看的框"),
        ),
        f"{table}.csv": _file("一张表，供电子表格使用", "text/csv", *parameters),
        "/api/reports/{report}/audit": _get(
            "勾稽结果：不符、疑点与尾差",
            "Audit",
            REPORT,
            _query("language", "文字的语言：zh 或 en", enum=["zh", "en"], default="zh"),
        ),
        "/reports/{report}/audit.csv": _file("勾稽结果，每行一条", "text/csv", REPORT),
        "/reports/{report}/audit.xlsx": _file("勾稽结果，每行一条，链接到原页", XLSX, REPORT),
        "/api/openapi.json": _get("本文档", None),
    }


def _files() -> Json:
    scale = _query(
        "scale", "每点的像素数", "number", minimum=MIN_SCALE, maximum=MAX_SCALE, default=2
    )
    page = _number("number", "页码，从 1 起")
    return {
        "/reports/{report}/pages/{number}.png": _file(
            "一页的图片，用不同颜色标出数字、行头和栏头",
            "image/png",
            REPORT,
            page,
            _boxes("box", "数字的框"),
            _boxes("row", "行头的框"),
            _boxes("column", "栏头的框"),
            scale,
        ),
        "/reports/{report}/file": _file("PDF 原件，逐字节不变", "application/pdf", REPORT),
    }


def _operation() -> Json:
    return {
        "/healthz": _get("进程存活", "Health"),
        "/readyz": _get("索引可用", "Readiness"),
        "/metrics": _file("Prometheus 指标", "text/plain"),
    }


def _get(summary: str, schema: str | None, *parameters: Json) -> Json:
    content = {"application/json": {"schema": ref(schema) if schema else {"type": "object"}}}
    return {"get": _operation_of(summary, content, parameters)}


def _file(summary: str, media_type: str, *parameters: Json) -> Json:
    return {"get": _operation_of(summary, {media_type: {}}, parameters)}


def _operation_of(summary: str, content: Json, parameters: tuple[Json, ...]) -> Json:
    error = {"application/json": {"schema": ref("Error")}}
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": summary, "content": content},
            **{code: {"description": why, "content": error} for code, why in ERRORS.items()},
        },
    }


def _query(
    name: str, description: str, kind: str = "string", *, required: bool = False, **limits: Any
) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": description,
        "schema": {"type": kind, **limits},
    }


def _boxes(name: str, description: str) -> Json:
    parameter = _query(name, f"{description}：x0,top,x1,bottom，单位为点，原点在左上角；可重复")
    parameter["schema"] = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_BOXES}
    return parameter


def _number(name: str, description: str) -> Json:
    schema = {"type": "integer", "minimum": 1}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
    }
