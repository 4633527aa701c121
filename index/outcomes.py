"""What an ingest tells: how far it is, what became of each file, what is published now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.model import ReadingWarning

Outcome = Literal["new", "unchanged", "failed"]
Stage = Literal["check", "parse", "embed", "publish"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: ``done`` of ``total`` files (texts in the stage "embed").

    ``pages`` are the pages read so far, ``failed`` the files that could not be, ``seconds``
    the time since the ingest began, ``file`` what was finished last.
    """

    stage: Stage
    done: int
    total: int
    pages: int
    failed: int
    seconds: float
    file: str | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    ``code`` (stable) and ``message`` (for people) say why it failed, or which report holds the
    same; ``detail`` is the trace of a mistake of the parser's own.
    ``report`` is the id under which its content is held; the counts are that report's.
    """

    path: Path
    outcome: Outcome
    report: str | None = None
    code: str | None = None
    message: str | None = None
    pages: int = 0
    tables: int = 0
    facts: int = 0
    passages: int = 0
    warnings: tuple[ReadingWarning, ...] = ()
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """All outcomes in the order the files were found, and what is published now."""

    files: tuple[FileOutcome, ...]
    generation: int
    reports: int
    seconds: float

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(file.outcome == outcome for file in self.files)
