"""What the pages say: the same in every language, nothing missing and nothing left over."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from service.messages import LANGUAGES, Message, catalogue

SERVICE = Path(__file__).resolve().parents[2] / "service"
CHINESE, *OTHERS = LANGUAGES
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


def test_what_templates_say_is_known() -> None:
    templates = [path.read_text("utf-8") for path in (SERVICE / "templates").glob("*.html")]
    said = {key for text in templates for key in re.findall(r"\bt\('([a-z_.]+)'", text)}
    assert said
    assert said <= messages(CHINESE).keys()
