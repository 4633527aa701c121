"""An audit for spreadsheets: one row a finding, with a link to the marked page."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from service.auditing import SEVERITIES, audit_to_json
from service.tables import BYTE_ORDER_MARK, FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.protocol import Shelf

HEADS = (
    "报告编号", "单位", "年度", "类型", "级别", "规则", "名称", "内容",
    "印作", "应为", "相差", "单位（计量）", "页", "链接",
)  # fmt: skip
WIDTHS = (14, 24, 8, 10, 8, 20, 18, 80, 16, 16, 14, 12, 6, 50)
LINK = len(HEADS)
AMOUNTS = tuple(HEADS.index(head) + 1 for head in ("印作", "应为", "相差"))


def audit_rows(shelf: Shelf, reports: Iterable[str], base_url: str) -> Iterator[tuple[Any, ...]]:
    """The rows under ``HEADS``; links are absolute, since a sheet is opened elsewhere."""
    for report in reports:
        record = shelf.report(report)
        about = (record.id, record.entity, record.year, record.kind)
        for finding in audit_to_json(shelf, report)["findings"]:
            yield (
                *about,
                SEVERITIES[finding["severity"]],
                finding["rule"],
                finding["title"],
                finding["message"],
                finding["printed"],
                finding["expected"],
                finding["difference"],
                finding["unit"],
                finding["page"],
                base_url.rstrip("/") + finding["url"],
            )


def to_csv(rows: Iterable[tuple[Any, ...]]) -> str:
    """For Excel: with a byte order mark, and no text that would be a formula."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    writer.writerow(HEADS)
    writer.writerows([_inert(value) for value in row] for row in rows)
    return buffer.getvalue()


def _inert(value: Any) -> Any:
    text = "" if value is None else str(value)
    number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not number else text


def to_xlsx(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """A workbook with one sheet; the last column links to the marked page."""
    from openpyxl import Workbook  # noqa: PLC0415  (slow to load, seldom wanted)
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = "勾稽"
    sheet.append(HEADS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            _fill(cell, Decimal(value) if column in AMOUNTS and value is not None else value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        link = sheet.cell(line, LINK)
        link.hyperlink, link.style = row[-1], "Hyperlink"
    sheet.auto_filter.ref = sheet.dimensions
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(cell: Any, value: Any) -> None:
    """Set a value as what it is: a text that looks like a formula stays a text."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        cell.number_format = "#,##0" + ("." + "0" * places if places else "")
