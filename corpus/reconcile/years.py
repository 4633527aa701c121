"""Years of the report wherever it prints its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Place
from corpus.reconcile.model import Outcome
from corpus.reconcile.text_rules import text_pattern
from corpus.reconcile.told_years import told_years
from corpus.reconcile.view import Stretch, View, words
from corpus.text import align

YEAR_RULE, DATE_RULE, SPEAKING_RULE = "report-year", "as-of-date", "year-in-text"
SHORT = 40
"""Characters of a line that may be a date or a name on a cover."""
BESIDE = 12
"""Characters of the next sentence that may tell of the report's year beside another."""
_SENTENCE = re.compile(r"[。；;\n]")


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
    for stretch in view.stretches:
        for match in text_pattern("cover_entity").finditer("" if stretch.section else stretch.text):
            yield "封面", match[0].strip(), stretch.places(*match.span())
    for table in view.report.tables:
        yield "表名", table.title, table.places[:1]
    running: set[str] = set()
    for block in view.report.blocks:
        if block.kind in ("header", "footer") and block.text not in running and block.spans:
            running.add(block.text)
            yield "页眉页脚", block.text, (Place(block.spans[0].page, block.spans[0].box),)


def published(view: View) -> Iterator[Outcome]:
    """Accounts are published after their year, a budget not long before its own."""
    identity = view.report.identity
    said = re.match(r"(?:19|20)\d\d", identity.published or "")
    if said is None or identity.year is None:
        return
    earliest = identity.year + (1 if identity.kind.endswith("决算") else -1)
    if int(said[0]) >= earliest:
        yield Outcome(DATE_RULE, "passed")
        return
    message = (
        f"封面日期为 {identity.published}，早于{identity.year} 年度{identity.kind}可能公开的时间"
    )
    places = tuple(
        Place(block.spans[0].page, block.spans[0].box)
        for block in view.report.blocks
        if block.spans and words(block.text).startswith(said[0]) and len(block.text) < SHORT
    )[:1]
    yield Outcome(DATE_RULE, "failed", "warning", message, places=places)


def dates(view: View) -> Iterator[Outcome]:
    """In final accounts "截至…年12月31日" is the end of their year."""
    yield from published(view)
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


def speaking_years(view: View) -> Iterator[Outcome]:
    """ "本部门2023年度共5个项目": what is told of a year in the report's own words is of its year."""
    year = view.report.identity.year
    if year is None:
        return
    misdated = list(_misdated(view))
    for stretch, match in _own_years(view):
        if _said(match) == year:
            yield Outcome(SPEAKING_RULE, "passed")
            continue
        end = _end(stretch, match)
        if any(other is stretch and match.start() < at < end for other, at in misdated):
            continue  # told of with its amount
        message = f"写“{match[0].strip()}”，本报告为 {year} 年度"
        places = stretch.places(*match.span())
        quote = match[0].strip()
        yield Outcome(SPEAKING_RULE, "failed", "warning", message, places=places, quote=quote)


def _misdated(view: View) -> Iterator[tuple[Stretch, int]]:
    """Where amounts stand that are said to be of another year than their table's."""
    for outcome in told_years(view):
        if outcome.status == "failed":
            yield view.stretch_of[outcome.facts[0]]


def _end(stretch: Stretch, match: re.Match[str]) -> int:
    end = _SENTENCE.search(stretch.text, match.end())
    return end.start() if end else len(stretch.text)


def _own_years(view: View) -> Iterator[tuple[Stretch, re.Match[str]]]:
    """Years that only the report's own can be meant by: beside its name, or where it opens."""
    found: dict[tuple[int, int], tuple[Stretch, re.Match[str]]] = {}
    for number, stretch in enumerate(view.stretches):
        told = [
            *_spoken(view, stretch, ("speaker_year", "year_speaker")),
            *(
                match
                for match in _spoken(view, stretch, ("speaker_of_year", "year_of_speaker"))
                if not text_pattern("not_of_own_year").search(_sentence(stretch, match))
            ),
            *_performance(view, stretch),
        ]
        for match in told:
            found.setdefault((number, _at(match)), (stretch, match))
    yield from found.values()
    seen = {(id(stretch), _at(match)) for stretch, match in found.values()}
    for stretch, match in _openings(view):
        if (id(stretch), _at(match)) not in seen:
            yield stretch, match


def _group(match: re.Match[str]) -> str:
    """The name of the group that holds the year: patterns of several places have several."""
    return next(n for n, said in match.groupdict().items() if n.startswith("year") and said)


def _said(match: re.Match[str]) -> int:
    return int(match[_group(match)])


def _at(match: re.Match[str]) -> int:
    return match.start(_group(match))


def _spoken(view: View, stretch: Stretch, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Years told together with who speaks, where that is the report's own body."""
    own = ("本部门", "本单位", "我部门", "我单位", words(view.report.identity.entity))
    for name in names:
        for match in text_pattern(name).finditer(stretch.text):
            if view.report.identity.entity and words(match["who"]).endswith(own):
                yield match


def _sentence(stretch: Stretch, match: re.Match[str]) -> str:
    """The sentence around a match, up to the next comma."""
    opening = max(stretch.text.rfind(mark, 0, match.start()) for mark in "。；;\n")
    end = re.compile(r"[。；;，,\n]").search(stretch.text, match.end())
    return stretch.text[opening + 1 : end.start() if end else None]


def _performance(view: View, stretch: Stretch) -> list[re.Match[str]]:
    """A year's performance is looked at in the year after it."""
    year = view.report.identity.year or 0
    matches = text_pattern("performance_year").finditer(stretch.text)
    return [match for match in matches if _said(match) != year + 1]


def _openings(view: View) -> Iterator[tuple[Stretch, re.Match[str]]]:
    """Sentences that open with a year and tell an amount; what is told of two years is left out."""
    year = str(view.report.identity.year)
    found = []
    for stretch in view.stretches:
        for match in text_pattern("opening_year").finditer(stretch.text):
            end = _end(stretch, match)
            rest = stretch.text[match.end() : end]
            following = stretch.text[end + 1 : end + BESIDE]
            if str(_said(match)) == year or (year not in rest and year not in following):
                found.append((stretch, match))
    right = [pair for pair in found if str(_said(pair[1])) == year]
    if len(right) >= len(found) - len(right):
        yield from found
