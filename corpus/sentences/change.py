"""Changes: "比上年增加", "收入合计减少", "减少窗口数量", "压缩至"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.sentences.phrases import FigureKind, phrase_book

_PRINTED_YEAR = re.compile(r"(?:19|20)\d{2}")

_OWN_BUDGET = re.compile(r"(?P<item>.{2,}?)(?P<budget>(?:年初|全年|调整后?)预算)数?")


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a clause prints it: ``item`` may be "", ``base`` None when it names none.

    ``amount`` is False where the figure is what became of the item ("压缩至5个工作日") and not the
    difference.
    """

    item: str
    base: str | None
    direction: int
    amount: bool = True


def canonical_base(printed: str, year: int | None) -> str:
    """The canonical name of what a change is measured against; ``year``: the report's own."""
    for base in phrase_book().bases:
        if base.pattern.fullmatch(printed):
            named = _PRINTED_YEAR.search(printed)
            if named and year is not None and int(named[0]) != year - 1:
                if int(named[0]) == year and base.name == "上年预算":
                    return "年初预算" if "年初" in printed else "预算"
                return base.name.replace("上年", f"{named[0]}年")
            return base.name
    return printed


def read_change(words: str, kind: FigureKind, year: int | None, base: str | None) -> Change | None:
    """The change that ``words`` (a clause up to its figure) say, or None.

    ``base`` is the comparison already in force ("与2022年度相比,").
    """
    book = phrase_book().change
    if match := book.moved_to.fullmatch(words):
        return Change(match["item"], None, _direction(match["word"]), amount=False)
    if match := book.against.fullmatch(words):
        direction = 1 if match["word"] in book.over else -1
        item = book.item_tail.sub("", match["item"])
        return Change(item, canonical_base(match["base"], year), direction)
    if book.year_on_year in words:
        base = "上年"
    if match := book.clause.fullmatch(words):
        bare = phrase_book().change.nominal if kind == "amount" else frozenset()
        return _compared(match["front"], match["word"], year, base, bare)
    if (match := book.leading.fullmatch(words)) and match["word"] not in book.compared_only:
        falls = _direction(match["word"]) < 0
        if kind == "percentage" or (kind == "count" and falls):
            return Change(match["item"], base, _direction(match["word"]))
    if kind == "percentage" and (match := book.inner.fullmatch(words)):
        return Change(match["item"], base, _direction(match["word"]))
    return None


def read_held(words: str, after: str, year: int | None) -> tuple[str, str] | None:
    """(item, base) where the figure is that of the base itself: "比年初预算8.00万元减少".

    ``words`` go up to the figure; ``after`` is what follows it.
    """
    book = phrase_book().change
    match = book.held.fullmatch(words)
    if match is None or not after.startswith((*book.up, *book.down)):
        return None
    return book.item_tail.sub("", match["item"]), canonical_base(match["base"], year)


def _compared(
    front: str, word: str, year: int | None, base: str | None, nominal: frozenset[str]
) -> Change | None:
    """The change that ``front`` and ``word`` say; a ``nominal`` word needs a comparison."""
    book = phrase_book().change
    match = book.comparison.fullmatch(front)
    if match is None:
        if word in book.compared_only or (word in nominal and front and base is None):
            return None
        return Change(book.item_tail.sub("", front), base, _direction(word))
    item, base = match["after"] or match["before"], match["base"]
    if own := _OWN_BUDGET.fullmatch(match["after"]):
        # "比2024年度会议费年初预算减少": what is held against is the item's own budget.
        item, base = match["before"] or own["item"], f"{base}{own['budget']}"
    return Change(book.item_tail.sub("", item), canonical_base(base, year), _direction(word))


def _direction(word: str) -> int:
    book = phrase_book().change
    return (word in book.up) - (word in book.down)
