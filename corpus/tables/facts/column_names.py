"""What a column is called: its path of heads, what it measures, of which part, for which year."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Cell, Identity, Table
from corpus.tables.heads import Block, Layout
from corpus.tables.labels import item_name
from corpus.tables.words import bare_title, basis_of, display_form, measure_of, standard_of, word
from corpus.text import normalize


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A figure column: printed path, canonical measure and basis, year, and its own item.

    ``item`` is what the column is about where the table has no row labels.
    """

    path: tuple[str, ...]
    measure: str | None
    basis: str | None
    year: int | None
    item: str


def column_names(table: Table, layout: Layout, block: Block) -> dict[int, ColumnName]:
    """The name of every figure column of a block."""
    columns = [column for column in block.columns if column.role == "figure"]
    named = len(layout.blocks) > 1
    outside = {id(cell) for cell in block.head} if named else set()
    heads = {c.index: [h for h in c.head if id(h) not in outside] for c in columns}
    shared = _shared(list(heads.values()))
    return {index: _column_name(table, cells, shared) for index, cells in heads.items()}


def _shared(heads: list[list[Cell]]) -> set[int]:
    """Heads over every figure column: they do not tell one from another."""
    sets = [{id(cell) for cell in cells} for cells in heads]
    return set.intersection(*sets) if sets else set()


def _column_name(table: Table, cells: list[Cell], shared: set[int]) -> ColumnName:
    path = tuple(cell.text for cell in cells)
    inner_first = list(reversed(path))
    measure = next(filter(None, map(measure_of, inner_first)), None)
    telling = [cell.text for cell in reversed(cells) if id(cell) not in shared]
    basis = next(filter(None, map(basis_of, telling)), None)
    return ColumnName(path, measure, basis, year_of(path), _column_item(table, inner_first))


def year_of(path: tuple[str, ...]) -> int | None:
    """The year that a head names; None when it names none (see ``is_last_year``)."""
    for head in reversed(path):
        if match := word("years", "named").search(normalize(head)):
            return int(match[1])
    return None


def is_last_year(path: tuple[str, ...]) -> bool:
    """Whether a head says 上年."""
    return any(word("years", "last").search(normalize(head)) for head in path)


def _column_item(table: Table, inner_first: list[str]) -> str:
    """The item of a column without row labels: its innermost head that names something.

    A 合计 is named after what it is the total of, a 小计 is its own head's figure.
    """
    words = [(head, _bare_head(head)) for head in inner_first]
    names = [name for head, name in words if name and not _is_plain_total(head)]
    inner = next((normalize(head) for head, name in words if name), "")
    if not _is_plain_total(inner):
        return names[0] if names else item_name(table.title)
    if not names:
        return f"{table_topic(table)}{inner}"
    return names[0] if inner == "小计" else f"{names[0]}{inner}"


def _bare_head(head: str) -> str:
    """A head without the year and the measure that it may name: "2024年“三公”经费预算数"."""
    return item_name(word("heads", "measure_words").sub("", display_form(head)))


def table_topic(table: Table) -> str:
    """What a table is an account of, out of its title: "“三公”经费"."""
    bare = word("title", "kind").sub("", bare_title(table.title))
    standard = standard_of(table.title)
    if standard is not None and bare.endswith(standard.topic):
        return standard.topic
    return bare


def _is_plain_total(head: str) -> bool:
    return word("heads", "plain_total").search(normalize(head)) is not None


def default_measure(table: Table, identity: Identity) -> str:
    """What an amount is where no head says so: what the table or the report is an account of."""
    title = normalize(table.title)
    for fund in ("一般公共预算", "政府性基金预算", "国有资本经营预算"):
        title = title.replace(fund, "")
    for text in (title, identity.kind):
        if "决算" in text:
            return "决算数"
        if "预算" in text:
            return "预算数"
    return "金额"
