"""Sets sheets on the pages of a PDF with reportlab, in one of many house styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.typesetting.sheets import Entry, Sheet

Rules = Literal["all", "rows", "three", "boxes", "none"]
"""Drawn around every cell; between rows; above, below and under the head; as thin filled
rectangles the way Word draws them; not at all."""

MARGIN = 48.0
LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Style:
    """How a report's office sets its tables. Sizes in points."""

    rules: Rules = "all"
    landscape: bool = False
    size: float = 9.0
    font: str = "STSong-Light"
    digits: str | None = None
    """Another font for digits and Latin letters, set ``drop`` points lower."""
    drop: float = 0.0
    heads_again: bool = True
    """Whether the head is printed again after a page break."""
    rows_a_page: int = 99
    figures_centred: bool = False
    labels_centred: bool = False
    caption: Literal["above", "line", "inside"] = "above"
    """Title, code, unit and entity each in place; on one line; in the first rows of the grid."""
    low: bool = False
    """Whether cells are set at the foot of their rows, as spreadsheets do, not in the middle."""
    padding: float = 3.0
    continued: bool = False
    """Whether the title is printed again after a page break, with （续）."""
    footers: bool = True


@dataclass(slots=True)
class _Pen:
    canvas: Canvas
    style: Style
    width: float
    height: float
    y: float = 0.0
    number: int = 0

    def new_page(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = self.height - MARGIN
        if self.style.footers:
            self._write(f"— {self.number} —", self.width / 2 - 12, MARGIN / 2, 9)

    def _write(self, text: str, x: float, y: float, size: float) -> None:
        for part, latin in _runs(text):
            font = self.style.digits if latin and self.style.digits else self.style.font
            down = self.style.drop if latin and self.style.digits else 0.0
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y - down, part)
            x += pdfmetrics.stringWidth(part, font, size)

    def line(self, text: str, size: float, align: Literal["left", "centre", "right"]) -> None:
        """A line of its own below what is set so far."""
        self.y -= size * LEADING + 3
        width = self.width_of(text, size)
        x = {
            "left": MARGIN,
            "centre": (self.width - width) / 2,
            "right": self.width - MARGIN - width,
        }[align]
        self._write(text, x, self.y, size)

    def width_of(self, text: str, size: float) -> float:
        total = 0.0
        for part, latin in _runs(text):
            font = self.style.digits if latin and self.style.digits else self.style.font
            total += pdfmetrics.stringWidth(part, font, size)
        return total


def set_sheets(sheets: Sequence[Sheet], style: Style, path: Path, cover: Sequence[str]) -> Path:
    """A report of a cover and the sheets, each starting a page."""
    pdfmetrics.registerFont(UnicodeCIDFont(style.font))
    width, height = (A4[1], A4[0]) if style.landscape else A4
    canvas = Canvas(str(path), pagesize=(width, height))
    pen = _Pen(canvas, style, width, height)
    pen.new_page()
    pen.y -= 120
    for text in cover:
        pen.line(text, 22, "centre")
    for sheet in sheets:
        pen.new_page()
        _set_sheet(pen, sheet)
    canvas.save()
    return path


def _set_sheet(pen: _Pen, sheet: Sheet) -> None:
    inside = _set_caption(pen, sheet)
    columns = _column_widths(pen, sheet)
    _set_rows(pen, inside, columns)
    for note in sheet.notes:
        for text in _wrapped(pen, note, pen.width - 2 * MARGIN, 9):
            pen.line(text, 9, "left")


def _set_caption(pen: _Pen, sheet: Sheet, more: str = "") -> Sheet:
    style = pen.style
    if style.caption == "line":
        pen.line(sheet.title + more, 16, "centre")
        left, right = f"部门：{sheet.entity}", f"单位：{sheet.unit}"
        pen.y -= 9 * LEADING + 3
        pen._write(left, MARGIN, pen.y, 9)
        if sheet.code:
            pen._write(sheet.code, pen.width / 2, pen.y, 9)
        pen._write(right, pen.width - MARGIN - pen.width_of(right, 9), pen.y, 9)
    elif style.caption == "above":
        pen.line(sheet.title + more, 16, "centre")
        if sheet.code:
            pen.line(sheet.code, 9, "right")
        pen.line(f"部门：{sheet.entity}", 9, "left")
        pen.y += 9 * LEADING + 3
        pen.line(f"金额单位：{sheet.unit}", 9, "right")
    else:
        return _with_caption_rows(sheet)
    pen.y -= 6
    return sheet


def _with_caption_rows(sheet: Sheet) -> Sheet:
    """The caption as the first rows of the grid, as a spreadsheet prints it."""
    half = sheet.column_count // 2
    rest = sheet.column_count - half
    own = [
        Entry(0, 0, 1, sheet.column_count, sheet.title, "header"),
        Entry(1, 0, 1, half, f"编制单位：{sheet.entity}", "header"),
        Entry(1, half, 1, rest, f"单位：{sheet.unit}", "header"),
    ]
    moved = (Entry(e.row + 2, e.column, e.rows, e.columns, e.text, e.role) for e in sheet.entries)
    return Sheet(
        sheet.title,
        sheet.code,
        sheet.unit,
        sheet.entity,
        sheet.heads + 2,
        sheet.row_count + 2,
        sheet.column_count,
        (*own, *moved),
        sheet.notes,
    )


def _column_widths(pen: _Pen, sheet: Sheet) -> list[float]:
    """Widths that fill the page, by the widest figure and a share for words."""
    size = pen.style.size
    need = [2.2 * size] * sheet.column_count
    for entry in sheet.entries:
        if entry.columns == 1:
            width = pen.width_of(entry.text, size) + 2 * pen.style.padding + 1
            words = entry.role in ("label", "header")
            need[entry.column] = max(
                need[entry.column],
                min(width, (4.6 if entry.role == "header" else 9) * size) if words else width,
            )
    room = pen.width - 2 * MARGIN
    scale = room / sum(need)
    return [width * scale for width in need]


