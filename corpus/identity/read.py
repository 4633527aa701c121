"""Who reports on what: entity, year, kind, title, place and date of publication.

What most of the evidence says is taken, a cover counting more than a heading and a heading more
than a table. Where a cover, heading or table says otherwise, a warning names it. The file's name
is asked only for what the report does not print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from corpus.errors import NotAReport
from corpus.identity.evidence import Aspect, Evidence, cover_blocks, gather
from corpus.identity.names import identity_words, short_names, split_places
from corpus.model import Block, Identity, ReadingWarning, Table
from corpus.quality import reading_warning
from corpus.text import normalize

WEIGHTS = {"cover": 6, "heading": 3, "table": 2, "sentence": 1}
_SOURCES = {"cover": "封面", "heading": "标题", "table": "表格"}


def read_identity(
    blocks: Sequence[Block], tables: Sequence[Table], file_name: str
) -> tuple[Identity, tuple[ReadingWarning, ...]]:
    """The identity, with warnings where the report contradicts itself.

    ``file_name`` is the last resort. Raises NotAReport for a template and for what names no budget
    or final accounts anywhere.
    """
    _refuse_template(blocks, file_name)
    evidence = [item for item in gather(blocks, tables) if not _placeholder().search(item.value)]
    named = normalize(PurePath(file_name).stem)
    kind = _kind(evidence) or _found(identity_words()["kinds"]["kind"], named)
    if kind is None:
        raise NotAReport(file_name, "没有找到部门预算或部门决算的标题")
    entity, year = _usual("entity", evidence), _usual("year", evidence)
    warnings = [*_contradictions(evidence, entity, year, kind), *_unfilled(blocks)]
    if entity is None:
        entity = _found(identity_words()["evidence"]["cover"], named) or PurePath(file_name).stem
        warnings.append(reading_warning("from_file_name", what="单位名称", text=entity))
    if year is None and (year := _found(identity_words()["kinds"]["year"], named)):
        warnings.append(reading_warning("from_file_name", what="年度", text=year))
    if year is None:
        warnings.append(reading_warning("no_year"))
    cover = cover_blocks(blocks)
    identity = Identity(
        entity=entity,
        year=int(year) if year else None,
        kind=kind,
        title=_title(cover, entity, year, kind),
        short_names=short_names(entity),
        place=split_places(entity)[0],
        published=_published(cover),
    )
    return identity, tuple(warnings)


def _usual(aspect: Aspect, evidence: Sequence[Evidence]) -> str | None:
    """The value with the greatest weight; among names, a shortened one counts for the full one."""
    weights: Counter[str] = Counter()
    for item in evidence:
        if item.aspect == aspect:
            weights[item.value] += WEIGHTS[item.source]
    if not weights:
        return None
    if aspect == "entity":
        for value in tuple(weights):
            full = [other for other in weights if other != value and value in short_names(other)]
            for other in full:
                weights[other] += weights[value]
    return max(weights, key=lambda value: (weights[value], len(value)))


def _kind(evidence: Sequence[Evidence]) -> str | None:
    """What cover and headings say; tables' titles tell 预算 from 决算 only, and are asked last."""
    titles = [item for item in evidence if item.source in {"cover", "heading"}]
    return _usual("kind", titles) or _usual("kind", evidence)


def _found(pattern: str, text: str) -> str | None:
    """What ``pattern``'s groups find in ``text``."""
    match = re.search(pattern, text)
    return "".join(group for group in match.groups() if group) if match else None


def _contradictions(
    evidence: Sequence[Evidence], entity: str | None, year: str | None, kind: str
) -> Iterator[ReadingWarning]:
    """One warning for every other name, year or kind that a cover, heading or table gives."""
    chosen = {"entity": entity, "year": year, "kind": kind}
    seen: set[tuple[str, str]] = set()
    for item in evidence:
        value = chosen[item.aspect]
        if item.source == "sentence" or value is None or (item.aspect, item.value) in seen:
            continue
        if item.value == value or _agrees(item, value):
            continue
        seen.add((item.aspect, item.value))
        where = f"{_SOURCES[item.source]}“{item.text[:40]}”"
        yield reading_warning(
            f"{item.aspect}_differs",
            item.page,
            where=where,
            other=item.value,
            **{item.aspect: value},
        )


def _agrees(item: Evidence, value: str) -> bool:
    """A shorter name of the same body; a table's title says nothing of 部门 or 单位."""
    if item.aspect == "kind":
        return item.source == "table" and item.value[-2:] == value[-2:]
    return item.aspect == "entity" and (item.value in value or item.value in short_names(value))


def _placeholder() -> re.Pattern[str]:
    return re.compile(identity_words()["templates"]["placeholder"])


def _refuse_template(blocks: Sequence[Block], file_name: str) -> None:
    """Raise NotAReport where more is left to fill in than is filled in."""
    text = "".join(block.text for block in blocks if block.kind == "paragraph")
    left = len(_placeholder().findall(text))
    printed = len(re.findall(r"\d[\d,.]*\s*(?:[万亿]?元|%|个|辆)", text))
    on_cover = any(_placeholder().search(block.text) for block in cover_blocks(blocks))
    fewest = identity_words()["templates"]["fewest"]
    if left >= fewest and (left > printed or on_cover):
        raise NotAReport(file_name, f"这是模板：有 {left} 处占位符尚未填写")


def _unfilled(blocks: Sequence[Block]) -> Iterator[ReadingWarning]:
    for block in blocks:
        match = _placeholder().search(block.text) if block.kind == "heading" else None
        if match:
            where = f"标题“{block.text[:40]}”"
            yield reading_warning("placeholder", block.spans[0].page, where=where, text=match[0])


def _title(cover: Sequence[Block], entity: str, year: str | None, kind: str) -> str:
    """The printed title, when it says whose accounts of which year these are; else one made so."""
    own = [block.text for block in cover if _is_title_part(block, entity)]
    printed = "".join(own).replace(" ", "")
    if entity in normalize(printed) and (year is None or year in printed) and kind[-2:] in printed:
        return printed
    unit = "年度" if kind.endswith("决算") else "年"
    return f"{entity}{f'{year}{unit}' if year else ''}{kind}"


def _is_title_part(block: Block, entity: str) -> bool:
    text = normalize(block.text)
    kinds = identity_words()["kinds"]
    return (
        ":" not in text
        and len(text) < 60
        and (
            entity == text
            or bool(re.search(kinds["kind"], text) or re.search(kinds["table_title"], text))
        )
    )


def _published(cover: Sequence[Block]) -> str | None:
    """The date on the cover, as ISO 8601: "2024-09-29", or "2024-09" without a day."""
    for block in cover:
        match = re.search(identity_words()["kinds"]["date"], normalize(block.text))
        if match:
            return "-".join(part.zfill(2) for part in match.groups() if part)
    return None
