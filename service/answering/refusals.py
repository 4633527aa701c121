"""Saying no with reasons: what was looked for, where, and what is held instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.records import ReportRecord
from service.answering.outcome import Outcome
from service.answering.scope import Missing
from service.understanding.query import Query
from service.understanding.vocabulary import Vocabulary

MAX_LISTED = 6

HELP = (
    "我是问账，可以回答已收录的部门预决算公开报告里的问题：某项收入或支出是多少、预算与决算相差多少、为什么增减、"
    "名词解释、部门职责、绩效自评得分等。每个数字都附有原文出处，点开即可看到它在 PDF 页面上的位置。"
)
HELP_ENGLISH = (
    "Ask about the budget and final-accounts reports held here: amounts, comparisons with the budget or "
    "the year before, reasons, definitions, duties, performance scores. Every figure is cited to its page."
)
OUT_OF_SCOPE = "这个问题不在部门预决算公开报告的范围内，无法据此回答。"
OUT_OF_SCOPE_ENGLISH = "This is not a question that budget and final-accounts reports could answer."


def held_text(records: Sequence[ReportRecord]) -> str:
    """The reports held, in a few words."""
    names = [f"{r.entity}{r.year or ''}年{r.kind}" for r in records]
    more = f"等 {len(names)} 份" if len(names) > MAX_LISTED else ""
    return "、".join(names[:MAX_LISTED]) + more


def missing(what: Missing, records: Sequence[ReportRecord]) -> Outcome:
    """An entity or a year that is not held."""
    if what.what == "year":
        own = [r for r in records if what.entity is None or r.entity == what.entity] or list(
            records
        )
        whose = what.entity or "所问部门"
        text = f"未收录{whose}{what.asked}的报告，无法回答。目前收录的有：{held_text(own)}。"
    else:
        text = f"未收录“{what.asked}”的报告，无法回答。目前收录的有：{held_text(records)}。"
    return Outcome("not_found", text)


def not_found(query: Query, records: Sequence[ReportRecord], unexplained: Sequence[str]) -> Outcome:
    """Nothing that is held answers it; ``unexplained``, the words nowhere printed, are named."""
    words = "、".join(f"“{word}”" for word in unexplained)
    about = f"与{words}有关的内容" if words else "能回答这个问题的内容"
    if query.english and not (query.mentions or query.measures or query.scopes):
        text = (
            "The question was not understood. Name an item as the reports print it, for example "
            "“差旅费 (travel) 2023” or “total expenditure”, and what you want to know of it: "
            f"budget, outturn, change, share. Held: {held_text(records)}."
        )
        return Outcome("not_found", text)
    if query.english:
        return Outcome(
            "not_found",
            f"Searched the reports held ({held_text(records)}); nothing in them answers this.",
        )
    return Outcome("not_found", f"已查找{held_text(records)}，其中没有{about}。")


def in_domain(query: Query, vocabulary: Vocabulary, strange: Sequence[str]) -> bool:
    """Whether the question shares a word with what such reports speak of, or with what one prints.

    ``strange`` are its unexplained words that are nowhere printed.
    """
    if len(strange) < len(query.residual):
        return True
    if any(token.roles.entity or token.roles.self_word for token in query.tokens):
        return True
    if query.mentions or query.measures or query.scopes:
        return True
    asked = "".join(query.clauses)
    return any(word in asked for word in vocabulary.domain_words)


def elsewhere(query: Query, vocabulary: Vocabulary, printed: Callable[[str], bool]) -> bool:
    """Whether it is talk about something else (weather, jokes), whatever words it shares.

    A word that is ``printed`` in a report held (彩票 of 彩票公益金) is no such talk.
    """
    asked = " ".join(query.clauses)
    if any(token.roles.labels for token in query.tokens):
        return False
    said = (word for word in vocabulary.elsewhere_words if word in asked)
    return any(not printed(word) for word in said)


def greeting(query: Query, vocabulary: Vocabulary) -> Outcome | None:
    """A greeting, thanks, or "what can you do"."""
    asked = "".join(query.clauses)
    if asked in vocabulary.thanks_words:
        return Outcome("help", "不客气。还想查哪个数字，直接问就行。")
    short = len(asked) <= 16 and not query.mentions
    if short and any(
        asked == word or (len(word) > 3 and word in asked) for word in vocabulary.help_words
    ):
        return Outcome("help", HELP_ENGLISH if query.english else HELP)
    return None


def out_of_scope(query: Query) -> Outcome:
    """A question that no such report answers."""
    text = OUT_OF_SCOPE_ENGLISH if query.english else OUT_OF_SCOPE
    return Outcome("out_of_scope", text)
