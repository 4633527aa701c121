"""What the model is asked for: the item and measure of an unclear question, or a smoother wording.

A question's entity and year are never the model's to name: a year that is not held stays refused.
The item has to be one that is printed, the measure one of the vocabulary; everything after that is
the engine's own work. A wording is used only where ``checking.holds``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from service.language_model.checking import holds
from service.types import Answer

READING = (
    "用户在查询部门预决算公开报告。从给出的 items 中选出问题所指的项目，从 measures 中选出所问的指标，"
    '只输出 JSON：{"item": "…", "measure": "…"}；没有合适的就填 null。不要回答问题。'
)
WORDING = (
    "把下面的答案改写得更通顺。保留每个数字、单位、单位名称、年度和 [1] 这样的出处标记，引文一字不改，"
    "不增加任何内容，只输出改写后的文字。"
)


class Model(Protocol):
    """What is asked of an endpoint."""

    def complete(self, instruction: str, text: str) -> str | None:
        """What the model says, None where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Slots:
    """An unclear question as the model reads it; ``item`` is a printed name."""

    item: str
    measure: str | None


class Assistant:
    """The model's two uses, each checked before anything is done with what it says."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def slots(self, question: str, items: Sequence[str], measures: Sequence[str]) -> Slots | None:
        """The slots of an unclear question, None where the model names none of those given."""
        asked = {"question": question, "items": list(items), "measures": list(measures)}
        said = self._model.complete(READING, json.dumps(asked, ensure_ascii=False))
        try:
            read = json.loads(said) if said else None
        except ValueError:
            return None
        if not isinstance(read, dict) or read.get("item") not in items:
            return None
        measure = read.get("measure")
        return Slots(str(read["item"]), measure if measure in measures else None)

    def worded(self, answer: Answer) -> Answer:
        """The answer in the model's words where they hold, else as it is."""
        if answer.status != "answered" or not answer.figures:
            return answer
        said = self._model.complete(WORDING, answer.answer)
        if said is None or not holds(said, answer):
            return answer
        return replace(answer, answer=said)
