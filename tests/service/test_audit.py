"""Findings as JSON, as sheets, on the command line."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient
from openpyxl import load_workbook

from service.audit_sheets import HEADS
from tests.service.fakes import BOX, FINDINGS, REPORT


def test_a_finding_shows_its_figures_with_page_and_box(client: FlaskClient) -> None:
    audit = client.get(f"/api/reports/{REPORT}/audit").get_json()
    first, second = audit["findings"]
    assert audit["summary"]["checked"] == 3
    assert (first["expected"], first["printed"], first["difference"]) == (
        "1243.56",
        "1234.56",
        "-9.00",
    )
    assert first["figures"][0]["page"] == first["page"] == 8
    assert first["figures"][0]["checks"] == [
        {"rule": "row-sum", "status": "differs", "detail": "各栏之和"}
    ]
    assert first["url"] == f"/reports/{REPORT}/pages/8?box=132,140,192,160"
    assert second["figures"] == []
    assert second["places"] == [{"page": 5, "box": list(BOX)}]
    assert second["page"] == 5


def test_an_unknown_report_has_no_audit(client: FlaskClient) -> None:
    for path in ("/api/reports/x/audit", "/reports/x/audit.csv", "/reports/x/audit.xlsx"):
        assert client.get(path).status_code == 404


def test_csv_has_one_row_a_finding(client: FlaskClient) -> None:
    response = client.get(f"/reports/{REPORT}/audit.csv")
    rows = list(csv.reader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert tuple(rows[0]) == HEADS
    assert len(rows) == 1 + len(FINDINGS)
    assert rows[1][-1].startswith(f"http://localhost/reports/{REPORT}/pages/8")


def test_the_workbook_links_to_the_marked_page(client: FlaskClient) -> None:
    response = client.get(f"/reports/{REPORT}/audit.xlsx")
    sheet = load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    assert sheet.max_row == 1 + len(FINDINGS)
    printed = sheet.cell(2, HEADS.index("印作") + 1)
    assert (printed.data_type, printed.number_format) == ("n", "#,##0.00")
    link = sheet.cell(2, len(HEADS)).hyperlink
    assert link is not None
    assert link.target == f"http://localhost/reports/{REPORT}/pages/8?box=132,140,192,160"


def test_the_reports_page_lists_its_findings(client: FlaskClient) -> None:
    page = client.get(f"/reports/{REPORT}").get_data(as_text=True)
    for number, finding in enumerate(FINDINGS, start=1):
        assert f'id="finding-{number}"' in page
        assert finding.message in page
    assert f'href="/reports/{REPORT}/pages/8?box=132,140,192,160"' in page
    assert f'href="/reports/{REPORT}/audit.xlsx"' in page
