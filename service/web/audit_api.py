"""The audit over HTTP: JSON for machines, sheets for auditors."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request

from service.audit_sheets import audit_rows, to_csv, to_xlsx
from service.auditing import audit_to_json
from service.english import audit_in_english
from service.schemas import AuditIn, read
from service.web.desk import shelf

blueprint = Blueprint("audit", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/api/reports/<report>/audit")
def audit(report: str) -> Response:
    """One report's findings."""
    wanted = read(AuditIn, request.args)
    found = audit_to_json(shelf(), report)
    return jsonify(audit_in_english(found) if wanted.language == "en" else found)


@blueprint.get("/reports/<report>/audit.csv")
def audit_csv(report: str) -> Response:
    """One row a finding, as CSV."""
    rows = audit_rows(shelf(), [report], request.host_url)
    return _download(report, Response(to_csv(rows), mimetype="text/csv"), "csv")


@blueprint.get("/reports/<report>/audit.xlsx")
def audit_xlsx(report: str) -> Response:
    """One row a finding, as a workbook."""
    rows = audit_rows(shelf(), [report], request.host_url)
    return _download(report, Response(to_xlsx(rows), mimetype=XLSX), "xlsx")


def _download(report: str, response: Response, suffix: str) -> Response:
    record = shelf().report(report)
    name = quote(f"勾稽-{record.entity}{record.year or ''}{record.kind}.{suffix}")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
