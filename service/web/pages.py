"""The pages for people that are read rather than asked; all work without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from service.auditing import audit_for_people
from service.holdings import listed
from service.links import page_url
from service.schemas import ReportsIn, read
from service.tables import html_rows
from service.web.boxes import read_boxes
from service.web.charts import charts_of
from service.web.desk import held_reports, shelf
from service.web.paging import paging
from service.web.spots import spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Passage
    from index.protocol import Shelf
    from index.records import StoredFact

blueprint = Blueprint("pages", __name__)

PICTURE_SCALE = 2.0
REPORTS_A_PAGE = 50


@blueprint.get("/reports")
def reports() -> str:
    """What is held, a page at a time, narrowed by words, year and kind."""
    wanted = read(ReportsIn, request.args)
    held = held_reports()
    kept = listed(held, wanted)
    shown = kept[wanted.offset : wanted.offset + REPORTS_A_PAGE]
    return render_template(
        "reports.html",
        wanted=wanted,
        held=len(held),
        total=len(kept),
        reports=shown,
        audits={record.id: shelf().audit_summary(record.id) for record in shown},
        years=sorted({record.year for record in held if record.year}, reverse=True),
        kinds=sorted({record.kind for record in held}),
        paging=paging("/reports", wanted, len(kept), REPORTS_A_PAGE),
    )


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
        charts=charts_of(held, report),
    )


@blueprint.get("/reports/<report>/tables/<int(max=99999):number>")
def table(report: str, number: int) -> str:
    """One table as HTML, its heads announced by a screen reader, each figure linked to its place."""
    held = shelf()
    found = held.table(report, number)
    numbers = [head.number for head in held.tables(report)]
    return render_template(
        "table.html",
        report=held.report(report),
        table=found,
        pages=list(dict.fromkeys(place.page for place in found.places)),
        rows=html_rows(found, report),
        around=(_next_to(numbers, number, -1), _next_to(numbers, number, 1)),
    )


def _next_to(numbers: Sequence[int], number: int, step: int) -> int | None:
    """The number of the table before or after, None at the ends."""
    position = numbers.index(number) + step
    return numbers[position] if 0 <= position < len(numbers) else None


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
        boxes=boxes,
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
