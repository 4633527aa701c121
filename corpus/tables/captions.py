"""The lines above a table: its title, code, unit and entity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.layout.lines import group_lines
from corpus.model import Glyph, Line, Page
from corpus.tables.cells import around
from corpus.tables.matrix import DASHES
from corpus.tables.words import word
from corpus.text import fold, normalize

PARTED = 2.5
"""A gap of this many font sizes parts two things printed on one line ("部门：…      单位：元")."""

LONGEST_TITLE = 70
"""Characters: a longer line is running text."""

FURTHEST = 12
"""Lines above a table that may belong to its caption."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What is printed above a table; ``lines`` from the top down, None where not printed."""

    title: str = ""
    code: str | None = None
    unit: str | None = None
    entity: str | None = None
    lines: tuple[Line, ...] = ()


def page_segments(page: Page, glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines that ``glyphs`` make, those with wide gaps cut up."""
    return tuple(
        part for line in group_lines(glyphs, page.number) for part in cut_line(line, PARTED)
    )


def cut_line(line: Line, gap: float, figure_gap: float | None = None) -> Iterator[Line]:
    """The parts of a line between white of more than ``gap`` font sizes.

    ``figure_gap`` is the white that is enough beside a digit, or after a dash alone. What follows a colon belongs to it,
    however far it stands.
    """
    runs: list[list[Glyph]] = []
    for glyph in (g for g in line.glyphs if g.text.strip()):
        if runs and _goes_on(runs[-1], glyph, line.size, gap, figure_gap):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    if len(runs) < 2:
        yield line
        return
    for run in runs:
        box = around(glyph.box for glyph in run)
        inside = [g for g in line.glyphs if box and box.x0 <= g.box.center[0] <= box.x1]
        if box:
            yield Line(line.page, "".join(g.text for g in inside), box, tuple(inside), line.size)


def _goes_on(
    run: Sequence[Glyph], glyph: Glyph, size: float, gap: float, figure_gap: float | None
) -> bool:
    before = run[-1]
    if before.text in "：:":
        return True
    # A dash alone stands in a figure's place.
    beside_figure = (
        before.text.isdigit() or glyph.text.isdigit() or all(g.text in DASHES for g in run)
    )
    allowed = figure_gap if figure_gap is not None and beside_figure else gap
    return glyph.box.x0 - before.box.x1 <= allowed * size


def names_table(row: Sequence[Line]) -> bool:
    """Whether a line, cut into ``row``, belongs above a table: its title, unit, entity or code."""
    texts = [normalize(line.text) for line in row]
    if len(texts) == 1 and _is_title(texts[0]):
        return True
    return any(
        word("caption", "code").fullmatch(text)
        or word("caption", "unit").search(text)
        or word("caption", "entity").search(text)
        for text in texts
    )


def read_caption(above: Sequence[Line]) -> Caption:
    """The caption of a table out of the lines between it and what is printed before it."""
    caption = Caption()
    taken: list[Line] = []
    for line in reversed(above[-FURTHEST:]):
        read = _read_line(caption, line, titled=bool(caption.title))
        if read is None:
            if not _continues_title(line, taken, caption):
                break
            read = replace(caption, title=fold(line.text) + caption.title)
        caption = read
        taken.append(line)
    taken.sort(key=lambda line: (line.box.top, line.box.x0))
    if not caption.title and not (caption.code or caption.unit):
        return Caption()
    return replace(caption, lines=tuple(taken))


def _read_line(caption: Caption, line: Line, titled: bool) -> Caption | None:
    """``caption`` with what the line adds to it; None when it is no line of a caption.

    A line may print several things: "公开01表 收入支出决算总表 单位：万元".
    """
    text = normalize(line.text)
    code = word("caption", "code").fullmatch(text)
    unit = word("caption", "unit").search(text)
    entity = word("caption", "entity").search(text)
    if code or unit or entity:
        caption = replace(
            caption,
            code=caption.code or (text if code else None),
            unit=caption.unit or (unit["unit"] if unit else None),
            entity=caption.entity or (entity["entity"].strip() or None if entity else None),
        )
    rest = _without(text, *filter(None, (code, unit, entity)))
    if titled or not _is_title(rest):
        known = code or unit or entity or word("caption", "date").search(text)
        return caption if known or (not titled and _score_line(text)) else None
    leading = word("caption", "code").match(rest)
    own_code = leading[0] if leading and rest[leading.end() :][:1].isspace() else None
    title = fold(line.text) if rest == text else rest
    return replace(caption, title=title, code=caption.code or own_code)


def _without(text: str, *matches: re.Match[str]) -> str:
    """``text`` without what was read from it, and without the brackets left empty."""
    for match in matches:
        text = text.replace(match[0], " ")
    return word("caption", "empty_brackets").sub("", text).strip()


def _score_line(text: str) -> bool:
    bare_number = text.replace(".", "", 1).isdecimal()
    return bare_number or word("caption", "score").match(text) is not None


def merged(outer: Caption, inner: Caption) -> Caption:
    """What is printed above a table, completed by what its own first rows print."""
    return Caption(
        title=outer.title or inner.title,
        code=outer.code or inner.code,
        unit=outer.unit or inner.unit,
        entity=outer.entity or inner.entity,
        lines=(*outer.lines, *inner.lines),
    )


def may_be_title(line: Line) -> bool:
    """Whether the line reads like the title of a table."""
    return _is_title(normalize(line.text))


def _is_title(text: str) -> bool:
    if not text or len(text) > LONGEST_TITLE or text[-1] in "。；;，,:、":
        return False
    if word("caption", "no_title").search(text):
        return False
    return word("caption", "title").search(text) is not None


def _continues_title(line: Line, taken: Sequence[Line], caption: Caption) -> bool:
    """Whether ``line`` is the upper half of a title that was too long for one line."""
    if not caption.title or not taken:
        return False
    below = taken[-1]
    text = normalize(line.text)
    return (
        fold(below.text) == caption.title
        and abs(line.size - below.size) < 0.5
        and below.box.top - line.box.bottom < 0.9 * line.size
        and abs(line.box.center[0] - below.box.center[0]) < 2 * line.size
        and len(text) < LONGEST_TITLE
        and text[-1] not in "。；;，,:"
        and not _is_title(text)
    )
