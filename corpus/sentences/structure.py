"""How a clause hangs on what was said before: brackets, scopes, headings, comparisons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.sentences.change import canonical_base
from corpus.sentences.nouns import classified_path, clean_noun, is_generic, is_pronoun, item_name
from corpus.sentences.phrases import phrase_book
from corpus.sentences.thread import ScopeEnd, Thread, Topic

LONGEST_NAME = 60
"""Characters: a longer "name" is a statement and names nothing."""

_GOAL = re.compile(r"目标\d*$")
_YEAR_ONLY = re.compile(r"((?:19|20)\d{2})年度?")
_AFTER_FIGURE = (",", ";", ":", "、", "。", ")", "】")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report says of all its figures; ``names``: the entity's, tight, longest first."""

    names: tuple[str, ...] = ()
    year: int | None = None
    budget: bool = False


def open_clause(left: str, thread: Thread, setting: Setting) -> tuple[tuple[str, ...], Thread]:
    """The parts (between commas) that speak of the figure itself, and the thread they are in."""
    left, thread = _close_brackets(left, thread)
    if ";" in left:
        left, thread = left.rsplit(";", 1)[1], thread.next_clause()
    left, thread = _open_scope(left, thread, setting)
    left, thread = _after_colon(left, thread, setting)
    *before, last = split_parts(left)
    kept: list[str] = []
    for part in before:
        absorbed = _absorb(part, thread, setting)
        if absorbed is None:
            kept.append(part)
        else:
            thread = absorbed
    if phrase_book().besides.match(last):
        thread = thread.beside()
    return (*(part for part in kept if part), last), thread


def split_parts(text: str) -> list[str]:
    """``text`` cut at commas outside brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")" and depth > 0)
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def name_topic(text: str, thread: Thread, setting: Setting, before: str = "") -> Thread:
    """The thread after ``text`` named its topic; words that name nothing leave the topic alone.

    ``before`` is the part before, which words too general alone ("资金") are completed with.
    """
    noun = clean_noun(text, setting.names)
    if noun.year is not None:
        thread = replace(thread, year=noun.year)
    if noun.text in phrase_book().noun.last_year and setting.year is not None:
        return replace(thread, year=setting.year - 1)
    if other := _other_side(noun.text, thread):
        return thread.named(other)
    if is_pronoun(noun.text):
        return thread
    if path := classified_path(noun.text):
        path = path if "(类)" in noun.text else (*thread.root, *path)
        return thread.named(Topic(path[-1], path))
    if is_generic(noun.text):
        return thread.named(_completed(noun.text, before, thread, setting))
    if (owner := noun.text.removesuffix(involved := _involved(noun.text))) != noun.text:
        return thread.named(owned_topic(Topic(item_name(owner), thread.path(owner)), involved))
    return thread.named(Topic(item_name(noun.text), thread.path(noun.text)))


def _other_side(noun: str, thread: Thread) -> Topic | None:
    """What "支出" means after an income or a balance: the other side of the same account."""
    topic = thread.topic
    if noun not in ("收入", "支出") or topic is None:
        return None
    if topic.item.endswith(noun) or not phrase_book().noun.sides.search(topic.item):
        return None
    account = thread.main.item if thread.main else topic.item
    name = phrase_book().noun.sides.sub("", account)
    return Topic(f"{name}{noun}", thread.path(f"{name}{noun}"))


def _involved(noun: str) -> str:
    """The money that a name says it involves ("“甲”项目涉及资金" → "涉及资金"), or ""."""
    ends = (end for end in phrase_book().noun.generic if end.startswith("涉及"))
    return max((end for end in ends if noun.endswith(end)), key=len, default="")


def _completed(generic: str, before: str, thread: Thread, setting: Setting) -> Topic:
    """The topic of words too general alone, completed with the part before or the topic."""
    noun = clean_noun(before, setting.names).text
    joint = "的" if before.endswith("的") else ""
    purpose = phrase_book().noun.purposes.match(before)
    if noun and not purpose and not is_pronoun(noun) and len(noun) <= LONGEST_NAME:
        return Topic(item_name(noun) + joint + generic, thread.path(noun, generic))
    if thread.topic is None:
        return Topic(generic, thread.path(generic))
    return owned_topic(thread.topic, generic, joint)


def owned_topic(topic: Topic, name: str, joint: str = "") -> Topic:
    """``name`` as something of ``topic``, or of what that is itself something of."""
    owner = topic.owner or topic
    return Topic(owner.item + joint + name, (*owner.row, name), owner)


def _close_brackets(left: str, thread: Thread) -> tuple[str, Thread]:
    depth, start = 0, 0
    for at, char in enumerate(left):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            depth, start = 0, at + 1
            thread = thread.closed_bracket()
    return left[start:], thread


def _open_scope(left: str, thread: Thread, setting: Setting) -> tuple[str, Thread]:
    """Read 其中 and its kin: the last one that no bracket closes off."""
    for match in reversed(list(phrase_book().scopes.finditer(left))):
        before, after = left[: match.start()], left[match.end() :]
        if _depth(after) < 0:
            continue
        ends: ScopeEnd = "bracket" if _depth(before) > 0 else "sentence"
        opening = before[:1] not in _AFTER_FIGURE
        if before.strip("(") and opening and "," not in before:
            thread, ends = name_topic(before, thread, setting), "paragraph"
        elif not opening and phrase_book().passing.match(match[0]):
            ends = "clause"
        if thread.topic is not None:
            owner = thread.topic.owner if thread.measure == "得分" else None
            thread = thread.opened(owner or thread.topic, ends)
        return after, thread
    return left, thread


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _after_colon(left: str, thread: Thread, setting: Setting) -> tuple[str, Thread]:
    head, colon, clause = left.rpartition(":")
    if not colon or _GOAL.search(head):
        return left, thread
    if not clause and _is_measure(head):
        return head, thread
    return clause, read_heading(head, thread, setting)


def _is_measure(words: str) -> bool:
    """Whether the words say what is measured and not of what ("年度预算安排:215万元")."""
    matches = (phrase.pattern.fullmatch(words) for phrase in phrase_book().phrases)
    return any(match is not None and not match["item"] for match in matches)


def read_heading(head: str, thread: Thread, setting: Setting) -> Thread:
    """The thread after the words before a colon, or the heading of a list item.

    A project's name becomes the subject; another name becomes the topic ("培训费:"), words that
    only lead over do not ("主要成效是:").
    """
    match = phrase_book().subjects.fullmatch(head)
    if match is None:
        lone = "," not in head and len(head) <= LONGEST_NAME
        names = lone and not phrase_book().leads_over.search(head)
        return name_topic(head, thread, setting) if names else thread
    subject = clean_noun(match["item"], setting.names).text
    return replace(name_topic(subject, thread, setting), subject=subject)


def _absorb(part: str, thread: Thread, setting: Setting) -> Thread | None:
    """The thread after a part that only sets the scene; None when it says something itself."""
    if match := _YEAR_ONLY.fullmatch(part):
        return replace(thread, year=int(match[1]))
    if match := phrase_book().change.comparison_only.fullmatch(part):
        if match["before"]:
            thread = name_topic(match["before"], thread, setting)
        return replace(thread, base=canonical_base(match["base"], setting.year))
    if match := phrase_book().evaluated.fullmatch(part):
        return name_topic(match["item"], thread, setting)
    if (match := phrase_book().wholes.fullmatch(part)) and len(part) <= LONGEST_NAME:
        named = name_topic(match["item"], thread.without_siblings(), setting)
        return named.opened(named.topic, "sibling") if named.topic else named
    return None
