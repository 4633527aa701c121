"""What the pages say: the same in every language, nothing missing and nothing left over."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from service.web.messages import LANGUAGES, Message, catalogue

SERVICE = Path(__file__).resolve().parents[2] / "service" / "web"
CHINESE, *OTHERS = LANGUAGES
SPOKEN_BY_SCRIPTS = {"script", "answer", "widget"}
TOLD_IN_CHINESE = "errors"
"""What went wrong speaks Chinese by itself; only the other languages list it."""


def messages(language: str) -> dict[str, Message]:
    return {
        f"{namespace}.{name}": text
        for namespace, entries in catalogue(language).items()
        if namespace != TOLD_IN_CHINESE
        for name, text in entries.items()
    }


def places(text: Message) -> set[str]:
    """What a message leaves to be filled in; one form of a counted one may leave out the count."""
    forms = [text] if isinstance(text, str) else list(text.values())
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same(language: str) -> None:
    theirs, ours = messages(language), messages(CHINESE)
    assert theirs.keys() == ours.keys()
    assert {key: places(text) for key, text in theirs.items()} == {
        key: places(text) for key, text in ours.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_messages_have_both_forms(language: str) -> None:
    counted = [text for text in messages(language).values() if not isinstance(text, str)]
    assert all(set(text) == {"one", "other"} for text in counted)


def test_templates_say_nothing_by_themselves() -> None:
    """The seal and the name of the language one may change to are the same in all of them."""
    for path in sorted((SERVICE / "templates").glob("*.html")):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found = set(re.findall("[\u4e00-\u9fff]+", text))
        assert found <= {"账", "中文"}, path.name


def test_what_is_said_is_known_and_what_is_known_is_said() -> None:
    templates = [path.read_text("utf-8") for path in (SERVICE / "templates").glob("*")]
    namespaces = catalogue(CHINESE).keys() - SPOKEN_BY_SCRIPTS
    modules = [path.read_text("utf-8") for path in SERVICE.glob("*.py")]
    quoted = {
        key
        for text in templates + modules
        for key in re.findall(r"['\"]([a-z_]+\.[a-z_]*)(?=['\"{])", text)
    }
    named = {
        key
        for key in quoted
        if key.partition(".")[0] in namespaces and not key.endswith((".css", ".js", ".html"))
    }
    begun = tuple(key for key in named if key.endswith((".", "_")))  # t('common.' ~ status)
    known = {key for key in messages(CHINESE) if key.partition(".")[0] in namespaces}
    assert {key for key in named if key not in begun} <= known
    assert {key for key in known if not key.startswith(begun)} <= named


def test_what_scripts_say_is_known_and_what_they_know_is_said() -> None:
    scripts = [path.read_text("utf-8") for path in (SERVICE / "static").glob("*.js")]
    known = {key for space in SPOKEN_BY_SCRIPTS for key in catalogue(CHINESE)[space]}
    said = {key for text in scripts for key in re.findall(r"\bt\(\s*[\"`]([a-z_]+)[\"`$]", text)}
    begun = tuple(key for key in said if key.endswith("_"))  # t(`slot_${name}`)
    assert said - set(begun) <= known
    quoted = {key for text in scripts for key in re.findall(r"\"([a-z_]+)\"", text)}
    assert {key for key in known if not key.startswith(begun)} <= quoted
