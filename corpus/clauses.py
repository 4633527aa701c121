"""From the words around one figure to what it measures.

A clause is read against the thread (what was named before it): first its structure, then the
fixed phrases of ``phrases.toml`` in their order, at last the plain "name figure".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.change import read_change
from corpus.nouns import clean_noun, counted_thing, is_generic, is_pronoun
from corpus.phrases import FigureKind, Phrase, phrase_book
from corpus.structure import LONGEST_NAME, Setting, name_topic, open_clause
from corpus.thread import Thread, Topic

_CHANGES = {"增减额", "增减率"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure with the tight text before it (since the last figure or stop) and after it."""

    left: str
    right: str
    kind: FigureKind
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one figure measures."""

    topic: Topic
    measure: str
    base: str | None = None
    direction: int = 0
    year: int | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """A clause opened: its parts, and the thread and setting it is read in."""

    clause: Clause
    parts: tuple[str, ...]
    thread: Thread
    setting: Setting

    @property
    def last(self) -> str:
        return self.parts[-1]

    @property
    def before(self) -> str:
        return self.parts[-2] if len(self.parts) > 1 else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure read, and the thread in which its item is the topic."""

    thread: Thread
    measure: str
    base: str | None = None
    direction: int = 0


def read_clause(clause: Clause, thread: Thread, setting: Setting) -> tuple[Reading, Thread]:
    """What the figure of ``clause`` measures, and the thread after it."""
    parts, opened = open_clause(clause.left, thread, setting)
    scene = _Scene(clause, parts, opened, setting)
    book = phrase_book()
    if clause.kind == "amount" and book.noun.limits.match(clause.right):
        return _reading(_limit(scene), setting), thread
    found = (
        _phrased(scene, book.performance)
        or _changed(scene)
        or _phrased(scene, book.phrases)
        or _plain(scene)
    )
    reading = _reading(found, setting)
    return reading, replace(found.thread, measure=found.measure)


def _reading(found: _Found, setting: Setting) -> Reading:
    thread = found.thread
    return Reading(
        topic=thread.topic or Topic("", ()),
        measure=found.measure,
        base=found.base,
        direction=found.direction,
        year=thread.year or setting.year,
        subject=thread.subject,
    )


def _limit(scene: _Scene) -> _Found:
    """A limit that is part of a name ("单价100万元(含)以上设备") is no figure of the accounts."""
    return _Found(name_topic(scene.last, scene.thread, scene.setting), "界限")


def _phrased(scene: _Scene, phrases: tuple[Phrase, ...]) -> _Found | None:
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
            base = clean_noun(base, scene.setting.names).text
        elif phrase.shares and (whole := thread.whole()):
            base = whole.item
        named = name_topic(match["item"] + phrase.keeps, thread, scene.setting, scene.before)
        return _Found(named, phrase.measure, base)
    return None


def _changed(scene: _Scene) -> _Found | None:
    thread, kind, setting = scene.thread, scene.clause.kind, scene.setting
    change = read_change(scene.last, kind, setting.year, thread.base)
    if change is None:
        return None
    named = replace(name_topic(change.item, thread, setting), base=change.base)
    if not change.amount:
        return _Found(named, _plain_measure(scene, named), None, change.direction)
    measure = "增减率" if kind == "percentage" else "增减额"
    return _Found(named, measure, change.base, change.direction)


def _plain(scene: _Scene) -> _Found:
    """A name and its figure, with nothing said of what is measured."""
    text = scene.last
    if scene.clause.kind == "count":
        named = _counted(scene)
    else:
        named = name_topic(text, scene.thread, scene.setting, scene.before)
        named = _named_earlier(scene, named)
    if text.endswith(("由", "从")) and phrase_book().change.moves.match(scene.clause.right):
        return _Found(named, "原值")
    if phrase_book().noun.goals.search(text):
        return _Found(named, "目标值")
    return _Found(named, _plain_measure(scene, named))


def _named_earlier(scene: _Scene, named: Thread) -> Thread:
    """Words that name nothing right before a rate or a count: the part before them may."""
    noun = clean_noun(scene.last, scene.setting.names).text
    if not is_pronoun(noun) or scene.clause.kind == "amount" or not scene.before:
        return named
    if len(scene.before) > LONGEST_NAME:
        return named
    return name_topic(scene.before, named, scene.setting)


def _counted(scene: _Scene) -> Thread:
    """Counts name their thing before the figure ("车辆2辆") or after it ("2个下属单位")."""
    thread, setting = scene.thread, scene.setting
    thing = ""
    if scene.clause.unit in phrase_book().noun.counted_after:
        thing = clean_noun(counted_thing(scene.clause.right), setting.names).text
    if len(thing) < 2 or is_pronoun(thing):
        named = name_topic(scene.last, thread, setting, scene.before)
        return _named_earlier(scene, named)
    context = clean_noun(scene.last, setting.names).text
    path = (
        (context, thing) if context and context != thing and not is_generic(context) else (thing,)
    )
    return thread.named(Topic(thing, thread.path(*path)))


def _plain_measure(scene: _Scene, named: Thread) -> str:
    kind = scene.clause.kind
    if kind != "amount":
        return {"percentage": "比率", "score": "得分", "count": "数量"}[kind]
    item = named.topic.item if named.topic else ""
    book = phrase_book()
    if book.budget.fullmatch(item):
        return "预算数"
    if not book.accounts.fullmatch(item):
        return "金额"
    return "预算数" if scene.setting.budget else "决算数"
