"""What people type, made fit for use: questions and figures. No framework is needed for it."""

from __future__ import annotations

import re
import unicodedata

from service.errors import BadText

MAX_QUESTION = 500
"""Characters; the contract's limit for questions and search words."""

AMOUNT = re.compile(r"([+-]?\d[\d,]{0,30}(?:\.\d{1,12})?)\s*([^\d\s.,+-]{1,4})?")


def well_formed(text: str) -> str:
    """Text that UTF-8 can carry: a lone surrogate becomes "?"; outer white space is dropped."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def read_question(text: str) -> str:
    """A question or search words; raises BadText when there is none or too much of it."""
    text = well_formed(text)
    if not text:
        raise BadText("问题不能为空", "empty_question")
    if len(text) > MAX_QUESTION:
        reason = f"问题不能超过 {MAX_QUESTION} 个字，现有 {len(text)} 个"
        raise BadText(reason, "question_too_long")
    return text


def read_figure(text: str) -> tuple[str, str | None]:
    """``"1,234.56 万元"`` becomes (decimal string without separators, unit or None)."""
    match = AMOUNT.fullmatch(unicodedata.normalize("NFKC", well_formed(text)))
    if not match:
        raise BadText("请输入一个数字，例如 1234.56 或 1234.56万元", "bad_value")
    return match[1].replace(",", "").removeprefix("+"), match[2]
