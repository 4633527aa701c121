"""Names and years of the report wherever it prints its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Place
from corpus.reconcile.model import Outcome
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import View, words
from corpus.text import align

YEAR_RULE, DATE_RULE, ENTITY_RULE, SPEAKER_RULE, SPEAKING_YEAR_RULE = (
    "report-year", "as-of-date", "entity-name", "named-in-text", "year-in-text",
)  # fmt: skip


def years(view: View) -> Iterator[Outcome]:
    """Headings and tables' titles that name the report name its year."""
    year = view.report.identity.year
    if year is None:
        return
    for where, text, places in _titles(view):
        found = text_pattern("report_year").search(align(text))
        if found is None:
            continue
        if int(found[1]) == year:
            yield Outcome(YEAR_RULE, "passed")
        else:
            message = f"{where}“{text}”写的是 {found[1]} 年，本报告为 {year} 年度"
            yield Outcome(YEAR_RULE, "failed", "warning", message, places=places, quote=found[0])


def _titles(view: View) -> Iterator[tuple[str, str, tuple[Place, ...]]]:
    for section in view.report.sections:
        yield "标题", section.title, (Place(section.page, section.box),)
    for table in view.report.tables:
        yield "表名", table.title, table.places[:1]
    running: set[str] = set()
    for block in view.report.blocks:
        if block.kind in ("header", "footer") and block.text not in running and block.spans:
            running.add(block.text)
            yield "页眉页脚", block.text, (Place(block.spans[0].page, block.spans[0].box),)


def dates(view: View) -> Iterator[Outcome]:
    """In final accounts "截至…年12月31日" is the end of their year."""
    identity = view.report.identity
    if identity.year is None or not identity.kind.endswith("决算"):
        return
    for stretch in view.stretches:
        for match in text_pattern("as_of").finditer(stretch.text):
            if int(match[1]) == identity.year:
                yield Outcome(DATE_RULE, "passed")
                continue
            message = f"写“{match[0]}”，本报告为 {identity.year} 年度决算"
            places = stretch.places(*match.span())
            yield Outcome(DATE_RULE, "failed", "warning", message, places=places, quote=match[0])


def entities(view: View) -> Iterator[Outcome]:
    """The name over each table is the report's; so is the one in headings that name the report.

    Forms are filled in by others too: there only a name that is nearly the report's is told of.
    """
    own = view.report.identity.entity
    standard = [table.entity for table in view.standard_tables if table.entity]
    agreeing = sum(_same_name(name, own) for name in standard)
    for where, name, places, strict in _names(view):
        if not own:
            return
        if _same_name(name, own):
            yield Outcome(ENTITY_RULE, "passed")
        elif _alike(name, own) or (strict and agreeing * 2 >= len(standard)):
            message = f"{where}的单位名称印为“{name}”，与报告的“{own}”不一致"
            yield Outcome(ENTITY_RULE, "failed", "warning", message, places=places, quote=name)


def _names(view: View) -> Iterator[tuple[str, str, tuple[Place, ...], bool]]:
    """(where, name, places, whether only the report's own can stand there)."""
    for table in view.report.tables:
        if table.entity:
            strict = table.standard is not None
            yield f"《{table.title}》", table.entity, table.places[:1], strict
    for section in view.report.sections:
        if match := text_pattern("named_report").search(align(section.title)):
            place = Place(section.page, section.box)
            yield f"标题“{section.title}”", match["entity"].strip(), (place,), True


def speakers(view: View) -> Iterator[Outcome]:
    """ "2023年度某局机关运行经费…": whose money is told of, where most name the report's own."""
    identity = view.report.identity
    own, short = identity.entity, {words(name) for name in identity.short_names}
    found = [
        (stretch, match)
        for stretch in view.stretches
        for name in ("named_speaker", "speaker_before")
        for match in text_pattern(name).finditer(stretch.text)
    ]
    right = [pair for pair in found if _speaks(pair[1]["entity"], own)]
    for stretch, match in found if len(right) * 2 > len(found) else ():
        if _speaks(match["entity"], own) or words(match["entity"]) in short:
            yield Outcome(SPEAKER_RULE, "passed")
            continue
        message = f"写的是“{match['entity']}”，本报告的单位是“{own}”"
        places = stretch.places(*match.span("entity"))
        quote = match["entity"]
        yield Outcome(SPEAKER_RULE, "failed", "warning", message, places=places, quote=quote)


def _speaks(name: str, own: str) -> bool:
    """Whether the name is the report's own; a word may stand before it ("纳入某局")."""
    return _same_name(name, own) or _bare(name).endswith(_bare(own))


def speaking_years(view: View) -> Iterator[Outcome]:
    """ "本部门2023年度共5个项目": what is told of a year in the report's own words is of its year."""
    identity = view.report.identity
    own = {"本部门", "本单位", "我部门", "我单位", words(identity.entity)}
    for stretch in view.stretches:
        for match in text_pattern("speaker_year").finditer(stretch.text):
            if words(match["who"]) not in own or identity.year is None:
                continue
            if int(match["year"]) == identity.year:
                yield Outcome(SPEAKING_YEAR_RULE, "passed")
                continue
            message = f"写“{match[0]}”，本报告为 {identity.year} 年度"
            places = stretch.places(*match.span())
            yield Outcome(
                SPEAKING_YEAR_RULE, "failed", "warning", message, places=places, quote=match[0]
            )


def _same_name(name: str, own: str) -> bool:
    printed, whole = _bare(name), _bare(own)
    return printed == whole or _bare_ends(printed, whole)


def _alike(name: str, own: str) -> bool:
    printed, whole = _bare(name), _bare(own)
    return printed in whole or whole in printed


def _bare(name: str) -> str:
    return re.sub(r"[(（](?:本级|机关|汇总|部门|单位)[)）]|本级$|部门$", "", words(name)).strip()


def _bare_ends(printed: str, own: str) -> bool:
    """A name without the place that it starts with elsewhere."""
    return own.endswith(printed) and len(printed) * 2 > len(own)
