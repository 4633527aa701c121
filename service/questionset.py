"""The format of question sets: one JSON object a line.

``id``, ``kind``, ``question``, ``status`` (expected), optional ``history`` and ``expect``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from service.errors import BadQuestionSet
from service.types import Status


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer holds: figure values, cited words, said words, the report's entity."""

    values: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a set; ``history`` is asked first, each with the context of the one before."""

    id: str
    kind: str
    question: str
    status: Status
    history: tuple[str, ...]
    expect: Expectation


def read_questions(path: Path) -> tuple[Case, ...]:
    """All questions of a set; blank lines are skipped. Raises BadQuestionSet."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadQuestionSet(f"{path}：无法读取（{type(exc).__name__}）") from exc
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_question(line, f"{path}:{n}") for n, line in lines if line.strip())


def _question(line: str, where: str) -> Case:
    try:
        plain = json.loads(line)
        status = plain["status"]
        if status not in get_args(Status):
            raise BadQuestionSet(f"{where}：未知的 status：{status}")
        return Case(
            id=str(plain["id"]),
            kind=str(plain["kind"]),
            question=_text(plain["question"]),
            status=status,
            history=_texts(plain.get("history")),
            expect=_expectation(plain.get("expect") or {}),
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as exc:
        raise BadQuestionSet(f"{where}：不是有效的问题（{exc!r}）") from exc


def _expectation(plain: Mapping[str, Any]) -> Expectation:
    values = _texts(plain.get("values"))
    for value in values:
        Decimal(value)  # a set that expects no number is a mistake in the set
    report = plain.get("report")
    return Expectation(
        values=values,
        cite=_texts(plain.get("cite")),
        mention=_texts(plain.get("mention")),
        report=None if report is None else _text(report),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a string: {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return tuple(_text(item) for item in value)
