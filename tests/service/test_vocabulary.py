"""The vocabulary's files: a word listed twice silently loses one of its meanings."""

from collections import Counter

import pytest

from service.understanding.keys import key
from service.understanding.vocabulary import load


@pytest.mark.parametrize(
    ("name", "entries"), [("aliases.toml", "alias"), ("paraphrases.toml", "paraphrase")]
)
def test_no_word_stands_in_two_entries(name: str, entries: str) -> None:
    words = Counter(word for entry in load(name)[entries] for word in set(map(key, entry["words"])))
    assert not [word for word, times in words.items() if times > 1]


def test_what_reports_speak_of_is_no_talk_of_something_else() -> None:
    elsewhere = set(load("domain.toml")["elsewhere"])
    spoken = {w for entry in load("paraphrases.toml")["paraphrase"] for w in entry["words"]}
    assert not elsewhere & spoken
