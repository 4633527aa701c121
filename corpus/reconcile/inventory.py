"""The standard tables: none missing, none twice; codes and names that go together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus.model import Fact, Place, Table
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared
from corpus.tables.words import standard_of

MISSING_RULE, TWICE_RULE, NAME_RULE, TABLE_CODE_RULE = (
    "missing-table", "repeated-table", "code-name", "table-code",
)  # fmt: skip
LONGEST = 120
"""Characters of a line that may be a table's title, or its entry in the contents with leaders."""
_LEADERS = re.compile(r"[.…·\s]*\d*\s*$")


def missing_tables(view: View) -> Iterator[Outcome]:
    """What everyone has to publish; not asked of a report that holds no such tables at all."""
    spec = declared()["expected"]
    year = view.report.identity.year or 0
    wanted = spec.get(view.report.identity.kind[-2:], [])
    expected = [key for key in wanted if year >= spec["since"].get(key, 0)]
    printed = {table.standard for table in view.report.tables}
    held = [key for key in expected if key in printed]
    if len(held) * 2 <= len(expected):
        if expected:
            reason = "报告中几乎没有读到标准表，未核对缺表"
            yield Outcome(MISSING_RULE, "skipped", message=reason)
        return
    yield from _unread(view)
    titles, contents = _named(view, contents=False), _named(view, contents=True)
    for key in expected:
        if key in held or _instead(view, key):
            yield Outcome(MISSING_RULE, "passed")
        elif key in titles:
            reason = f"第 {titles[key].page} 页有《{key}》的标题，没有读出表格，未核对是否缺表"
            yield Outcome(MISSING_RULE, "skipped", message=reason)
        elif key not in contents and _none_said(view, key):
            reason = f"没有《{key}》，目录未列，文中说明没有这项收支"
            yield Outcome(MISSING_RULE, "skipped", message=reason)
        else:
            where = (contents[key],) if key in contents else ()
            message = f"缺少应公开的《{key}》{'，目录中列有此表' if where else ''}"
            yield Outcome(MISSING_RULE, "failed", "warning", message, places=where)


def _unread(view: View) -> Iterator[Outcome]:
    for table in view.garbled:
        reason = f"《{table.title}》各栏未能分清（第 {table.places[0].page} 页），表内各数未核对"
        yield Outcome(MISSING_RULE, "skipped", message=reason)


def _instead(view: View, key: str) -> bool:
    """Whether the report has the table that some provinces publish in its place."""
    pattern = declared()["expected"]["instead"].get(key)
    return pattern is not None and any(
        re.search(pattern, words(table.title)) for table in view.report.tables
    )


def _named(view: View, *, contents: bool) -> dict[str, Place]:
    """Standard tables that a line names, in the contents or outside of them, and where."""
    found: dict[str, Place] = {}
    for block in view.report.blocks:
        if (block.kind == "contents") != contents or len(block.text) > LONGEST or not block.spans:
            continue
        standard = standard_of(_LEADERS.sub("", block.text))
        if standard is not None:
            found.setdefault(standard.key, Place(block.spans[0].page, block.spans[0].box))
    return found


def _none_said(view: View, key: str) -> bool:
    """Whether the text says that there is nothing that the table could show."""
    patterns = [spec["said"] for spec in declared()["none"] if key in spec["tables"]]
    return any(
        re.search(pattern, words(passage.text))
        for pattern in patterns
        for passage in view.report.passages
        if passage.kind != "table"
    )


def repeated_tables(view: View) -> Iterator[Outcome]:
    """One standard table printed twice."""
    for tables in view.by_standard.values():
        if len(tables) > 1:
            pages = "、".join(f"第 {table.places[0].page} 页" for table in tables)
            message = f"《{tables[0].title}》出现 {len(tables)} 次：{pages}"
            places = tuple(table.places[0] for table in tables)
            yield Outcome(TWICE_RULE, "failed", "warning", message, places=places)


def repeated_codes(view: View) -> Iterator[Outcome]:
    """ "公开05表" printed over two standard tables."""
    by_code: dict[str, list[Table]] = defaultdict(list)
    for table in view.standard_tables:
        if table.code:
            by_code[words(table.code)].append(table)
    for code, tables in by_code.items():
        if len({table.standard for table in tables}) < len(tables) or len(tables) == 1:
            yield Outcome(TABLE_CODE_RULE, "passed")
            continue
        titles = "、".join(f"《{table.title}》" for table in tables)
        message = f"{titles}都编为“{code}”"
        places = tuple(table.places[0] for table in tables)
        yield Outcome(TABLE_CODE_RULE, "failed", "warning", message, places=places)


def code_names(view: View) -> Iterator[Outcome]:
    """One code has one name in all tables."""
    names: dict[str, dict[str, Fact]] = defaultdict(dict)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for table in view.standard_tables:
        seen: set[tuple[str, str]] = set()
        for fact in view.by_table[table.number]:
            name = words(fact.item)
            if fact.code and (fact.code, name) not in seen:
                seen.add((fact.code, name))
                names[fact.code].setdefault(name, fact)
                counts[fact.code][name] += 1
    for code, found in names.items():
        usual = counts[code].most_common(1)[0][0]
        for name, fact in found.items():
            if name == usual:
                yield Outcome(NAME_RULE, "passed")
            else:
                message = (
                    f"科目编码 {code} 在此处名为“{fact.item}”，在别处名为“{found[usual].item}”"
                )
                numbers = (fact.number, found[usual].number)
                yield Outcome(NAME_RULE, "failed", "warning", message, numbers)
