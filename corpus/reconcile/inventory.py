"""The standard tables: none missing, none twice; codes and names that go together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View, words
from corpus.reconcile.vocabulary import declared

MISSING_RULE, TWICE_RULE, NAME_RULE = "missing-table", "repeated-table", "code-name"


def missing_tables(view: View) -> Iterator[Outcome]:
    """What everyone has to publish; not asked of a report that holds no such tables at all."""
    spec = declared()["expected"]
    year = view.report.identity.year or 0
    wanted = spec.get(view.report.identity.kind[-2:], [])
    expected = [key for key in wanted if year >= spec["since"].get(key, 0)]
    held = [key for key in expected if key in view.by_standard]
    if len(held) * 2 <= len(expected):
        if expected:
            reason = "报告中几乎没有读到标准表，未核对缺表"
            yield Outcome(MISSING_RULE, "skipped", message=reason)
        return
    for key in expected:
        if key in held:
            yield Outcome(MISSING_RULE, "passed")
        else:
            message = f"缺少应公开的《{key}》"
            yield Outcome(MISSING_RULE, "failed", "warning", message)


def repeated_tables(view: View) -> Iterator[Outcome]:
    """One standard table printed twice."""
    for key, tables in view.by_standard.items():
        if len(tables) > 1:
            pages = "、".join(f"第 {table.places[0].page} 页" for table in tables)
            message = f"《{key}》出现 {len(tables)} 次：{pages}"
            places = tuple(table.places[0] for table in tables)
            yield Outcome(TWICE_RULE, "failed", "warning", message, places=places)


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
