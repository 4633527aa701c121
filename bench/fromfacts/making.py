"""A sample of questions: the same seed makes the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.fromfacts.fits import Said, accepted
from bench.fromfacts.targets import Target, all_targets, askable
from bench.fromfacts.wordings import WAYS, Wording
from index.protocol import Shelf
from index.records import ReportRecord


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
    """With the entity and the year, or one of them, or neither."""
    record = wording.target.record
    alone = len(records) == 1
    names = [record.entity, *record.short_names[:2]]
    if alone:
        names += ["我局", "贵单位"] if record.entity.endswith("局") else ["本单位", "贵单位"]
    said_entity = not alone or random.random() < 0.4
    said_year = record.year is not None and (not alone or random.random() < 0.4)
    lead = f"{record.year}年" if said_year and str(record.year) not in wording.question else ""
    entity = ""
    if said_entity and wording.kind not in {"英文", "全角"}:
        entity = record.entity if not alone else random.choice(names)
        entity += random.choice(("", "的"))
    if wording.kind in {"英文", "全角"}:
        lead = ""
    text = (
        f"{entity.rstrip('的')}{lead}{wording.question}"
        if lead and entity and random.random() < 0.5
        else f"{lead}{entity}{wording.question}"
    )
    year = record.year if lead else wording.said.year
    return replace(
        wording,
        question=text,
        said=replace(wording.said, year=year),
        unit={"元": "万元", "万元": "元"}.get(wording.target.fact.unit or "")
        if wording.kind == "换单位"
        else None,
        entity_said=bool(entity),
    )


def _expected(wording: Wording, pool: list[Target]) -> Question | None:
    """None where nobody would mean this figure by these words."""
    fitting = accepted(pool, wording.said)
    amounts = {t.amount for t in fitting}
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
