"""Questions that nothing held answers, made by swapping one thing in questions that are.

Years, departments and items that are not held, figures of which no place is printed, and what
people ask any department though its accounts do not say it (``never.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.model import Fact
from index.protocol import Shelf
from index.records import ReportRecord
from service.understanding.keys import key
from service.understanding.vocabulary import load

_DATA = tomllib.loads(Path(__file__).with_name("never.toml").read_text("utf-8"))

_ASKING = (
    "{item}是多少",
    "{item}花了多少钱",
    "请问{item}决算数多少",
    "{item}",
    "{item}有没有超预算",
)
"""For an item whose figures could be of any kind."""

_MEASURES = {
    "得分": "{item}的得分是多少",
    "目标值": "{item}的绩效目标值是多少",
    "增减额": "{item}比上年增加了多少",
    "执行率": "{item}的预算执行率是多少",
    "年初预算数": "{item}的年初预算是多少",
}
"""By the fact measure that an answer would have to rest on."""

_DERIVABLE = frozenset(
    {"增减额", "增减率", "预算数", "年初预算数", "全年预算数", "执行率", "完成率"}
)
"""Where one of these is printed, the others may follow by arithmetic."""


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """``kind`` names what was swapped: 年度, 单位, 项目, 指标 or 未提及."""

    kind: str
    text: str


def make_unanswerable(shelf: Shelf, count: int, seed: int) -> list[Unanswerable]:
    """At most ``count`` questions, the kinds about evenly; the same seed makes the same ones."""
    random = Random(seed)
    groups = [list(dict.fromkeys(make(shelf))) for make in (_years, _entities, _items, _measures)]
    groups.append(list(dict.fromkeys(_never(shelf))))
    chosen: list[Unanswerable] = []
    for group in groups:
        random.shuffle(group)
        chosen += group[: max(count // len(groups), 1)]
    return chosen


def _printed_items(shelf: Shelf, record: ReportRecord) -> list[str]:
    """Items with an outturn or a budget of their own, as people name them."""
    found = shelf.facts([record.id], limit=None).facts
    names = (s.fact.item for s in found if s.fact.code and s.fact.value is not None)
    return [name for name in dict.fromkeys(names) if 3 <= len(key(name)) <= 12][:30]


def _lead(shelf: Shelf, record: ReportRecord) -> str:
    return record.entity if len({r.entity for r in shelf.reports()}) > 1 else ""


def _years(shelf: Shelf) -> Iterator[Unanswerable]:
    """Years of which no report is held and that no held report looks back to."""
    for record in shelf.reports():
        own = {r.year for r in shelf.reports() if r.entity == record.entity and r.year}
        near = own | {year - 1 for year in own}
        for year in _DATA["years"]["asked"]:
            if year in near:
                continue
            for item in _printed_items(shelf, record)[:8]:
                yield Unanswerable("年度", f"{_lead(shelf, record)}{year}年{item}是多少")


def _entities(shelf: Shelf) -> Iterator[Unanswerable]:
    held = {key(name) for r in shelf.reports() for name in (r.entity, *r.short_names)}
    for name in _DATA["entities"]["names"]:
        if any(key(name) in form for form in held):
            continue
        for record in shelf.reports():
            for item in _printed_items(shelf, record)[:6]:
                yield Unanswerable("单位", f"{name}的{item}是多少")
                yield Unanswerable("单位", f"{name}{record.year}年{item}花了多少钱")


def _items(shelf: Shelf) -> Iterator[Unanswerable]:
    """Items of other departments' accounts, of which neither a label nor a sentence holds the name."""
    labels = {key(label.text) for label in shelf.labels()}
    for name in _DATA["items"]["names"]:
        if any(key(name) in label for label in labels) or shelf.containing(name, k=1):
            continue
        for way in _ASKING:
            yield Unanswerable("项目", way.format(item=name))


def _measures(shelf: Shelf) -> Iterator[Unanswerable]:
    """Measures of which a report prints no figure for the item, under any of its names."""
    generic = {key(item) for item in load("totals.toml")["generic"]["items"]}
    for record in shelf.reports():
        facts = [s.fact for s in shelf.facts([record.id], limit=None).facts]
        for item in _printed_items(shelf, record):
            form = key(item)
            if form in generic:
                continue
            near = {f.measure for f in facts if _speaks_of(f, form)}
            for measure, way in _MEASURES.items():
                if measure in near or (measure in _DERIVABLE and near & _DERIVABLE):
                    continue
                text = way.format(item=f"{_lead(shelf, record)}{item}")
                yield Unanswerable("指标", text)


def _speaks_of(fact: Fact, form: str) -> bool:
    """Of the item, of a part of it, or of what it is a part of."""
    return key(fact.item) in form or any(form in key(name) for name in (fact.item, *fact.row))


def _never(shelf: Shelf) -> Iterator[Unanswerable]:
    for entry in _DATA["never"]:
        if any(shelf.containing(word, k=1) for word in entry["words"]):
            continue
        for question in entry["questions"]:
            yield Unanswerable("未提及", question)
            for record in shelf.reports():
                yield Unanswerable("未提及", f"{record.entity}的{question}")
                yield Unanswerable("未提及", f"请问{record.year}年{question}？")
