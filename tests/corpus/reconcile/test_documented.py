"""Every rule is documented, and docs/rules.md is what the rules say."""

from __future__ import annotations

from pathlib import Path

from corpus.reconcile import rules
from corpus.reconcile.document import document
from corpus.reconcile.registry import CHECKERS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"


def test_every_checker_has_its_words() -> None:
    assert [rule.name for rule in rules()] != []
    assert {rule.name for rule in rules()} == set(CHECKERS)
    assert all(rule.title and rule.text for rule in rules())
    assert {rule.severity for rule in rules()} <= {"error", "warning", "info"}


def test_the_page_is_up_to_date() -> None:
    renew = "python -m corpus.reconcile.document"
    assert PAGE.read_text(encoding="utf-8") == document(), f"renew it: {renew}"
