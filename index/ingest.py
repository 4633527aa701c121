"""PDF files become published reports; ``remove`` takes one out again.

What is the same report:

- the same SHA-256: unchanged, skipped without parsing or loading the encoder;
- another file that prints exactly the same (every character in its place, as after "save as"):
  not held twice; the outcome is unchanged and names the report that is held;
- a data folder of an older version: its reports are read again first (``index.renewal``);
- another file of the same entity, year and kind: stands beside the old one, since an altered
  copy must never silently take the place of the original. Both then carry a warning that names
  the other (``index.siblings``). Text and tables of one disclosure in two files stand beside
  each other the same way. Whoever wants the newer one alone removes the older.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Timer

from index import codec, files, renewal, staging
from index.encoder import Encoder, default_encoder
from index.errors import EncoderUnavailable, UnknownReport, translated
from index.lock import ingest_lock
from index.manifest import read_manifest
from index.outcomes import FileOutcome, IngestResult, Outcome, Progress, Stage
from index.publish import needs_publishing, publish
from index.store import open_writer, transaction
from index.workers import Failed, Limits, Reader, parsing, read_report


def ingest(
    paths: Iterable[Path],
    data_dir: Path,
    *,
    workers: int | None = None,
    encoder: Encoder | None = None,
    progress: Callable[[Progress], None] = lambda _progress: None,
    limits: Limits | None = None,
    reader: Reader = read_report,
    step: Callable[[str], None] = lambda _name: None,
) -> IngestResult:
    """Read every PDF under ``paths`` and publish them with what is held already.

    ``workers`` children parse (None: one for each core that may be used). A bad file is an
    outcome, not an error. Ended at any moment, by ctrl-C or kill -9, it leaves the old state, and
    the next call for the same files goes on where this one was. ``reader`` is a function of a
    module, since the children import it; ``step`` is told each step of publishing before it
    begins.

    Raises IngestRunning, StorageFailed, IndexCorrupt, IndexOutdated or EncoderUnavailable.
    """
    run = _Run(data_dir, encoder or default_encoder(), progress, step)
    with run.opened(renew=True):
        every = [*renewal.waiting(data_dir), *map(Path, paths)]
        new = run.check(list(files.find_pdfs(every)))
        run.parse(new, max(1, workers or _cores()), limits or Limits(), reader)
        result = run.publish()
        renewal.settle(data_dir, result.files)
        return result


def remove(report_id: str, data_dir: Path, *, encoder: Encoder | None = None) -> None:
    """Take one report out. Raises UnknownReport, IngestRunning, StorageFailed, IndexCorrupt."""
    run = _Run(data_dir, encoder or default_encoder())
    with run.opened():
        row = run.connection.execute("SELECT key FROM reports WHERE id = ?", [report_id]).fetchone()
        if row is None:
            raise UnknownReport(f"没有收录编号为 {report_id} 的报告")
        run.dropped.append(row[0])
        run.publish()


def _cores() -> int:
    """The cores this process may use: in a container fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Run:
    """One ingest: what it knows of each file so far, and the keys of the reports to publish."""

    def __init__(
        self,
        data_dir: Path,
        encoder: Encoder,
        progress: Callable[[Progress], None] = lambda _progress: None,
        step: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self.data_dir, self.encoder = data_dir, encoder
        self.added: list[int] = []
        self.dropped: list[int] = []
        self._progress, self._step = progress, step
        self._began = time.monotonic()
        self._outcomes: dict[Path, FileOutcome | None] = {}  # in the order the files were found
        self._twins: dict[Path, Path] = {}  # a second file of the same content, and the first
        self._pages = self._failed = 0

    @contextmanager
    def opened(self, *, renew: bool = False) -> Iterator[None]:
        """Lock the data folder and open its database; ``renew`` one of an older version."""
        with ingest_lock(self.data_dir), translated("写入数据库"), ExitStack() as stack:
            if renew:
                renewal.set_aside(self.data_dir)
            self.connection = stack.enter_context(closing(open_writer(self.data_dir)))
            renewal.carry_over(self.connection, self.data_dir)
            held = self.connection.execute("SELECT sha256 FROM reports").fetchall()
            files.sweep(self.data_dir, (row[0] for row in held))
            yield

    def check(self, paths: Sequence[Path]) -> list[Path]:
        """Settle what needs no parsing; returns the files that do, largest first.

        The largest first: it would be a pity to begin it when the other workers are done.
        """
        self._outcomes = dict.fromkeys(paths)
        new: dict[str, Path] = {}
        for done, path in enumerate(paths, start=1):
            try:
                sha256 = files.digest_of(path)
            except OSError:
                sha256 = str(path)  # the parser will name what is wrong
            if sha256 in new:
                self._twins[path] = new[sha256]
            elif not self._settle_held(path, sha256):
                new[sha256] = path
            self._tell("check", done, len(paths), path.name)
        return sorted(new.values(), key=files.size_of, reverse=True)

    def _settle_held(self, path: Path, sha256: str) -> bool:
        """Whether this content is live (unchanged), or staged by a run that was cut off (new)."""
        row = self.connection.execute(
            "SELECT key FROM reports WHERE sha256 = :hash OR key = "
            "(SELECT report FROM aliases WHERE sha256 = :hash)",
            {"hash": sha256},
        ).fetchone()
        if row is None:
            return False
        waits = self._bring(row[0])
        self._settle(self._describe(path, row[0], "new" if waits else "unchanged"))
        return True

    def _bring(self, key: int) -> bool:
        """Publish a report that a run which was cut off has staged; False where it is live."""
        waits = self.connection.execute(
            "SELECT state = 'staged' FROM reports WHERE key = ?", [key]
        ).fetchone()[0]
        if waits and key not in self.added:
            self.added.append(key)
        return bool(waits)

    def _settle(self, outcome: FileOutcome) -> None:
        self._outcomes[outcome.path] = outcome
        self._pages += outcome.pages if outcome.outcome == "new" else 0
        self._failed += outcome.outcome == "failed"

    def parse(self, paths: list[Path], workers: int, limits: Limits, reader: Reader) -> None:
        """Parse the files and write each as staged as soon as it is there."""
        self._tell("parse", 0, len(paths))
        with (
            _loaded_meanwhile(self.encoder),
            parsing(paths, workers, limits, reader) as results,
        ):
            for done, (path, result) in enumerate(results, start=1):
                self._settle(self._stage(path, result))
                self._tell("parse", done, len(paths), path.name)

    def _stage(self, path: Path, result: staging.Prepared | Failed) -> FileOutcome:
        if isinstance(result, Failed):
            return _failed(path, result)
        same, taken = self.connection.execute(
            "SELECT (SELECT key FROM reports WHERE content = ?), "
            "(SELECT key FROM reports WHERE id = ?)",
            [result.content, result.id],
        ).fetchone()
        if same is not None:
            return self._alias(path, result.sha256, same)
        if taken is not None:
            message = f"{path.name}：编号 {result.id} 已被另一份报告占用。请重新导出该 PDF"
            return _failed(path, Failed("id_taken", message))
        if not files.keep(path, self.data_dir, result.sha256):
            message = f"{path.name}：读取过程中文件被改动。请重新收录"
            return _failed(path, Failed("file_changed", message))
        self.added.append(staging.write(self.connection, result))
        return self._describe(path, self.added[-1], "new")

    def _alias(self, path: Path, sha256: str, key: int) -> FileOutcome:
        """Remember that this file prints the same as a report that is held."""
        self._bring(key)
        with transaction(self.connection):
            self.connection.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", [sha256, key])
        outcome = self._describe(path, key, "unchanged")
        message = f"{path.name}：内容与已收录的报告 {outcome.report} 完全相同，不重复收录"
        return replace(outcome, code="same_content", message=message)

    def _describe(self, path: Path, key: int, outcome: Outcome) -> FileOutcome:
        report, pages, tables, facts, passages, warnings = self.connection.execute(
            "SELECT id, pages, tables, facts, passages, warnings FROM reports WHERE key = ?", [key]
        ).fetchone()
        return FileOutcome(
            path,
            outcome,
            report,
            pages=pages,
            tables=tables,
            facts=facts,
            passages=passages,
            warnings=codec.unpack_warnings(warnings),
        )

    def publish(self) -> IngestResult:
        """Publish, if there is anything to publish or to mend."""
        manifest = read_manifest(self.connection)
        changed = self.added or self.dropped
        if changed or needs_publishing(self.data_dir, manifest, self.encoder):
            self._tell("publish", 0, 1)
            manifest = publish(
                self.connection,
                self.data_dir,
                self.encoder,
                add=self.added,
                drop=self.dropped,
                embedding=lambda done, total: self._tell("embed", done, total),
                step=self._step,
            )
            self._tell("publish", 1, 1)
        return IngestResult(
            files=tuple(map(self._final, self._outcomes)),
            generation=manifest.generation if manifest else 0,
            reports=manifest.reports if manifest else 0,
            seconds=time.monotonic() - self._began,
        )

    def _final(self, path: Path) -> FileOutcome:
        """What became of a file; of a second one with the same content, what did of the first."""
        outcome = self._outcomes[self._twins.get(path, path)]
        assert outcome is not None, "every file but a twin was settled"
        again = path in self._twins and outcome.outcome == "new"
        return replace(outcome, path=path, outcome="unchanged" if again else outcome.outcome)

    def _tell(self, stage: Stage, done: int, total: int, file: str | None = None) -> None:
        seconds = time.monotonic() - self._began
        self._progress(Progress(stage, done, total, self._pages, self._failed, seconds, file))


@contextmanager
def _loaded_meanwhile(encoder: Encoder) -> Iterator[None]:
    """Load the encoder beside the parsing, once that has lasted a second.

    Loading takes some five seconds of which the parsers need not wait for one; a file that
    cannot be read is known sooner than that, and needs no encoder.
    """

    def load() -> None:
        with suppress(EncoderUnavailable):  # told where it is needed
            encoder.prepare()

    loading = Timer(1.0, load)
    loading.start()
    try:
        yield
    finally:
        loading.cancel()


def _failed(path: Path, failure: Failed) -> FileOutcome:
    return FileOutcome(
        path, "failed", code=failure.code, message=failure.message, detail=failure.detail
    )
