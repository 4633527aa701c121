"""The list after 主要包括 against the rows of the table that are not zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Fact
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.view import Stretch, View, words
from corpus.reconcile.vocabulary import declared

RULE = "listed-items"
_LIST = re.compile(r"主要包括[:：]?\s*(?P<list>[^。；;]+)")
_COMMA = re.compile(r"[、,，]|以及")


def listed_items(view: View) -> Iterator[Outcome]:
    """What is listed has an amount, and what has an amount is listed."""
    tables = [t for key in declared()["basic"]["tables"] for t in view.by_standard.get(key, [])]
    if len(tables) != 1:
        return
    rows = [fact for fact in view.by_table[tables[0].number] if fact.code and len(fact.code) > 3]
    for stretch in view.stretches:
        for match in _LIST.finditer(stretch.text):
            kind = next(stretch.before(match.start()), None)
            classes = declared()["basic"]["classes"].get(words(kind.item) if kind else "")
            if kind is not None and classes:
                own = [fact for fact in rows if (fact.code or "")[:3] in classes and not fact.basis]
                yield from _compared(stretch, match, kind, own)


def _compared(
    stretch: Stretch, match: re.Match[str], kind: Fact, rows: list[Fact]
) -> Iterator[Outcome]:
    listed = {_plain(name) for name in _COMMA.split(match["list"]) if name.strip()}
    names = {_plain(fact.item): fact for fact in rows}
    known = listed & names.keys()
    if len(known) * 2 < len(listed):
        return
    some = match["list"].rstrip().endswith("等")
    missing = [n for n, fact in names.items() if fact.value and n not in listed and not some]
    idle = [name for name in names if name in known and not names[name].value]
    said = [
        *([f"表中有数而未列出：{'、'.join(missing)}"] if missing else []),
        *([f"列出而表中无数：{'、'.join(idle)}"] if idle else []),
    ]
    facts = (kind.number, *(names[name].number for name in missing))
    if not said:
        yield Outcome(RULE, "passed", facts=facts)
        return
    # A list of everything there could be is the template's; it is no statement of this report.
    whole = len(idle) * 2 > len(known) and not missing
    severity: Severity = "info" if whole else "warning"
    lead = "照列了模板的全部科目，" if whole else ""
    message = f"“{kind.item}……主要包括”的列举与表不一致：{lead}{'；'.join(said)}"
    places = stretch.places(*match.span("list"))
    yield Outcome(RULE, "failed", severity, message, facts, places=places)


def _plain(name: str) -> str:
    return re.sub(r"\(.*?\)|等$", "", words(name)).strip()
