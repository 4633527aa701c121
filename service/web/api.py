"""The JSON interface under /api."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request

from service.english import answer_in_english
from service.holdings import items_named, record_to_json, report_to_json
from service.schemas import AskIn, FactsIn, ItemsIn, SearchIn, TraceIn, read, read_json
from service.tables import table_to_csv, table_to_json
from service.web.boxes import read_boxes
from service.web.desk import desk, engine, held_reports, shelf
from service.web.openapi import document
from service.web.problems import WrongType
from service.web.spots import page_to_json

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.post("/ask")
def ask() -> Response:
    """One question, one Answer."""
    if not request.is_json:
        raise WrongType
    asked = read(AskIn, read_json(request.get_data(cache=False)))
    _check_report(asked.report)
    context = asked.context.model_dump() if asked.context else None
    answer = engine().ask(asked.question, context, asked.report, asked.limit).to_json()
    response = jsonify(answer_in_english(answer) if asked.language == "en" else answer)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/search")
def search() -> Response:
    """Ranked passages."""
    wanted = read(SearchIn, request.args)
    _check_report(wanted.report)
    return jsonify(engine().search(**wanted.arguments()).to_json())


@blueprint.get("/facts")
def facts() -> Response:
    """The structured-table lookup."""
    wanted = read(FactsIn, request.args)
    _check_report(wanted.report)
    return jsonify(engine().facts(**wanted.model_dump()).to_json())


@blueprint.get("/items")
def items() -> Response:
    """The item names that are printed, for completing one."""
    wanted = read(ItemsIn, request.args)
    desk().readiness()
    return jsonify(items_named(shelf().labels(), wanted.q, wanted.limit))


@blueprint.get("/trace")
def trace() -> Response:
    """Every place where a figure is printed."""
    return jsonify(engine().trace(*read(TraceIn, request.args).figure()).to_json())


def _check_report(report: str | None) -> None:
    """Raises UnknownReport for a report that is not held."""
    if report is not None:
        desk().readiness()
        shelf().report(report)


@blueprint.get("/reports")
def reports() -> Response:
    """What is held; empty where nothing is."""
    return jsonify({"reports": [record_to_json(record) for record in held_reports()]})


@blueprint.get("/reports/<report>")
def report(report: str) -> Response:
    """One report with outline, tables and its ingest report."""
    return jsonify(report_to_json(shelf(), report))


@blueprint.get("/reports/<report>/pages/<int(max=99999):number>")
def page(report: str, number: int) -> Response:
    """What is printed at a place of a page, and the heads that say what it is."""
    boxes = read_boxes(request.args.getlist("box"))
    response = jsonify(page_to_json(shelf(), report, number, boxes))
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@blueprint.get("/reports/<report>/tables/<int(max=99999):number>")
def table(report: str, number: int) -> Response:
    """One table with every cell."""
    return jsonify(table_to_json(report, shelf().table(report, number)))


@blueprint.get("/reports/<report>/tables/<int(max=99999):number>.csv")
def table_csv(report: str, number: int) -> Response:
    """One table for a spreadsheet."""
    found = shelf().table(report, number)
    name = quote(f"{found.code or ''}{found.title or f'表{number}'}.csv")
    response = Response(table_to_csv(found), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This interface, described."""
    return jsonify(document())
