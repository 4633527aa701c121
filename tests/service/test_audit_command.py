"""``wenzhang audit`` on a data folder with one report whose total is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from index import ingest
from service.cli import main
from tests.index.reports import FakeEncoder, read_report, report_file

ITEMS = {"教育支出": "1.00", "科学技术支出": "2.00", "本年支出合计": "3.10"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audited")
    pdf = report_file(root / "pdfs", items=ITEMS, standard="收入支出决算总表")
    ingest([pdf], root / "data", encoder=FakeEncoder(), reader=read_report, workers=1)
    return root / "data"


def test_findings_are_printed_for_people(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--data", str(data)]) == 0
    assert "3.10" in capsys.readouterr().out


def test_strict_tells_of_errors_by_its_exit_code(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--data", str(data), "--strict", "--json"]) == 1
    (audit,) = json.loads(capsys.readouterr().out)["audits"]
    (finding,) = [each for each in audit["findings"] if each["rule"] == "running-total"]
    assert finding["difference"] == "0.10"
    assert main(["audit", audit["report"], "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == audit


def test_an_unknown_report_is_wrong_usage(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "x", "--data", str(data), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"]


def test_sheets_are_written(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "a.xlsx"
    assert main(["audit", "--data", str(data), "--csv", "--xlsx", str(sheet)]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    opened = load_workbook(sheet).active
    assert opened is not None
    assert opened.max_row == len(lines) > 1


def test_a_sheet_that_cannot_be_written_is_named(data: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "a.xlsx"
    assert main(["audit", "--data", str(data), "--xlsx", str(missing)]) == 2
