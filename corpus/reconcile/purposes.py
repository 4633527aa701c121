"""What an item is said to be for, against its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View
from corpus.reconcile.vocabulary import declared

RULE = "purpose-of-another"
_PURPOSE = re.compile(
    r"[(（]款[)）](?P<item>[^()（）。；;]{2,30})[(（]项[)）][^；;\n]{0,40}?主要用于[:：]?(?P<purpose>[^。；;]{2,60})"
)


def purposes(view: View) -> Iterator[Outcome]:
    """ "住房公积金（项）……主要用于医疗保险": the purpose names another item, not its own."""
    topics: dict[str, str] = declared()["purposes"]
    for stretch in view.stretches:
        for match in _PURPOSE.finditer(stretch.text):
            own = [topic for topic in topics if topic in match["item"]]
            if len(own) != 1:
                continue
            purpose = match["purpose"]
            others = [topic for topic in topics if re.search(topics[topic], purpose)]
            if own[0] in others or not others:
                yield Outcome(RULE, "passed")
                continue
            message = f"“{match['item']}”写为主要用于“{purpose}”，所写用途属于“{others[0]}”"
            places = stretch.places(*match.span("purpose"))
            yield Outcome(RULE, "failed", "warning", message, places=places, quote=purpose)
