"""A body's own name says whose money is asked for, also where a table has a row of that name."""

from dataclasses import dataclass

from service.understanding.lexicon import build_lexicon
from service.understanding.reading import read_question
from service.understanding.vocabulary import vocabulary


@dataclass(frozen=True)
class _Label:
    id: int
    text: str
    codes: tuple[str, ...] = ()
    facts: int = 1


@dataclass(frozen=True)
class _Report:
    id: str
    entity: str
    short_names: tuple[str, ...] = ()


def test_a_row_named_as_the_body_is_no_item_of_a_question_that_names_the_body() -> None:
    labels = (_Label(1, "某县水利局"), _Label(2, "差旅费"))
    lexicon = build_lexicon(vocabulary(), labels, (_Report("r", "某县水利局"),))
    query = read_question("某县水利局2023年差旅费多少", lexicon, vocabulary())
    assert [mention.text for mention in query.mentions] == ["差旅费"]
    assert query.entities == (("r",),)
