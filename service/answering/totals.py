"""What a question without an item speaks of: the report's own totals."""

from __future__ import annotations

from dataclasses import replace

from service.answering.inquiry import Inquiry
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import load


def default_mentions(inquiry: Inquiry) -> tuple[Mention, ...]:
    """The total that the question's words mean, () when they mean none."""
    query, totals = inquiry.query, load("totals.toml")
    if query.base in {"年初预算", "全年预算", "预算"}:
        return _held(inquiry, totals["against_budget"]["items"])
    asked = [s for s in ("both", "income", "expenditure") if _says(inquiry, totals[s]["words"])]
    if asked:
        return tuple(m for section in asked for m in _held(inquiry, totals[section]["items"]))
    asks_rate = any(
        inquiry.desk.vocabulary.measures[name].kind in {"rate", "outturn", "budget"}
        for name in query.measures
    )
    return _held(inquiry, totals["against_budget"]["items"]) if asks_rate else ()


def _says(inquiry: Inquiry, words: list[str]) -> bool:
    forms = {key(word) for word in words}
    return any(token.text in forms for token in inquiry.query.tokens)


def scope_totals(inquiry: Inquiry, scope: str) -> tuple[Mention, ...]:
    """The total of a part of the money that is asked for by itself ("政府性基金支出了多少")."""
    totals = load("totals.toml")
    section = "income" if _says(inquiry, totals["income"]["words"]) else "expenditure"
    names = [*totals[section]["items"], *totals["rows"]["items"]]
    by_key = inquiry.desk.lexicon.by_key
    labels = dict.fromkeys(label for name in names for label in by_key.get(key(name), ()))
    mention = Mention(scope, "alias", tuple(labels), 0.9, 0, 0)
    return (mention,) if labels and inquiry.has_scope(mention, scope) else ()


def every_name(inquiry: Inquiry) -> tuple[Mention, ...]:
    """The default total under all its names: the reason stands by whichever the text uses."""
    items = load("totals.toml")
    by_key = inquiry.desk.lexicon.by_key
    found = []
    for mention in default_mentions(inquiry):
        names = next(
            (s["items"] for s in items.values() if "words" in s and mention.text in s["items"]), ()
        )
        labels = dict.fromkeys(label for name in names for label in by_key.get(key(name), ()))
        found.append(replace(mention, labels=tuple(labels) or mention.labels))
    return tuple(found)


def _held(inquiry: Inquiry, items: list[str]) -> tuple[Mention, ...]:
    """The first of the items that a report in scope prints."""
    for item in items:
        labels = inquiry.desk.lexicon.by_key.get(key(item), ())
        if labels and inquiry.desk.shelf.facts_by_label(labels, inquiry.desk.scope.ids):
            return (Mention(item, "context", labels, 1.0, 0, 0),)
    return ()
