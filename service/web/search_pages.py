"""Search and trace: pages that work without JavaScript, every state of them an address."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint, Response, render_template, request

from service.answering.listing import parts
from service.answering.money import grouped
from service.excerpts import excerpt, short_title
from service.links import page_url
from service.schemas import SearchIn, TraceIn, read
from service.web.desk import desk, engine, held_reports, shelf
from service.web.paging import paging
from service.web.searching import UNITS, address, facets, figures, traced
from service.web.traces import by_name

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def search() -> str:
    """Words, filters with counts, figures that match, passages with a link to the page."""
    desk().readiness()
    if not request.args.get("q", "").strip():
        examples = dict.fromkeys(one.item for one in desk().openers.of(shelf(), None))
        return render_template("search.html", found=None, examples=examples)
    wanted = read(SearchIn, request.args)
    found = engine().search(**wanted.arguments())
    offset = wanted.offset
    return render_template(
        "search.html",
        wanted=wanted,
        found=found.to_json(),
        figures=[] if offset else figures(engine(), wanted),
        facets=facets(shelf().search_counts(wanted.q), held_reports(), wanted),
        parts=parts(),
        narrowed=shelf().report(wanted.report) if wanted.report else None,
        traced=traced(wanted.q),
        paging=paging("/search", wanted, found.total, wanted.limit),
        address=lambda **changes: address(wanted, **changes),
        excerpt=excerpt,
        short_title=short_title,
        page_url=page_url,
        grouped=lambda value: grouped(Decimal(value)),
    )


@blueprint.get("/trace")
def trace() -> str:
    """Every place where a figure is printed, by what it is called there."""
    desk().readiness()
    asked = request.args.to_dict()
    typed = asked.setdefault("value", asked.get("q", "")).strip()
    if not typed:
        return render_template("trace.html", units=UNITS, found=None, typed="")
    value, unit = read(TraceIn, asked).figure()
    found = engine().trace(value, unit)
    return render_template(
        "trace.html",
        units=UNITS,
        typed=typed,
        value=value,
        unit=unit,
        found=by_name(found.occurrences),
        page_url=page_url,
    )


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser adds this search to its own (OpenSearch 1.1)."""
    text = render_template("opensearch.xml", host=request.host_url.rstrip("/"))
    return Response(text, mimetype="application/opensearchdescription+xml")
