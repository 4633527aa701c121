"""Yes or no, with the figures it rests on.

A verdict is given only where the question says what it is held against: a number, a budget, the
year before, or nothing at all ("有没有"). Otherwise the figures speak for themselves.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.combining import answer_difference
from service.answering.derived import CHANGE, change, comparable
from service.answering.draft import Draft
from service.answering.inquiry import Inquiry, value_of
from service.answering.money import with_unit
from service.answering.outcome import Outcome
from service.answering.readings import Reading
from service.answering.saying import say
from service.answering.targets import answer_target
from service.answering.tracing import parse_value
from service.answering.values import answer_values
from service.answering.wording import subject
from service.understanding.vocabulary import Measure

_RATE = Measure("完成率", "rate", ("完成率",), None)
_BUDGETS = {"年初预算", "全年预算", "预算"}
_EXISTS = re.compile(r"有没有|都没有|有无|有.{0,20}[吗么]|是否有|存不存在")
_MORE = re.compile(r"超过|大于|高于|多于|超出|以上|不止|超")
_LESS = re.compile(r"低于|小于|少于|不到|不足|以下|没到")
_ASKING = re.compile(r"多少|几|哪|什么")
_UP = re.compile(r"多|增|涨|高|上升|大于")
_DOWN = re.compile(r"少|减|降|低|小于")


def answer_yesno(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """None for a question of another kind."""
    query = inquiry.query
    reached = answer_target(inquiry, asks, draft)
    if reached is not None:
        return reached
    asks_yesno = query.asks("yesno") or _holds_against_number(inquiry)
    two = _first_of_two(asks)
    if asks_yesno and two and _EQUAL.search(query.plain) and query.base is None:
        return _same_as_other(two, inquiry, draft)
    if asks_yesno and two and _HELD_AGAINST.search(query.plain):
        return _more_than_other(inquiry, two, draft)
    if query.base in _BUDGETS and (asks_yesno or "超" in query.plain):
        return _over_budget(inquiry, asks[0], draft)
    if not asks_yesno:
        return None
    if query.base == "上年":
        return _against_last_year(inquiry, asks[0], draft)
    counted = _counted(inquiry, asks)
    outcome = answer_values(inquiry, counted, draft)
    if outcome is None or outcome.status != "answered":
        return outcome
    readings = inquiry.select(counted[0]).readings
    verdict = _against_number(inquiry, readings) or _existence(inquiry, readings)
    return replace(outcome, text=verdict + outcome.text, operation="yesno")


def _counted(inquiry: Inquiry, asks: list[Ask]) -> list[Ask]:
    """ "有没有公务用车": things are there by their number, where a report prints one."""
    clauses = inquiry.query.clauses
    leads = [clauses[ask.mention.clause][: ask.mention.start] for ask in asks]
    bought = any(ask.mention.text.startswith(("买", "购")) for ask in asks)
    there = all(lead.endswith(("有", "没", "无")) for lead in leads)
    if inquiry.query.measures or bought or not there:
        return asks  # "有没有买公务用车" asks for what was paid
    count = inquiry.desk.vocabulary.measures["数量"]
    counts = [replace(ask, measure=count) for ask in asks]
    return counts if all(inquiry.select(ask).found for ask in counts) else asks


def _holds_against_number(inquiry: Inquiry) -> bool:
    """ "人员经费不到800万吧": a number and a comparison, and nothing asked for."""
    query = inquiry.query
    compares = _MORE.search(query.plain) or _LESS.search(query.plain)
    return bool(query.numbers and compares and not _ASKING.search(query.plain))


_HELD_AGAINST = re.compile(r"比|[大小多少高低]于|超过")


def _first_of_two(asks: list[Ask]) -> list[Ask]:
    """One ask for each of just two items; [] for more or fewer."""
    by_item = {ask.mention: ask for ask in reversed(asks)}
    return list(by_item.values())[::-1] if len(by_item) == 2 else []


def _same_as_other(asks: list[Ask], inquiry: Inquiry, draft: Draft) -> Outcome | None:
    """ "收入等于支出吗", "A 和 B 一样吗": both figures and whether they are one amount."""
    plain = [replace(ask, measure=None, base=None, against=None) for ask in asks]
    found = answer_difference(inquiry, plain, draft)
    if found is None:
        return None
    outcome, sign = found
    verdict = "不一样。" if sign else "是，两者相同。"
    return replace(outcome, text=verdict + outcome.text, operation="yesno")


def _more_than_other(inquiry: Inquiry, asks: list[Ask], draft: Draft) -> Outcome | None:
    """ "项目支出比基本支出多吗": both figures, their difference, and the verdict."""
    found = answer_difference(inquiry, asks, draft)
    if found is None:
        return None
    outcome, sign = found
    asked = 1 if _UP.search(inquiry.query.plain) or "超" in inquiry.query.plain else -1
    verdict = "是。" if sign == asked else "不是。"
    return replace(outcome, text=verdict + outcome.text, operation="yesno")


def _against_number(inquiry: Inquiry, readings: tuple[Reading, ...]) -> str:
    """ "超过50万了吗", "是不是30%": the printed figure against the number in the question."""
    said = next((p for n in inquiry.query.numbers if (p := parse_value(n))), None)
    if said is None or len(readings) != 1:
        return ""
    number, unit = said
    own = readings[0].main.fact.unit or ""
    value = comparable(readings[0], unit) if unit and unit != own else value_of(readings[0])
    if value is None:
        return ""
    return _verdict(inquiry.query.plain, value, number)


def _verdict(question: str, value: Decimal, number: Decimal) -> str:
    if _MORE.search(question):
        return "超过了。" if value > number else "没有超过。"
    if _LESS.search(question):
        return "是，低于该数。" if value < number else "不是，没有低于该数。"
    return "是。" if value == number else "不是。"


def _existence(inquiry: Inquiry, readings: tuple[Reading, ...]) -> str:
    if not readings or inquiry.query.numbers or not _EXISTS.search(inquiry.query.plain):
        return ""
    return "没有。" if all(value_of(reading) == 0 for reading in readings) else "有。"


def _against_last_year(inquiry: Inquiry, ask: Ask, draft: Draft) -> Outcome | None:
    """ "支出比去年多吗": by the printed change."""
    wanted = replace(ask, measure=CHANGE, base="上年")
    moved = inquiry.single(wanted) or inquiry.single(
        replace(wanted, mention=inquiry.equivalents(ask.mention))
    )
    if moved is None:
        return None
    direction = moved.main.fact.direction if value_of(moved) else 0
    question = inquiry.query.plain
    asked = 1 if _UP.search(question) else -1 if _DOWN.search(question) else 0
    verdict = "" if not asked else "是。" if asked == direction else "不是。"
    index = draft.figure(moved.main, "answer")
    text = say(inquiry, moved, draft.figures[index].citation or 0)
    return Outcome(
        "answered",
        f"{verdict}{subject(moved.main)}{text}。",
        ask.mention.text,
        "增减额",
        ask.scope,
        "上年",
        "yesno",
    )


def _over_budget(inquiry: Inquiry, ask: Ask, draft: Draft) -> Outcome | None:
    verdicts = {1: "超过了预算", -1: "没有超过预算", 0: "与预算持平，没有超过"}
    moved = inquiry.single(replace(ask, measure=CHANGE))
    if moved is not None and moved.main.fact.direction:
        index = draft.figure(moved.main, "answer")
        said = say(inquiry, moved, draft.figures[index].citation or 0)
        verdict = (
            _direction(inquiry, moved.main.fact.direction) or verdicts[moved.main.fact.direction]
        )
        text = f"{verdict}：{subject(moved.main)}{said}。"
        return _outcome(text, ask)
    found = change(inquiry, replace(ask, measure=CHANGE), draft)
    if found is None:
        return None
    verdict = _direction(inquiry, found.sign) or verdicts[found.sign]
    text = f"{verdict}：{found.text}{_printed_rate(inquiry, ask, draft)}。"
    for position, known in enumerate(draft.figures):
        if known.role == "operand":
            draft.figures[position] = replace(known, role="answer")
    return _outcome(text, ask)


_EQUAL = re.compile(r"一样|一致|相同|相等|等于|持平|对得上")


def _direction(inquiry: Inquiry, sign: int) -> str:
    """ "减少了吗", "和预算一样吗" ask for a direction, "超预算了吗" for an excess."""
    question = inquiry.query.plain
    if _EQUAL.search(question):
        return "是，与预算相同" if sign == 0 else "不一样"
    if "超" in question or not (_UP.search(question) or _DOWN.search(question)):
        return ""
    asked = 1 if _UP.search(question) else -1
    return "是" if asked == sign else "不是"


def _printed_rate(inquiry: Inquiry, ask: Ask, draft: Draft) -> str:
    rate = inquiry.single(replace(ask, measure=_RATE, base=ask.base))
    if rate is None:
        return ""
    number = draft.figures[draft.figure(rate.main, "answer")].citation
    return f"；报告列出的完成率为 {with_unit(value_of(rate), rate.main.fact.unit)}[{number}]"


def _outcome(text: str, ask: Ask) -> Outcome:
    return Outcome("answered", text, ask.mention.text, "增减额", ask.scope, ask.base, "yesno")
