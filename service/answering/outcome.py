"""What one way of answering came to."""

from __future__ import annotations

from dataclasses import dataclass

from service.types import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status and the words; figures and citations stand in the draft.

    ``item``, ``measure``, ``basis``, ``operation`` are the slots as they were understood.
    """

    status: Status
    text: str
    item: str | None = None
    measure: str | None = None
    basis: str | None = None
    base: str | None = None
    operation: str = "value"
    choices: tuple[str, ...] = ()
