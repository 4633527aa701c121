"""One figure with the words around it, and the thread and setting that it is read in."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.sentences.phrases import FigureKind
from corpus.sentences.structure import Setting
from corpus.sentences.thread import Thread


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure with the tight text before it (since the last figure or stop) and after it.

    ``reason``: the sentence gives reasons, so that its amounts are none of the accounts.
    ``series``: so many figures, this one included, are only parted by "、" or "和".
    """

    left: str
    right: str
    kind: FigureKind
    unit: str
    reason: bool = False
    series: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause opened: its parts, and the thread and setting it is read in."""

    clause: Clause
    parts: tuple[str, ...]
    thread: Thread
    setting: Setting

    @property
    def last(self) -> str:
        return self.parts[-1]

    @property
    def before(self) -> str:
        return self.parts[-2] if len(self.parts) > 1 else ""
