"""A report's own word that there is nothing."""

from __future__ import annotations

import re

import pytest

from service.answering.declared import _BETWEEN
from service.understanding.vocabulary import load


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024年度无机关运行经费支出", True),
        ("未安排机关运行经费", True),
        ("没有使用财政拨款安排的机关运行经费", True),
        ("无政府性基金收支机关运行经费184万元", False),
        ("机关运行经费无增减", False),
    ],
)
def test_what_denies_an_item(text: str, says: bool) -> None:
    negation = load("cues.toml")["nothing"]["pattern"]
    assert (re.search(f"(?:{negation}){_BETWEEN}机关运行经费", text) is not None) is says
