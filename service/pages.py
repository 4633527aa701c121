"""The pages for people. All but the chat work without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from service.auditing import audit_for_people
from service.boxes import read_boxes
from service.desk import desk, engine, held_reports, shelf
from service.excerpts import excerpt, short_title
from service.links import page_url
from service.schemas import SearchIn, TraceIn, read
from service.spots import spot
from service.tables import html_rows

if TYPE_CHECKING:
    from corpus.model import Passage
    from index.protocol import Shelf
    from index.records import StoredFact

blueprint = Blueprint("pages", __name__)

PICTURE_SCALE = 2.0
GREETING = "帮助"
"""Asked of the engine when the chat opens: its suggestions are drawn from what is held."""


@blueprint.get("/")
def chat() -> str:
    """Ask in your own words."""
    desk().readiness()
    welcome = engine().ask(GREETING, None, None, 1).to_json()
    return render_template("chat.html", suggestions=welcome["suggestions"], reports=held_reports())


@blueprint.get("/search")
def search() -> str:
    """Words, filters, passages with a link to the page; every state is an address."""
    desk().readiness()
    reports = held_reports()
    found = wanted = None
    if request.args.get("q", "").strip():
        wanted = read(SearchIn, request.args)
        found = engine().search(**wanted.arguments()).to_json()
    return render_template(
        "search.html",
        excerpt=excerpt,
        short_title=short_title,
        wanted=wanted,
        found=found,
        entities=sorted({report.entity for report in reports}),
        years=sorted({report.year for report in reports if report.year}, reverse=True),
        kinds=sorted({report.kind for report in reports}),
    )


@blueprint.get("/trace")
def trace() -> str:
    """Every place where a figure is printed."""
    desk().readiness()
    found = None
    if request.args.get("value", "").strip():
        found = engine().trace(*read(TraceIn, request.args).figure()).to_json()
    return render_template("trace.html", found=found, page_url=page_url)


@blueprint.get("/reports")
def reports() -> str:
    """What is held."""
    return render_template("reports.html", reports=held_reports())


@blueprint.get("/reports/<report>")
def report(report: str) -> str:
    """Outline, tables and ingest report of one report."""
    held = shelf()
    return render_template(
        "report.html",
        report=held.report(report),
        outline=held.sections(report),
        tables=held.tables(report),
        warnings=held.warnings(report),
        audit=audit_for_people(held, report),
    )


@blueprint.get("/reports/<report>/tables/<int(max=99999):number>")
def table(report: str, number: int) -> str:
    """One table as HTML, its heads announced by a screen reader."""
    held = shelf()
    found = held.table(report, number)
    return render_template(
        "table.html", report=held.report(report), table=found, rows=html_rows(found)
    )


@blueprint.get("/reports/<report>/pages/<int(max=99999):number>")
def page(report: str, number: int) -> str:
    """One page: its picture with the boxes marked, its figures and its text beside it."""
    held = shelf()
    boxes = read_boxes(request.args.getlist("box"))
    size = held.page(report, number)
    return render_template(
        "page.html",
        report=held.report(report),
        size=size,
        picture=page_url(
            report, number, boxes, ".png", spot(held, report, number, boxes).on(number)
        ),
        facts=_facts_on(held, report, number),
        passages=_passages_on(held, report, number),
        page_url=page_url,
        scale=PICTURE_SCALE,
    )


def _facts_on(held: Shelf, report: str, number: int) -> list[StoredFact]:
    """The figures printed on the page; an empty cell is none."""
    facts = held.facts([report], limit=None).facts
    return [found for found in facts if found.fact.page == number and found.fact.value is not None]


def _passages_on(held: Shelf, report: str, number: int) -> list[Passage]:
    return [
        stored.passage
        for stored in held.passages(report)
        if stored.passage.kind != "table"
        and any(span.page == number for span in stored.passage.spans)
    ]