def _wrapped(pen: _Pen, text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and pen.width_of(lines[-1] + char, size) > width:
            lines.append("")
        lines[-1] += char
    return lines


def _set_rows(pen: _Pen, sheet: Sheet, columns: Sequence[float]) -> None:
    xs = [MARGIN + sum(columns[:i]) for i in range(len(columns) + 1)]
    texts = _cell_lines(pen, sheet, xs)
    heights = _row_heights(pen, sheet, texts)
    head = list(range(sheet.heads))
    rows = [*head]
    set_here = 0
    for row in range(sheet.heads, sheet.row_count):
        used = sum(heights[r] for r in rows)
        full = pen.y - used - heights[row] < MARGIN + 20
        if rows and (full or set_here >= pen.style.rows_a_page):
            _set_block(pen, sheet, rows, xs, heights, texts)
            pen.new_page()
            if pen.style.continued:
                _set_caption(pen, sheet, "（续表）")
            rows = [*head] if pen.style.heads_again else []
            set_here = 0
        rows.append(row)
        set_here += 1
    _set_block(pen, sheet, rows, xs, heights, texts)


def _cell_lines(pen: _Pen, sheet: Sheet, xs: Sequence[float]) -> dict[Entry, list[str]]:
    inner = 2 * pen.style.padding
    return {
        entry: _wrapped(
            pen,
            entry.text,
            xs[entry.column + entry.columns] - xs[entry.column] - inner,
            pen.style.size,
        )
        for entry in sheet.entries
    }


def _row_heights(pen: _Pen, sheet: Sheet, texts: dict[Entry, list[str]]) -> list[float]:
    size, padding = pen.style.size, pen.style.padding
    heights = [size * LEADING + 2 * padding] * sheet.row_count
    for entry, lines in texts.items():
        need = len(lines) * size * LEADING + 2 * padding
        own = range(entry.row, entry.row + entry.rows)
        lack = need - sum(heights[r] for r in own)
        if lack > 0:
            heights[own[-1]] += lack
    return heights


def _set_block(
    pen: _Pen,
    sheet: Sheet,
    rows: Sequence[int],
    xs: Sequence[float],
    heights: Sequence[float],
    texts: dict[Entry, list[str]],
) -> None:
    """A run of rows with its rules, from the pen's height down."""
    tops: dict[int, float] = {}
    y = pen.y
    for row in rows:
        tops[row] = y
        y -= heights[row]
    for entry in sheet.entries:
        if entry.row not in tops:
            continue
        own = [r for r in range(entry.row, entry.row + entry.rows) if r in tops]
        top, bottom = tops[own[0]], tops[own[-1]] - heights[own[-1]]
        _set_cell(
            pen,
            entry,
            texts[entry],
            (xs[entry.column], xs[entry.column + entry.columns]),
            (top, bottom),
        )
        _rule_cell(
            pen, sheet, entry, (xs[entry.column], xs[entry.column + entry.columns]), (top, bottom)
        )
    if pen.style.rules == "three":
        last_head = [r for r in rows if r < sheet.heads]
        for at in (
            pen.y,
            y,
            *([tops[last_head[-1]] - heights[last_head[-1]]] if last_head else []),
        ):
            pen.canvas.line(xs[0], at, xs[-1], at)
    pen.y = y


def _set_cell(
    pen: _Pen,
    entry: Entry,
    lines: Sequence[str],
    across: tuple[float, float],
    down: tuple[float, float],
) -> None:
    style = pen.style
    size = style.size
    height = len(lines) * size * LEADING
    y = down[1] + style.padding + height if style.low else (sum(down) + height) / 2
    for text in lines:
        y -= size * LEADING
        width = pen.width_of(text, size)
        centred = (
            entry.role in ("header", "column_number", "line_number")
            or (entry.role == "figure" and style.figures_centred)
            or (entry.role in ("label", "code") and style.labels_centred)
        )
        x = across[0] + style.padding
        if centred:
            x = (across[0] + across[1] - width) / 2
        elif entry.role == "figure":
            x = across[1] - style.padding - width
        pen._write(text, x, y + size * (LEADING - 1), size)


def _rule_cell(
    pen: _Pen, sheet: Sheet, entry: Entry, across: tuple[float, float], down: tuple[float, float]
) -> None:
    canvas: Any = pen.canvas
    (x0, x1), (top, bottom) = across, down
    canvas.setLineWidth(0.5)
    if pen.style.rules == "all":
        canvas.rect(x0, bottom, x1 - x0, top - bottom)
    elif pen.style.rules == "rows":
        canvas.line(x0, top, x1, top)
        canvas.line(x0, bottom, x1, bottom)
    elif pen.style.rules == "boxes":
        for x, y, w, h in (
            (x0, bottom, x1 - x0, 0.48),
            (x0, top, x1 - x0, 0.48),
            (x0, bottom, 0.48, top - bottom),
            (x1, bottom, 0.48, top - bottom),
        ):
            canvas.rect(x, y, w, h, stroke=0, fill=1)


def _runs(text: str) -> list[tuple[str, bool]]:
    """The text cut where Latin characters and digits meet others: (part, is Latin)."""
    runs: list[tuple[str, bool]] = []
    for char in text:
        latin = char.isascii()
        if runs and runs[-1][1] == latin:
            runs[-1] = (runs[-1][0] + char, latin)
        else:
            runs.append((char, latin))
    return runs
