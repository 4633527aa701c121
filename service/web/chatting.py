"""The chat page: empty, or with a question that its address asks.

``/?q=…&entity=…&year=…`` asks with those slots as context. The answer stands in the page as the
server sends it, so it is there without scripts and before they run; with scripts the page asks
again itself and takes the question into its thread.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request

from service.answering.money import grouped
from service.english import answer_in_english
from service.links import page_url, question_url
from service.schemas import AskIn, read
from service.types import EDITABLE
from service.understanding.vocabulary import vocabulary
from service.web.desk import desk, engine, held_reports, shelf
from service.web.messages import message
from service.web.preferences import preferences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.records import ReportRecord
    from service.web.openers import Opener

blueprint = Blueprint("chatting", __name__)

UNNAMED = {"term", "duties"}
"""Kinds of first questions that need not say whom they are asked of."""

CARRIED = (*EDITABLE, "operation", "base", "unit", "previous_item", "table")
"""The slots that an address may carry; ``edited`` comes besides, as often as needed."""


@blueprint.get("/")
def chat() -> str:
    """Ask in your own words."""
    desk().readiness()
    asked = _asked()
    report = asked.report if asked else request.args.get("report") or None
    reports = held_reports()
    answer = None
    if asked:
        context = asked.context.model_dump(exclude_none=True) if asked.context else None
        answer = engine().ask(asked.question, context, report, asked.limit).to_json()
        if preferences().language == "en":
            answer = answer_in_english(answer)
    return render_template(
        "chat.html",
        suggestions=_first_questions(report),
        reports=reports,
        only=shelf().report(report) if report else None,
        asked=asked,
        answer=answer,
        known=_known(reports),
        on={"question_url": question_url, "page_url": page_url, "grouped": _grouped},
    )


def _asked() -> AskIn | None:
    """What the address asks, checked like any other question. Raises BadInput."""
    arguments = request.args
    if not arguments.get("q", "").strip():
        return None
    slots: dict[str, Any] = {name: arguments[name] for name in CARRIED if arguments.get(name)}
    if edited := arguments.getlist("edited"):
        slots["edited"] = edited
    plain = {"question": arguments["q"], "context": slots or None}
    return read(AskIn, {**plain, "report": arguments.get("report") or None})


def _first_questions(report: str | None) -> tuple[str, ...]:
    """What a person may begin with, in the language of the page."""
    language = preferences().language

    def asked(one: Opener) -> str:
        question = message(language, f"openers.{one.kind}", {}).format(item=one.item)
        if not one.whose or one.kind in UNNAMED:
            return question
        return message(language, "openers.asked_of", {}).format(whose=one.whose, question=question)

    def answers(question: str) -> bool:
        return engine().ask(question, None, report, 1).status == "answered"

    openers = desk().openers
    questions = [asked(one) for one in openers.of(shelf(), report)]
    return openers.answered(report, questions, answers)


def _grouped(value: str) -> str:
    """Thousands commas for reading."""
    return grouped(Decimal(value))


def _known(reports: Iterable[ReportRecord]) -> dict[str, list[str]]:
    """Slot to what may be put there: offered while a person types."""
    words = vocabulary()
    return {
        "entity": sorted({report.entity for report in reports}),
        "year": sorted({str(report.year) for report in reports if report.year}, reverse=True),
        "measure": list(words.measures),
        "basis": list(words.scopes),
    }
