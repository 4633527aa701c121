"""Page pictures and the PDF itself.

A report's id is its content, so what stands at these addresses never changes: browsers may keep
it for good.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, request, send_file

from service.web.boxes import read_boxes, read_scale
from service.web.desk import shelf
from service.web.pictures import PictureRequest, Pictures

blueprint = Blueprint("files", __name__)
EXTENSION = "wenzhang.pictures"
FOR_GOOD = "public, max-age=31536000, immutable"


def install(app: Flask, pictures: Pictures) -> None:
    """Let this application draw its pages with ``pictures``."""
    app.extensions[EXTENSION] = pictures


@blueprint.get("/reports/<report>/pages/<int(max=99999):number>.png")
def picture(report: str, number: int) -> Response:
    """The page as a picture: the boxes marked, and in other colours heads of rows and columns."""
    wanted = PictureRequest(
        report=report,
        page=number,
        scale=read_scale(request.args.get("scale")),
        boxes=read_boxes(request.args.getlist("box")),
        heads=(
            *(("row", box) for box in read_boxes(request.args.getlist("row"))),
            *(("column", box) for box in read_boxes(request.args.getlist("column"))),
        ),
    )
    shelf().page(report, number)  # raises for a report or page that is not there
    if wanted.tag in request.if_none_match:
        response = Response(status=304)
    else:
        pictures: Pictures = current_app.extensions[EXTENSION]
        response = Response(pictures.png(wanted, shelf().pdf_path(report)), mimetype="image/png")
    response.set_etag(wanted.tag)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@blueprint.get("/reports/<report>/file")
def pdf(report: str) -> Response:
    """The PDF as it was ingested; ranges and conditional requests are honoured."""
    record = shelf().report(report)
    response = send_file(
        shelf().pdf_path(report),
        mimetype="application/pdf",
        download_name=record.file_name,
        conditional=True,
        etag=record.sha256,
    )
    response.headers["Cache-Control"] = FOR_GOOD
    return response
