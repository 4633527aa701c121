"""支出总计 is 本年支出合计 only where nothing is carried over: a change of the one is none of the other."""

from __future__ import annotations

from service.answering.asks import Ask
from service.answering.inquiry import Inquiry
from service.answering.readings import Reading
from service.understanding.keys import key
from service.understanding.query import Mention
from service.understanding.vocabulary import Measure

_GRAND = "总计"
_NAMES = ("收支总计", "收入支出总计", "支出总计", "收入总计", "总计")
_LEVEL = Measure("决算数", "outturn", ("决算数", "执行数", "金额", "预算数"), None)


def of_one_total(inquiry: Inquiry, level: Reading, other: Reading) -> bool:
    """Whether a figure found under another name of a total speaks of the total that ``level`` is."""
    own, found = (_GRAND in key(r.main.fact.item) for r in (level, other))
    if own == found:
        return True
    by_key = inquiry.desk.lexicon.by_key
    labels = tuple(dict.fromkeys(i for name in _NAMES for i in by_key.get(name, ())))
    if not labels:
        return False
    grand = inquiry.select(Ask(Mention(_GRAND, "alias", labels, 1.0, 0, 0), _LEVEL)).readings
    of_level = {r.main.amount for r in grand if r.main.record.id == level.main.record.id}
    return level.main.amount in of_level if found else not of_level - {level.main.amount}
