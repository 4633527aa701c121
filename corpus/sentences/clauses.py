"""From the words around one figure to what it measures.

A clause is read against the thread (what was named before it): first its structure, then the
fixed phrases of ``phrases.toml`` in their order, at last the plain "name figure".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.sentences.change import read_change, read_held
from corpus.sentences.counted import counted, named_earlier
from corpus.sentences.nouns import clean_noun
from corpus.sentences.phrases import Phrase, phrase_book
from corpus.sentences.scene import Clause, Scene
from corpus.sentences.series import each_of_before, next_of_series, read_series
from corpus.sentences.structure import Setting, name_topic, open_clause
from corpus.sentences.thread import Thread, Topic

_FROM = re.compile(r"^[由从]|[由从](?:每[人月年户亩日辆次]+|原来?的?)*$")
_HELD = {
    "年初预算": "年初预算数",
    "全年预算": "全年预算数",
    "调整预算": "调整预算数",
    "预算": "预算数",
}
"""The measure of a base's own figure; without a budget in its name, it is a 决算数."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one figure measures; ``consumed``: so many characters after it name its thing."""

    topic: Topic
    measure: str
    base: str | None = None
    direction: int = 0
    year: int | None = None
    subject: str | None = None
    consumed: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure read, and the thread in which its item is the topic."""

    thread: Thread
    measure: str
    base: str | None = None
    direction: int = 0
    consumed: int = 0
    year: int | None = None


def read_clause(clause: Clause, thread: Thread, setting: Setting) -> tuple[Reading, Thread]:
    """What the figure of ``clause`` measures, and the thread after it."""
    if of_series := next_of_series(clause.left, thread):
        thread, left = of_series
        if not left:
            base, direction = thread.said
            found = _Found(thread, thread.measure or "数量", base, direction)
            return _reading(found, setting), thread.told(base, direction)
    elif of_before := each_of_before(clause.left, thread, clause.series):
        thread, left = of_before
    else:
        thread, left = replace(thread, series=()), clause.left
    parts, opened = open_clause(left, thread, setting)
    scene = Scene(clause, parts, opened, setting)
    book = phrase_book()
    if clause.kind == "amount" and book.noun.limits.match(clause.right):
        return _reading(_limit(scene), setting), thread
    bounds = book.noun.score_limits.match(clause.right) or clause.left.endswith(("-", "~", "至"))
    if clause.kind == "score" and bounds:
        return _reading(_limit(scene), setting), thread
    found = (
        _phrased(scene, book.performance)
        or _held(scene)
        or _changed(scene)
        or _phrased(scene, book.phrases)
        or _plain(scene)
    )
    after = replace(found.thread, measure=found.measure).told(found.base, found.direction)
    if clause.kind == "amount":
        after = replace(after, money=after.topic)
    return _reading(found, setting), after


def _reading(found: _Found, setting: Setting) -> Reading:
    thread = found.thread
    return Reading(
        topic=thread.topic or Topic("", ()),
        measure=found.measure,
        base=found.base,
        direction=found.direction,
        year=found.year or thread.year or setting.year,
        subject=thread.subject,
        consumed=found.consumed,
    )


def _limit(scene: Scene) -> _Found:
    """A limit that is part of a name ("单价100万元(含)以上设备") is no figure of the accounts."""
    return _Found(name_topic(scene.last, scene.thread, scene.setting), "界限")


def _phrased(scene: Scene, phrases: tuple[Phrase, ...]) -> _Found | None:
    thread, kind = scene.thread, scene.clause.kind
    for phrase in phrases:
        if kind not in phrase.kinds or (phrase.after and thread.measure not in phrase.after):
            continue
        words = ",".join(scene.parts) if phrase.whole else scene.last
        match = phrase.pattern.fullmatch(words)
        if match is None:
            continue
        base = match.groupdict().get("base") or phrase.base
        if base:
            base = clean_noun(base, scene.setting.names).text or base
        elif phrase.shares and (whole := thread.whole()):
            base = whole.item
        if phrase.measure == "得分" and match["item"]:
            thread = _beside_scored(thread)
        elif kind == "amount" and not match["item"]:
            thread = _of_the_whole(thread)
        named = name_topic(match["item"] + phrase.keeps, thread, scene.setting, scene.before)
        if phrase.measure == "得分" and named is thread and thread.topic and thread.topic.owner:
            named = thread.named(thread.topic.owner)
        return _Found(named, phrase.measure, base)
    return None


def _beside_scored(thread: Thread) -> Thread:
    """The thread in which another project is scored next to the one before, not within it."""
    if thread.measure == "得分" and thread.heads and thread.heads[-1][1] == thread.topic:
        return replace(thread, heads=thread.heads[:-1])
    return thread


def _of_the_whole(thread: Thread) -> Thread:
    """The thread where a budget is again of what was spoken of before its parts or steps.

    "公务接待费。公务接待47批次,预算为5万元" is the budget of 公务接待费; "项目支出年初预算5万元,
    年中追加1万元,调整后预算6万元" that of 项目支出.
    """
    topic = thread.topic
    if topic is None:
        return thread
    if topic.owner and topic.row[-1] in phrase_book().noun.adjustments:
        return replace(thread, topic=topic.owner)
    head = thread.heads[-1][1] if thread.heads else None
    if thread.measure == "数量" and head and topic.item in head.item:
        return replace(thread, topic=head)
    return thread


def _changed(scene: Scene) -> _Found | None:
    thread, kind, setting = scene.thread, scene.clause.kind, scene.setting
    change = read_change(scene.last, kind, setting.year, thread.base)
    if change is None:
        return None
    named = replace(name_topic(change.item, thread, setting), base=change.base)
    if not change.amount:
        return _Found(named, _plain_measure(scene, named), None, change.direction)
    measure = "增减率" if kind == "percentage" else "增减额"
    return _Found(named, measure, change.base, change.direction)


def _held(scene: Scene) -> _Found | None:
    """The figure of a base, which a change follows ("比上年100万元减少…")."""
    thread, setting = scene.thread, scene.setting
    held = read_held(scene.last, scene.clause.right, setting.year)
    if held is None or scene.clause.kind != "amount":
        return None
    item, base = held
    named = replace(name_topic(item, thread, setting), base=base)
    last_year = setting.year - 1 if base.startswith("上年") and setting.year else None
    measure = _HELD.get(base.removeprefix("上年"), "决算数")
    return _Found(named, measure, year=last_year)


def _plain(scene: Scene) -> _Found:
    """A name and its figure, with nothing said of what is measured."""
    text, consumed = scene.last, 0
    if series := read_series(text, scene.setting.names, scene.clause.series):
        first, *others = (name_topic(name, scene.thread, scene.setting) for name in series)
        topics = tuple(other.topic for other in others if other.topic)
        return _Found(replace(first, series=topics), _plain_measure(scene, first))
    if scene.clause.kind == "count":
        named, consumed = counted(scene)
    else:
        named = name_topic(text, _of_money(scene), scene.setting, scene.before)
        named = named_earlier(scene, named)
    measure = _plain_measure(scene, named)
    if _FROM.search(text) and phrase_book().change.moves.match(scene.clause.right):
        measure = "原值"
    elif phrase_book().noun.goals.search(text):
        measure = "目标值"
    return _Found(named, measure, consumed=consumed)


def _of_money(scene: Scene) -> Thread:
    """The thread in which "共计支出" sums what was spent and not the guests counted before it."""
    thread = scene.thread
    if scene.clause.kind == "amount" and phrase_book().sums.match(scene.last):
        return replace(thread, topic=thread.money or thread.topic)
    return thread


def _plain_measure(scene: Scene, named: Thread) -> str:
    kind = scene.clause.kind
    if kind != "amount":
        return {"percentage": "比率", "score": "得分", "count": "数量"}[kind]
    if scene.clause.reason:
        return "金额"
    book = phrase_book()
    if named.topic and named.topic.row and named.topic.row[-1] in book.noun.adjustments:
        return "金额"
    names = [named.topic.item] if named.topic else []
    if any(book.rates.fullmatch(name) for name in names):
        return "金额"
    if any(book.budget.fullmatch(name) for name in names):
        return "预算数"
    names += [scope.whole.item for scope in named.scopes]
    if not named.accounts and not any(book.accounts.fullmatch(name) for name in names):
        return "金额"
    return "预算数" if scene.setting.budget else "决算数"
