"""Sets sheets as web pages and prints them with Chromium, in one of many house styles."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.corpus.typesetting.sheets import Entry, Sheet

TIMEOUT = 120

BASE = """
    @page {size: A4; margin: 1.6cm}
    body {font: 9pt "Noto Serif CJK SC", "WenQuanYi Zen Hei", serif}
    h1 {font-size: 16pt; text-align: center; break-before: page}
    p {margin: 0.3em 0}
    .unit {float: right}
    table {border-collapse: collapse; width: 100%}
    td, th {padding: 2pt 4pt; font-weight: normal}
    td.figure {text-align: right}
"""


def print_page(html: str, style: str, browser: str, folder: Path) -> Path:
    """A PDF of the body ``html`` in ``style``."""
    page = folder / "page.html"
    page.write_text(f"<meta charset=utf-8><style>{style}</style>{html}", encoding="utf-8")
    pdf = folder / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [browser, *options, f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return pdf


def sheets_to_html(sheets: Sequence[Sheet], cover: Sequence[str]) -> str:
    """The body of a report: a cover and the sheets, each starting a page."""
    title = "".join(
        f'<p style="font-size: 22pt; text-align: center">{escape(t)}</p>' for t in cover
    )
    return title + "".join(map(_sheet_to_html, sheets))


def _sheet_to_html(sheet: Sheet) -> str:
    above = f"<h1>{escape(sheet.title)}</h1>"
    if sheet.code:
        above += f"<p style='text-align: right'>{escape(sheet.code)}</p>"
    above += (
        f"<p><span class=unit>单位：{escape(sheet.unit)}</span>部门：{escape(sheet.entity)}</p>"
    )
    head = "".join(_row_to_html(sheet, row) for row in range(sheet.heads))
    body = "".join(_row_to_html(sheet, row) for row in range(sheet.heads, sheet.row_count))
    below = "".join(f"<p>{escape(note)}</p>" for note in sheet.notes)
    return f"{above}<table><thead>{head}</thead><tbody>{body}</tbody></table>{below}"


def _row_to_html(sheet: Sheet, row: int) -> str:
    cells = sorted((e for e in sheet.entries if e.row == row), key=lambda entry: entry.column)
    return f"<tr>{''.join(map(_cell_to_html, cells))}</tr>"


def _cell_to_html(entry: Entry) -> str:
    kind = "th" if entry.role in ("header", "column_number") else "td"
    spans = f"rowspan={entry.rows} colspan={entry.columns} class={entry.role}"
    return f"<{kind} {spans}>{escape(entry.text)}</{kind}>"
