"""Questions that can really be answered from what is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.errors import EncoderUnavailable
from index.records import ReportRecord
from service.answering.candidates import Desk
from service.answering.outcome import Outcome
from service.understanding.keys import key
from service.understanding.lexicon import Lexicon
from service.understanding.matching import matching_labels
from service.understanding.query import Query

MOST = 4
_TEMPLATES = {
    "年初预算数": "{item}的年初预算是多少",
    "决算数": "{item}决算数是多少",
    "预算数": "{item}的预算是多少",
    "增减额": "{item}比上年增减多少",
    "完成率": "{item}完成预算的百分之多少",
    "执行率": "{item}的预算执行率是多少",
    "占比": "{item}占比多少",
    "得分": "{item}得分是多少",
}


def next_questions(desk: Desk, outcome: Outcome) -> Iterator[str]:
    """Other measures of the same item that are printed."""
    if outcome.item is None or outcome.status not in {"answered", "not_disclosed"}:
        return
    labels = desk.lexicon.by_key.get(key(outcome.item), ())
    facts = desk.shelf.facts_by_label(labels, desk.scope.ids) if labels else ()
    measures = dict.fromkeys(s.fact.measure for s in facts if s.fact.value is not None)
    asked = outcome.measure or "决算数"
    wanted = [m for m in measures if m in _TEMPLATES and m != asked]
    for measure in wanted[:MOST]:
        yield _TEMPLATES[measure].format(item=outcome.item)


NEAR_ITEMS = 40


def nearest_items(query: Query, desk: Desk) -> list[str]:
    """Printed items near in meaning to the question, the nearest first; [] without an encoder."""
    try:
        found = desk.shelf.nearest_labels(query.plain, NEAR_ITEMS)
    except EncoderUnavailable:
        return []
    return list(dict.fromkeys(label.text for label, _ in found))


def nearest_questions(query: Query, lexicon: Lexicon, records: Sequence[ReportRecord]) -> list[str]:
    """Items that resemble what was asked, else the totals every report prints."""
    found: list[str] = []
    for word in (*[m.text for m in query.mentions], *query.residual):
        found += [
            f"{lexicon.label_text[match.label]}是多少"
            for match in matching_labels(word, lexicon)[:2]
        ]
    totals = [
        name
        for name in ("本年支出合计", "本年收入合计", "基本支出", "项目支出")
        if key(name) in lexicon.by_key
    ]
    entity = records[0].entity if len({r.entity for r in records}) == 1 else ""
    found += [f"{entity}{name}是多少" for name in totals]
    return list(dict.fromkeys(found))[:MOST]
