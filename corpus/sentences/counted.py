"""Counts: what is counted stands before the figure, after it, or was named earlier."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.sentences.nouns import clean_noun, counted_thing, is_generic, is_pronoun
from corpus.sentences.phrases import phrase_book
from corpus.sentences.scene import Scene
from corpus.sentences.structure import LONGEST_NAME, name_topic, owned_topic
from corpus.sentences.thread import Thread, Topic

_OPEN_COUNT = re.compile(r"^(?:以上|以下|以内|多|余)(?=[^,;。、()\d])")


def counted(scene: Scene) -> tuple[Thread, int]:
    """Counts name their thing before the figure ("车辆2辆") or after it ("2个下属单位").

    Returns the thread and how many characters after the figure the thing takes.
    """
    thread, setting, last = scene.thread, scene.setting, scene.last
    if ";" not in scene.clause.left and (staff := _staff(last, thread)):
        return thread.named(staff), 0
    if graded := phrase_book().noun.graded.match(scene.clause.right):
        return _graded(scene, graded)
    after = _OPEN_COUNT.sub("", scene.clause.right)
    named_after = thing = ""
    if scene.clause.unit.lstrip("余多") in phrase_book().noun.counted_after:
        named_after = counted_thing(after)
        thing = clean_noun(named_after, setting.names).text
    if len(thing) < 2:
        if last.endswith("的") and thread.topic is not None:
            name = clean_noun(last, setting.names).text
            return thread.named(replace(owned_topic(thread.topic, name), item=name)), 0
        return named_earlier(scene, name_topic(last, thread, setting, scene.before)), 0
    context = clean_noun(last, setting.names).text
    alone = context in {"", thing, *setting.names, *phrase_book().noun.openers} or is_generic(
        context
    )
    path = (thing,) if alone else (context, thing)
    consumed = len(scene.clause.right) - len(after) + len(named_after)
    return thread.named(Topic(thing, thread.path(*path))), consumed


def _graded(scene: Scene, match: re.Match[str]) -> tuple[Thread, int]:
    """Those of a kind that have one grade, named with it; the kind stays what is spoken of."""
    thread, setting = scene.thread, scene.setting
    kind = name_topic(match["thing"] or scene.last, thread, setting).topic
    if kind is None:
        return thread, 0
    owner = kind.owner or kind
    return thread.named(owned_topic(owner, f"为{match['grade']}")), match.end()


def _staff(words: str, thread: Thread) -> Topic | None:
    """Those who hold the posts named before: "行政编制18名,年末实有17人"."""
    noun = phrase_book().noun
    if thread.topic is None or not noun.staffed.fullmatch(words):
        return None
    owner = thread.topic.owner or thread.topic
    return owned_topic(owner, words.rstrip("为共")) if noun.posts.search(owner.item) else None


def named_earlier(scene: Scene, named: Thread) -> Thread:
    """Words that name nothing right before a rate or a count: the part before them may."""
    noun = clean_noun(scene.last, scene.setting.names).text
    if not is_pronoun(noun) or scene.clause.kind == "amount" or not scene.before:
        return named
    if len(scene.before) > LONGEST_NAME or phrase_book().noun.purposes.match(scene.before):
        return named
    return name_topic(scene.before, named, scene.setting)
