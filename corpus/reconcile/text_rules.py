"""What the words alone show: placeholders, instructions and alternatives of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.model import Place
from corpus.reconcile.model import Outcome, Severity
from corpus.reconcile.view import Stretch, View
from corpus.reconcile.vocabulary import declared
from corpus.text import align

PLACEHOLDER_RULE, TEMPLATE_RULE, PERCENT_RULE, BLANK_RULE, MISPRINT_RULE = (
    "placeholder", "template-left", "percent-sign", "left-blank", "misprinted-amount",
)  # fmt: skip
CONTEXT = 14
"""Characters shown on either side of what is found."""


@cache
def text_pattern(name: str) -> re.Pattern[str]:
    """One of the patterns under ``[text]``."""
    return re.compile(declared()["text"][name])


def _found(stretch: Stretch, name: str) -> Iterator[re.Match[str]]:
    return text_pattern(name).finditer(stretch.text)


def _outcome(
    rule: str, severity: Severity, stretch: Stretch, match: re.Match[str], message: str
) -> Outcome:
    start, end = match.span()
    quote = stretch.text[max(0, start - CONTEXT) : end + CONTEXT].replace("\n", " ")
    return Outcome(
        rule,
        "failed",
        severity,
        f"{message}：“…{quote}…”",
        places=stretch.places(start, end),
        quote=match[0],
    )


def placeholders(view: View) -> Iterator[Outcome]:
    """XX局: a name that was never filled in, in a heading or in the text."""
    for section in view.report.sections:
        if match := text_pattern("placeholder").search(align(section.title)):
            place = Place(section.page, section.box)
            message = f"标题中留有未填写的占位符：“{section.title}”"
            yield Outcome(
                PLACEHOLDER_RULE, "failed", "warning", message, places=(place,), quote=match[0]
            )
    for stretch in view.stretches:
        for match in _found(stretch, "placeholder"):
            if not any(
                match[0] in title and _whole(stretch, match) in title for title in stretch.section
            ):
                yield _outcome(
                    PLACEHOLDER_RULE, "warning", stretch, match, "正文留有未填写的占位符"
                )


def blanks(view: View) -> Iterator[Outcome]:
    """ "主要原因是。", "支出决算为 万元": what had to be filled in was not."""
    for stretch in view.stretches:
        for match in _found(stretch, "blank"):
            yield _outcome(BLANK_RULE, "warning", stretch, match, "该填写处为空")


def _whole(stretch: Stretch, match: re.Match[str]) -> str:
    return stretch.text[max(0, match.start() - 3) : match.end() + 1]


def template_left(view: View) -> Iterator[Outcome]:
    """Instructions of the template, and both words of a choice: "增加(减少)"."""
    for stretch in view.stretches:
        for match in _found(stretch, "instruction"):
            yield _outcome(TEMPLATE_RULE, "warning", stretch, match, "留有模板的填写说明")
        chosen = list(_found(stretch, "alternative"))
        if chosen:
            message = f"模板的备选词未作选择（本节共 {len(chosen)} 处）"
            yield _outcome(TEMPLATE_RULE, "warning", stretch, chosen[0], message)


def percent_signs(view: View) -> Iterator[Outcome]:
    """A share without its % sign, or a % sign without its number."""
    for stretch in view.stretches:
        for match in _found(stretch, "no_percent"):
            yield _outcome(PERCENT_RULE, "warning", stretch, match, "比例缺少百分号")
        for match in _found(stretch, "blank_percent"):
            yield _outcome(PERCENT_RULE, "warning", stretch, match, "百分号前没有数字")


def misprints(view: View) -> Iterator[Outcome]:
    """ "万14.97元", "3.2万元万元", "1.234.5 万元": an amount that is none as it stands."""
    for stretch in view.stretches:
        for match in _found(stretch, "misplaced_unit"):
            yield _outcome(MISPRINT_RULE, "warning", stretch, match, "金额或单位印错")
