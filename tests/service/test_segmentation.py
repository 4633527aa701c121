"""A clause is cut so that what must not be overlooked is seen, whatever names surround it."""

import pytest

from service.understanding.keys import key
from service.understanding.lexicon import build_lexicon
from service.understanding.segmentation import segment
from service.understanding.vocabulary import vocabulary

LEXICON = build_lexicon(vocabulary(), (), ())


@pytest.mark.parametrize("year", ["2019年", "2019年度", "2019", "19年度"])
def test_a_year_before_any_word_of_the_vocabulary_is_a_year(year: str) -> None:
    for word in vocabulary().aliases:
        clause = key(year) + word
        tokens = segment(clause, 0, LEXICON)
        assert tokens[0].kind == "year", clause


@pytest.mark.parametrize("amount", ["1973.86万元", "2022万元", "2010.5", "1999元"])
def test_an_amount_that_looks_like_a_year_is_an_amount(amount: str) -> None:
    tokens = segment(key(amount + "是什么"), 0, LEXICON)
    assert (tokens[0].kind, tokens[0].text) == ("number", amount)
