"""Whatever a page draws, it is read or refused: glyphs and rules of the sample, disturbed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Box, CorpusError, Glyph, Page, Report
from corpus.model import Rule
from corpus.report import compose_report
from corpus.tables.grids.grid import page_grids

PAGES = 2
ODD = (
    "⼈",
    "（",
    "0",
    "9",
    ".",
    "%",
    "\U00020000",
    "\ud800",
    "(cid:12)",
    "其中",
    "—",
    "合计",
    "\x00",
)

Change = Callable[[Page, Random], Page]


def moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.top + y, box.x1 + x, box.bottom + y)


def some_glyphs(page: Page, change: Callable[[Glyph], Glyph | None], random: Random) -> Page:
    changed = (change(g) if random.random() < 0.1 else g for g in page.glyphs)
    return replace(page, glyphs=tuple(glyph for glyph in changed if glyph))


def lost(page: Page, random: Random) -> Page:
    return some_glyphs(page, lambda _: None, random)


def odd(page: Page, random: Random) -> Page:
    return some_glyphs(page, lambda g: replace(g, text=random.choice(ODD)), random)


def flat(page: Page, random: Random) -> Page:
    def no_size(glyph: Glyph) -> Glyph:
        return replace(glyph, box=Box(glyph.box.x0, glyph.box.top, glyph.box.x0, glyph.box.top))

    return some_glyphs(page, no_size, random)


def digits_off(page: Page, random: Random) -> Page:
    x, y = random.uniform(-8, 8), random.uniform(-8, 8)
    glyphs = (replace(g, box=moved(g.box, x, y)) if g.text.isdigit() else g for g in page.glyphs)
    return replace(page, glyphs=tuple(glyphs))


def struck_twice(page: Page, _: Random) -> Page:
    again = (replace(glyph, box=moved(glyph.box, 0.3, 0)) for glyph in page.glyphs)
    return replace(page, glyphs=(*page.glyphs, *again))


def shuffled(page: Page, random: Random) -> Page:
    return replace(page, glyphs=tuple(random.sample(page.glyphs, len(page.glyphs))))


def rules_lost(page: Page, random: Random) -> Page:
    return replace(page, rules=tuple(r for r in page.rules if random.random() < 0.7))


def rules_bent(page: Page, random: Random) -> Page:
    def bent(rule: Rule) -> Rule:
        x0, top, x1, bottom = (
            value + random.uniform(-5, 5)
            for value in (rule.box.x0, rule.box.top, rule.box.x1, rule.box.bottom)
        )
        return Rule(Box(x0, top, x1, bottom), rule.width)

    return replace(page, rules=tuple(map(bent, page.rules)))


def rows_alone(page: Page, _: Random) -> Page:
    return replace(page, rules=tuple(rule for rule in page.rules if rule.horizontal))


CHANGES: list[Change] = [
    lost, odd, flat, digits_off, struck_twice, shuffled, rules_lost, rules_bent, rows_alone,
]  # fmt: skip


def disturbed(pages: tuple[Page, ...], first: int, changes: list[Change], seed: int) -> list[Page]:
    start = first % (len(pages) - PAGES)
    random, result = Random(seed), []
    for number, page in enumerate(pages[start : start + PAGES], start=1):
        changed = page
        for change in changes:
            changed = change(changed, random)
        result.append(replace(changed, number=number))
    return result


# The same examples each time: longer runs with others are made by hand.
BOUNDED = settings(max_examples=15, deadline=None, derandomize=True, database=None)

CASES = {
    "first": st.integers(0, 99),
    "changes": st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4),
    "seed": st.integers(0, 2**16),
}


def test_disturbed_pages_are_read_or_refused(sample: Report) -> None:
    with_facts: list[Report] = []

    @BOUNDED
    @given(**CASES)
    def read_or_refused(first: int, changes: list[Change], seed: int) -> None:
        pages = disturbed(sample.pages, first, changes, seed)
        with suppress(CorpusError):
            report = compose_report(tuple(pages), sample.sha256, "某局2023年部门决算.pdf")
            assert all(fact.page <= PAGES for fact in report.facts)
            with_facts.extend([report] if report.facts else [])

    read_or_refused()
    assert with_facts, "every example was refused or read without a figure: nothing was tried"


@BOUNDED
@given(**CASES)
def test_whatever_rules_are_drawn_the_cells_cover_the_grid_once(
    sample: Report, first: int, changes: list[Change], seed: int
) -> None:
    for page in disturbed(sample.pages, first, changes, seed):
        for grid in page_grids(page):
            places = [
                (cell.row + i, cell.column + j)
                for cell in grid.cells
                for i in range(cell.row_span)
                for j in range(cell.column_span)
            ]
            assert len(places) == len(set(places)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)
