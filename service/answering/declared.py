"""A report's own word that there is nothing: "2024 年度无机关运行经费支出", "未安排政府性基金预算".

Such a sentence says more than an empty cell, and stands where a report prints no table at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Passage
from index.protocol import PROSE
from index.records import ReportRecord
from service.answering.asks import Ask
from service.answering.candidates import is_total
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry
from service.answering.outcome import Outcome
from service.answering.sentences import Sentence, sentences
from service.understanding.keys import core, key
from service.understanding.query import Mention
from service.understanding.vocabulary import load

SHORTEST = 4
"""Characters of a name that a sentence may be sought by."""


_BETWEEN = r"(?:使用|安排|发生|列支|取得|任何|当年|本年度?|年度|\d{4}年度?|用|以|的|相关|一般公共预算|财政拨款)*"
"""What may stand between the negation and the name: nothing that names something else."""

_AMOUNTS = frozenset({"outturn", "budget", "any_budget", "count"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """The sentence, in its passage."""

    record: ReportRecord
    passage: Passage
    sentence: Sentence

    def cited(self, draft: Draft) -> int:
        """The number of its citation."""
        return draft.cite_passage(
            self.record, self.passage, ((self.sentence.start, self.sentence.end),)
        )


def declared_none(inquiry: Inquiry, ask: Ask, report: str) -> Declaration | None:
    """Where the report says that it has nothing of what is asked for."""
    record = inquiry.desk.scope.record(report)
    negation = load("cues.toml")["nothing"]["pattern"]
    for name in _names(inquiry, ask):
        says = re.compile(f"(?:{negation}){_BETWEEN}{re.escape(name)}")
        held = inquiry.desk.shelf.containing(name, [report], k=12, kinds=PROSE)
        for stored in sorted(held, key=lambda s: _beside_table(s.passage)):
            for sentence in sentences(stored.passage.text):
                if says.search(key(sentence.text)):
                    return Declaration(record, stored.passage, sentence)
    return None


def _beside_table(passage: Passage) -> bool:
    """The explanation speaks before the note below an empty table."""
    return passage.kind != "narrative" or passage.text.lstrip().startswith(("注", "说明"))


def answer_declared(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """``not_disclosed`` where no figure is printed and the report says that there is none."""
    ask = _asked(inquiry, asks)
    if ask is None:
        return None
    parts = []
    for record in inquiry.desk.scope.reports:
        found = declared_none(inquiry, ask, record.id)
        if found is not None:
            year = f"{record.year}年度" if record.year else ""
            number = found.cited(draft)
            parts.append(f"{year}{record.entity}：“{found.sentence.text}”[{number}]")
    if not parts:
        return None
    return Outcome("not_disclosed", "；".join(parts), ask.mention.text, operation="value")


def _asked(inquiry: Inquiry, asks: list[Ask]) -> Ask | None:
    """The one thing asked for: an item, a part of the money, or a name that no report held prints."""
    query = inquiry.query
    if query.base or any(
        inquiry.desk.vocabulary.measures[m].kind not in _AMOUNTS for m in query.measures
    ):
        return None
    if asks:
        return asks[0] if len(asks) == 1 and not query.residual else None
    said = query.scopes or tuple(key(word) for word in query.residual)
    if len(said) != 1:
        return None
    scope = query.scopes[0] if query.scopes else None
    return Ask(Mention(said[0], "alias", (), 0.9, 0, 0, scope=scope))


def _names(inquiry: Inquiry, ask: Ask) -> list[str]:
    """The names of the item, or of the part of the money where all of that is asked for."""
    scopes, mention = inquiry.desk.vocabulary.scopes, ask.mention
    scope = ask.scope or mention.scope
    whole = mention.scope is not None or is_total(mention.text) or mention.text == scope
    if scope and whole:
        names = [key(name) for name in (scope, *scopes.get(scope, ()))]
    else:
        label_key = inquiry.desk.lexicon.label_key
        labels = [label_key[i] for i in mention.labels if i in label_key]
        names = [key(mention.text), *labels, *map(core, labels)]
    return [name for name in dict.fromkeys(names) if len(name) >= SHORTEST]
