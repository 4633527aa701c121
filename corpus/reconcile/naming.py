"""The name of the report's body wherever it prints one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Place
from corpus.reconcile.model import Outcome
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared
from corpus.text import align

ENTITY_RULE, SPEAKER_RULE = "entity-name", "named-in-text"

_PLACE = "[\u4e00-\u9fff]{1,6}?[省市区县州盟旗]"


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
    for stretch in view.stretches:
        for match in text_pattern("labelled_entity").finditer(stretch.text):
            yield "文中", match["entity"], stretch.places(*match.span("entity")), True
        if not stretch.section:
            for match in text_pattern("cover_entity").finditer(stretch.text):
                yield "封面", match["entity"], stretch.places(*match.span("entity")), True


def named_in_text(view: View) -> Iterator[Outcome]:
    """Bodies and places that the text gives for the report's own."""
    yield from speakers(view)
    yield from spenders(view)
    yield from governments(view)


def governments(view: View) -> Iterator[Outcome]:
    """The government of another place, named once only: left over from another's report."""
    identity = view.report.identity
    for stretch in view.stretches if identity.place else ():
        for match in text_pattern("foreign_government").finditer(stretch.text):
            place = match["place"]
            if any(part in place or place in part for part in (*identity.place, identity.entity)):
                yield Outcome(SPEAKER_RULE, "passed")
            elif _times(view, place) == 1:
                message = f"写的是“{match[0]}”，本报告的单位是“{identity.entity}”"
                places = stretch.places(*match.span())
                yield Outcome(
                    SPEAKER_RULE, "failed", "warning", message, places=places, quote=match[0]
                )


def speakers(view: View) -> Iterator[Outcome]:
    """ "2023年度某局机关运行经费…": whose money is told of.

    Where most name the report's own, any other is told of; else one that is named nowhere else
    and is of the same place: bodies that belong to the report's are named among its units too.
    """
    identity = view.report.identity
    own, short = identity.entity, {words(name) for name in identity.short_names}
    found = [
        (stretch, match)
        for stretch in view.stretches
        for name in ("named_speaker", "speaker_before")
        for match in text_pattern(name).finditer(stretch.text)
    ]
    found += [
        (stretch, match)
        for stretch in view.stretches
        for match in _subjects(view).finditer(stretch.text)
        if not _introduced(stretch, match["entity"])
    ]
    right = [pair for pair in found if _speaks(pair[1]["entity"], own)]
    mostly = len(right) * 2 > len(found)
    for stretch, match in found:
        if _speaks(match["entity"], own) or words(match["entity"]) in short:
            yield Outcome(SPEAKER_RULE, "passed")
        elif own and (mostly or _stranger(view, match["entity"])):
            message = f"写的是“{match['entity']}”，本报告的单位是“{own}”"
            places = stretch.places(*match.span("entity"))
            quote = match["entity"]
            yield Outcome(SPEAKER_RULE, "failed", "warning", message, places=places, quote=quote)


def _introduced(stretch: Stretch, name: str) -> bool:
    """Whether a body of another kind is told of where the report's own units are set out."""
    where, kinds = text_pattern("setting_out"), text_pattern("departments")
    return any(where.search(title) for title in stretch.section) and not kinds.search(name)


def _subjects(view: View) -> re.Pattern[str]:
    """Bodies of the report's own place that sentences are about."""
    places = "|".join(map(re.escape, view.report.identity.place)) or "(?!)"
    return re.compile(declared()["text"]["subject"].replace("PLACE", places))


def spenders(view: View) -> Iterator[Outcome]:
    """ "主要原因是某局落实过紧日子要求": who saves its own money is the report's own body."""
    own = view.report.identity.entity
    short = {words(name) for name in view.report.identity.short_names}
    for stretch in view.stretches if own else ():
        for match in text_pattern("spender").finditer(stretch.text):
            name = match["entity"]
            if _speaks(name, own) or words(name) in short or _is_of_us(view, name):
                yield Outcome(SPEAKER_RULE, "passed")
                continue
            message = f"原因中写的是“{name}”，本报告的单位是“{own}”"
            places = stretch.places(*match.span("entity"))
            yield Outcome(SPEAKER_RULE, "failed", "warning", message, places=places, quote=name)


def _is_of_us(view: View, name: str) -> bool:
    """Whether the report speaks of the body elsewhere too, as of one of its own."""
    return _times(view, name) > 1 or any(each in name for each in _ANYONE)


_ANYONE = ("本", "各", "我", "财政", "全", "单位", "部门")


def _stranger(view: View, name: str) -> bool:
    """Whether the body is of the report's place, and named this once only."""
    place = re.match(_PLACE, name)
    return place is not None and place[0] in view.report.identity.entity and _times(view, name) == 1


def _times(view: View, name: str) -> int:
    return sum(words(passage.text).count(words(name)) for passage in view.report.passages)


def _speaks(name: str, own: str) -> bool:
    """Whether the name is the report's own; a word may stand before it ("纳入某局")."""
    return _same_name(name, own) or _bare(name).endswith(_bare(own))


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
