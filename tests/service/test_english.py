"""Every sentence that the product composes of a report has its English, with what is printed in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
import service
from corpus.quality.reading_warnings import warning_kinds
from corpus.reconcile import rules
from service.english import in_english, patterns, words

SERVICE = Path(service.__file__).parent
RECONCILE = Path(corpus.__file__).parent / "reconcile"
SAID = {"message", "reason", "detail", "how", "wording"}
"""What the rules call a sentence, or a phrase of one."""
CHINESE = re.compile("[\u4e00-\u9fff]")
PRINTED = re.compile("“[^“”]*”|《[^《》]*》|万?元")
FEWEST = 3
"""Chinese characters without which it is what joins other pieces together."""


def sentences() -> Iterator[tuple[str, str]]:
    """(where, sentence) for each literal of corpus/reconcile that becomes one; holes are letters."""
    for path in sorted(RECONCILE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in _said(node):
                text = _text(value)
                if len(CHINESE.findall(text)) >= FEWEST:
                    yield f"{path.name}:{value.lineno}", text


def _said(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if names & SAID:
            yield node.value
    elif isinstance(node, ast.keyword) and node.arg in SAID:
        yield node.value


def _text(value: ast.expr) -> str:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "XY" for part in value.values
        )
    return ""


def notes() -> Iterator[tuple[str, str]]:
    """(where, sentence) for each literal that is remarked beside an answer; holes are letters."""
    for path in sorted(SERVICE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr == "note" and len(node.args) > 1 and (text := _text(node.args[1])):
                yield f"{path.name}:{node.lineno}", text


def test_every_remark_beside_an_answer_has_its_english() -> None:
    found = list(notes())
    assert len(found) > 5
    lacking = [f"{where} {text}" for where, text in found if not _is_english(text)]
    assert lacking == [], "add the pattern to service/english.toml"


def test_every_sentence_of_the_rules_has_its_english() -> None:
    found = list(sentences())
    assert len(found) > 50
    lacking = [f"{where} {text}" for where, text in found if not _is_english(text)]
    assert lacking == [], "add the pattern to service/english.toml"


def test_every_warning_of_reading_has_its_english() -> None:
    texts = [re.sub(r"\{\w+\}", "XY", text) for text in warning_kinds().values()]
    assert [text for text in texts if not _is_english(text)] == []


def _is_english(text: str) -> bool:
    """No Chinese is left but what stands in quotation marks, as printed."""
    said = in_english(text)
    return said != text.strip() and not CHINESE.search(PRINTED.sub("", said))


def test_every_rule_has_its_title() -> None:
    assert [rule.name for rule in rules() if rule.title not in words()] == []


def test_both_texts_of_a_pattern_have_the_same_holes() -> None:
    for pattern in patterns():
        assert set(pattern.chinese.groupindex) == set(re.findall(r"\{(\w+)\}", pattern.english))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "说明中“外包”的决算数为 2 万元，《支出表》“行政运行”为 1.5 万元，相差 0.5 万元",
            "the outturn of “外包” in the text is 2 万元, “行政运行” in 《支出表》 is 1.5 万元; difference 0.5 万元",
        ),
        ("横向合计", "Sum across"),
        ("一句没有人写过的话", "一句没有人写过的话"),
        ("12.30 万元", "12.30 万元"),
    ],
)
def test_a_sentence_in_english(chinese: str, english: str) -> None:
    assert in_english(chinese) == english
