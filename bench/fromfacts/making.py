"""A sample of questions: the same seed makes the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.fromfacts.fits import Said, accepted
from bench.fromfacts.slips import full_width
from bench.fromfacts.targets import Target, all_targets, askable
from bench.fromfacts.wordings import WAYS, Wording
from index.protocol import Shelf
from index.records import ReportRecord
from service.understanding.keys import key
from service.understanding.vocabulary import vocabulary

_OTHER_UNIT = {"元": "万元", "万元": "元"}


@dataclass(frozen=True)
class Question:
    """A question, and the facts of which a careful reader would accept any; ``target`` is one."""

    kind: str
    text: str
    said: Said
    target: Target
    accepted: tuple[Target, ...]
    unit: str | None
    entity_said: bool


def make_questions(shelf: Shelf, count: int, seed: int) -> list[Question]:
    """About ``count`` questions over all reports held, every way and kind of table about evenly."""
    random = Random(seed)
    records = [r for r in shelf.reports() if r.facts]
    each = max(count // max(len(records), 1), 1)
    found: list[Question] = []
    for record in records:
        found += _of_report(shelf, record, records, each, random)
    return found


def _of_report(
    shelf: Shelf,
    record: ReportRecord,
    records: Sequence[ReportRecord],
    count: int,
    random: Random,
) -> list[Question]:
    pool = all_targets(shelf, record)
    groups: dict[str, list[Target]] = {}
    for target in askable(pool):
        groups.setdefault(target.table_kind, []).append(target)
    made: dict[str, Question] = {}
    names = sorted(groups)
    for attempt in range(count * 12):
        if len(made) >= count or not names:
            break
        target = random.choice(groups[names[attempt % len(names)]])
        kind = random.choice(list(WAYS))
        for text, said in WAYS[kind](target, random):
            wording = _placed(Wording(kind, text, said, target), records, random)
            question = _expected(wording, pool)
            if question is not None:
                made.setdefault(question.text, question)
    return list(made.values())


def _placed(wording: Wording, records: Sequence[ReportRecord], random: Random) -> Wording:
    """With the entity and the year, or one of them, or neither; both where several are held."""
    record, alone = wording.target.record, len(records) == 1
    says_entity = not alone or random.random() < 0.4
    says_year = record.year is not None and (not alone or random.random() < 0.4)
    entity = random.choice(_names(record)) if alone else record.entity
    if wording.kind == "英文":
        text = f"{wording.question} in {record.year}" if says_year else wording.question
        text = f"{record.entity}: {text}" if says_entity else text
    else:
        year = f"{record.year}年" if says_year else ""
        parts = [entity if says_entity else "", year]
        random.shuffle(parts)
        link = "的" if says_entity and random.random() < 0.5 else ""
        text = f"{''.join(parts)}{link}{wording.question}"
    return replace(
        wording,
        question=full_width(text) if wording.kind == "全角" else text,
        said=replace(wording.said, year=record.year if says_year else None),
        unit=_OTHER_UNIT.get(wording.target.fact.unit or "") if wording.kind == "换单位" else None,
        entity_said=says_entity,
    )


def _names(record: ReportRecord) -> list[str]:
    """How a person who has one report open calls its entity."""
    staff = "我局" if record.entity.endswith("局") else "本单位"
    return [record.entity, *record.short_names[:2], staff, "贵单位"]


def _printed_elsewhere(said: Said, pool: list[Target]) -> bool:
    """Whether the report prints a figure under another name of the item: empty or not is moot."""
    groups = [{key(name) for name in a.items} for a in vocabulary().aliases.values()]
    others = {name for group in groups if group & said.forms for name in group}
    return any(t.forms & others and t.amount is not None for t in pool)


def _expected(wording: Wording, pool: list[Target]) -> Question | None:
    """None where nobody would mean this figure by these words."""
    fitting = accepted(pool, wording.said)
    amounts = {t.amount for t in fitting}
    if amounts == {None} and _printed_elsewhere(wording.said, pool):
        return None
    if wording.target.amount not in amounts:
        return None
    return Question(
        wording.kind,
        wording.question,
        wording.said,
        wording.target,
        tuple(fitting),
        wording.unit,
        wording.entity_said,
    )
