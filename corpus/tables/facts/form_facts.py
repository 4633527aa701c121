"""Facts of a performance form: its values, the points in its labels, the score above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.model import Cell, Fact, Identity, Table
from corpus.tables.cells import around
from corpus.tables.facts.cell_figures import (
    Figure,
    fact_of,
    figure_in_line,
    figures_among_words,
    whole_figure,
)
from corpus.tables.forms import FormValue, form_values
from corpus.tables.labels import item_name
from corpus.tables.matrix import Matrix
from corpus.tables.words import measure_of, name_of, word
from corpus.text import normalize

_POINTS = re.compile(r"(?<=[(（])\s*(\d+(?:\.\d+)?)\s*(分|个)(?=\s*[)）])|(\d+(?:\.\d+)?)\s*(分)$")
_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]|\d+(?:\.\d+)?分$")


def form_facts(table: Table, identity: Identity) -> Iterator[Fact]:
    """The facts of a form: the score above it first, then cell by cell."""
    yield from _score(table, identity)
    matrix = Matrix(table.cells, table.row_count, table.column_count)
    seen: set[int] = set()
    for value in form_values(matrix):
        for label in value.labels:
            if id(label) not in seen:
                seen.add(id(label))
                yield from _label_points(table, identity, label, value)
        yield from _value_facts(table, identity, value)


def _score(table: Table, identity: Identity) -> Iterator[Fact]:
    """The form's score, printed above it as "评分： 96.00" or on two lines."""
    pending: tuple[str, ...] = ()
    for line in table.caption:
        text = normalize(line.text)
        match = word("caption", "score").match(text)
        figure = figure_in_line(line) if (match and match["score"]) or pending else None
        label = pending or ((text.split(":")[0],) if match else ())
        if figure is not None and label:
            name = table.subject or table.title
            yield fact_of(
                table, None, figure, item=name, row=(), column=label, measure="得分", unit="分",
                year=identity.year, subject=table.subject,
            )  # fmt: skip
            return
        pending = label if match else ()


def _value_facts(table: Table, identity: Identity, value: FormValue) -> Iterator[Fact]:
    head = value.head.text if value.head else None
    row = tuple(cell.text for cell in value.labels)
    if not row:
        return
    figure = whole_figure(value.cell)
    figures: list[Figure | None] = [figure]
    if figure is None and value.cell.text:
        figures = [*figures_among_words(value.cell)]
    for each in figures:
        measure = _measure(head, each)
        project = _project(table, row[-1], measure)
        yield fact_of(
            table, value.cell, each,
            item=project or _own_item(row, measure), row=row, column=(head,) if head else (),
            measure=measure, unit=_unit(table, measure, each), year=identity.year,
            basis=name_of("forms", "project_basis") if project else None, subject=table.subject,
        )  # fmt: skip


def _project(table: Table, label: str, measure: str) -> str | None:
    """The project that a value is of, where it stands in the row that totals its money.

    The points in that row are those for executing the budget, not the project's score.
    """
    of_money = measure in _MONEY or measure == "执行率"
    total = of_money and word("forms", "total").search(normalize(label))
    return table.subject if total and table.subject != name_of("forms", "whole_subject") else None


def _own_item(row: tuple[str, ...], measure: str) -> str:
    """The row's own name; a bare 合计 of a form's points is the form's 总分."""
    total = len(row) == 1 and word("heads", "plain_total").search(normalize(row[0]))
    return "总分" if total and measure in ("得分", "分值") else form_item(row[-1])


def form_item(label: str) -> str:
    """A label without the points that it is worth: "数量指标(10 分)" is 数量指标."""
    bare = _PARENTHESES.sub("", normalize(label)).strip() if _POINTS.search(label) else label
    return item_name(bare) or item_name(label)


def _measure(head: str | None, figure: Figure | None) -> str:
    """What a value measures: a percentage under "执行率/得分" is no score."""
    measure = measure_of(head) if head else None
    if head and measure == "得分" and figure is not None and figure.unit == "%":
        measure = measure_of(normalize(head).replace("得分", "")) or measure
    return measure or _fallback(figure)


def _fallback(figure: Figure | None) -> str:
    if figure is not None and figure.unit == "%":
        return "比率"
    among_words = figure is not None and figure.unit is not None and not figure.unit.endswith("元")
    return "数量" if among_words else "金额"


_MONEY = {"预算数", "执行数", "全年预算数", "年初预算数", "决算数", "金额"}


def _unit(table: Table, measure: str, figure: Figure | None) -> str | None:
    """The unit beside the figure, else what the measure is counted in."""
    if figure is not None and figure.unit is not None:
        return figure.unit
    if measure in ("得分", "分值"):
        return "分"
    if measure in ("执行率", "完成率"):
        return "%"
    return table.unit if measure in _MONEY else None


def _label_points(
    table: Table, identity: Identity, label: Cell, value: FormValue
) -> Iterator[Fact]:
    """The points that a label says it is worth: "产出指标(35分)"."""
    path = tuple(cell.text for cell in value.labels)
    row = path[: path.index(label.text) + 1]
    for match in _POINTS.finditer(label.text):
        digits, unit = match[1] or match[3], match[2] or match[4]
        start = match.start(1) if match[1] else match.start(3)
        printed = label.text[start : match.end()].strip()
        places = [p for p in label.characters[start : match.end()] if p is not None]
        box = around(place.box for place in places) or label.ink or label.box
        figure = Figure(Decimal(digits), printed, unit, label.page, box, alone=False)
        yield fact_of(
            table, label, figure, item=form_item(label.text), row=row, column=(),
            measure="分值" if unit == "分" else "数量", unit=unit, year=identity.year,
            subject=table.subject,
        )  # fmt: skip
