"""Small reports, made of text files: a stand-in for the parser that children can import.

The "PDF" of these tests is JSON: ``{"entity", "year", "items": {name: amount}, …}``. Its keys
``hang``, ``explode``, ``crash``, ``fail``, ``stumble`` and ``rewrite`` make reading it go wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import NoText
from corpus.model import (
    Box,
    Cell,
    Fact,
    Formula,
    Glyph,
    Identity,
    Line,
    Page,
    Passage,
    Place,
    ReadingWarning,
    Report,
    Section,
    Span,
    Table,
)
from index.encoder import Prompt, Vectors

WIDTH, HEIGHT, ADVANCE = 595.0, 842.0, 12.0


class FakeEncoder:
    """Pairs of characters hashed into 64 dimensions: near texts share pairs. Counts its texts."""

    def __init__(self, name: str = "fake", dimension: int = 64) -> None:
        self.name, self.dimension = name, dimension
        self.seen: list[tuple[Prompt, str]] = []

    def prepare(self) -> None:
        """There is nothing to load."""

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        self.seen += [(prompt, text) for text in texts]
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 0.01, dtype=np.float32)
        for a, b in zip(text, text[1:] + "$", strict=True):
            digest = hashlib.sha256((a + b).encode("utf-8", "replace")).digest()
            vector[digest[0] % self.dimension] += 1.0
        return vector / np.float32(np.linalg.norm(vector))


class ForbiddenEncoder(FakeEncoder):
    """Fails a test that embeds anything."""

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        raise AssertionError(f"embedded {list(texts)}")


def report_file(folder: Path, name: str = "甲.pdf", **content: Any) -> Path:
    """Write a "PDF"."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def read_report(path: Path) -> Report:
    """The parser of these tests."""
    data = path.read_bytes()
    content = json.loads(data)
    if content.get("hang"):
        time.sleep(3600)
    if content.get("explode"):
        bytearray(1 << 34)
    if content.get("crash"):
        os._exit(3)
    if content.get("fail"):
        raise NoText(path.name, "没有文字层")
    if content.get("stumble"):
        raise RuntimeError("something of the parser's own")
    if content.get("rewrite"):
        path.write_bytes(data + b" ")
    return make_report(hashlib.sha256(data).hexdigest(), path.name, **content)


def make_report(
    sha256: str = "0" * 64,
    file_name: str = "甲.pdf",
    *,
    entity: str = "某市甲局",
    year: int | None = 2023,
    kind: str = "部门决算",
    items: dict[str, str | None] | None = None,
    sentences: Sequence[str] = (),
    standard: str | None = "income_expenditure",
    unit: str = "万元",
    **_: Any,
) -> Report:
    """One page a sentence or table row; every item is a row of one table."""
    items = {"一般公共服务支出": "2768.90", "住房公积金": "70.47"} if items is None else items
    rows = [f"{name} {value or ''}".strip() for name, value in items.items()]
    lines = [*rows, *sentences]
    section = ("第三部分 情况说明", "一、总体情况")
    facts = [_table_fact(n, name, value, unit) for n, (name, value) in enumerate(items.items(), 1)]
    passages = [_passage(n, text, section, len(rows) + n) for n, text in enumerate(sentences, 1)]
    return Report(
        id=sha256[:12],
        sha256=sha256,
        file_name=file_name,
        identity=Identity(entity, year, kind, f"{year}年度{entity}{kind}", (entity[-2:],)),
        pages=(Page(1, WIDTH, HEIGHT, 0, _glyphs([entity, *lines]), ()),),
        sections=(Section(section[-1], 2, section, 1, line_box(0, "x")),),
        blocks=(),
        tables=(_table(list(items.items()), unit, standard),) if items else (),
        facts=tuple(facts + [_sentence_fact(len(facts) + p.number, p) for p in passages]),
        passages=tuple(passages),
        warnings=(ReadingWarning("pages_without_text", "第 2 页没有文字", 2),),
    )


def line_box(line: int, text: str) -> Box:
    """Where the text at the start of a line is printed (line 0 is the title)."""
    top = 50.0 + 20.0 * line
    return Box(50.0, top, 50.0 + ADVANCE * len(text), top + 12.0)


def _glyphs(lines: Sequence[str]) -> tuple[Glyph, ...]:
    glyphs = []
    for line, text in enumerate(lines):
        for i, char in enumerate(text):
            whole = line_box(line, text)
            x0 = whole.x0 + ADVANCE * i
            glyphs.append(Glyph(char, Box(x0, whole.top, x0 + ADVANCE, whole.bottom), 12.0))
    return tuple(glyphs)


def _figure_box(line: int, name: str, value: str) -> Box:
    box = line_box(line, value)
    shift = ADVANCE * (len(name) + 1)
    return Box(box.x0 + shift, box.top, box.x1 + shift, box.bottom)


def _table_fact(number: int, name: str, value: str | None, unit: str) -> Fact:
    code = "2010301" if name == "行政运行" else None
    return Fact(
        number, "table", name, ("支出", name), code, ("决算数",), "决算数", None, None, 0, None,
        None if value is None else Decimal(value), value or "", unit, 2023, 1,
        _figure_box(number, name, value or "-"), 1, number, 1,
    )  # fmt: skip


def _sentence_fact(number: int, passage: Passage) -> Fact:
    box = passage.spans[0].box
    item = passage.text[:6]
    return Fact(
        number, "narrative", item, (item,), None, (), "决算数", None, "上年",
        1, None, Decimal(15), "15 万元", "万元", 2023, 1, box, passage=passage.number, start=0,
        end=2, flags=("repaired",),
    )  # fmt: skip


def _passage(number: int, text: str, section: tuple[str, ...], line: int) -> Passage:
    return Passage(
        number, "narrative", text, section, (Span(0, len(text), 1, line_box(line, text)),)
    )


def _table(items: Sequence[tuple[str, str | None]], unit: str, standard: str | None) -> Table:
    cells = []
    for row, (name, value) in enumerate(items, start=1):
        label, figure = line_box(row, name), _figure_box(row, name, value or "-")
        cells.append(Cell(row, 0, 1, 1, name, "label", 1, label, label))
        role, ink = ("figure", figure) if value else ("empty", None)
        cells.append(Cell(row, 1, 1, 1, value or "", role, 1, figure, ink))
    box = line_box(1, "一般公共服务支出")
    formula = Formula("row", 3, ((1, 1), (-1, 2)), "3行=1行-2行", 1, box)
    return Table(
        1, "公开01表", "收入支出决算总表", unit, "standard", standard, None, None, 1,
        len(items) + 1, 2, tuple(cells), ("注：本表反映收支。",), (formula,), (Place(1, box),),
        ("第二部分 表",), (Line(1, "收入支出决算总表", line_box(0, "收入支出决算总表"), (), 12.0),),
    )  # fmt: skip
