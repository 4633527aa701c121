"""``ingest``, ``remove`` and ``reports``: what is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.errors import IndexMissing
from service.console import Console
from service.holdings import record_to_json, warning_to_json
from service.opening import open_library

if TYPE_CHECKING:
    from argparse import Namespace

    from index.outcomes import FileOutcome, IngestResult, Progress
    from index.records import ReportRecord
    from service.settings import Settings

SOME_FAILED = 3
STAGES = {"check": "检查", "parse": "读取", "embed": "向量化", "publish": "发布"}


def ingest(args: Namespace, settings: Settings, console: Console) -> int:
    """Read PDFs; exit code 3 when some could not be read, or none was there to read."""
    from index.ingest import ingest as read_reports  # noqa: PLC0415  (remove and reports need none)

    with _progress(console) as progress:
        result = read_reports(args.paths, settings.data, workers=args.workers, progress=progress)
    if console.as_json:
        console.emit(_result_to_json(result))
    else:
        _print_result(result, console)
    return SOME_FAILED if result.count("failed") or not result.files else 0


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error when it is a terminal; elsewhere nothing moves."""
    if not console.err.isatty():
        yield lambda _: None
        return
    from rich import progress as bars  # noqa: PLC0415  (only for who watches)

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[pages]} 页"),
        bars.TextColumn("[red]{task.fields[failed]}"),
        bars.TimeElapsedColumn(),
        bars.TextColumn("剩余"),
        bars.TimeRemainingColumn(),
        bars.TextColumn("{task.fields[file]}", markup=False),
    )
    with bars.Progress(*columns, console=console.rich(to_err=True), transient=True) as bar:
        task = bar.add_task("", file="", pages=0, failed="")
        stage = ""

        def show(progress: Progress) -> None:
            nonlocal stage
            if progress.stage != stage:  # what is left is estimated from this stage alone
                stage = progress.stage
                bar.reset(task)
            bar.update(
                task,
                description=STAGES[progress.stage],
                completed=progress.done,
                total=progress.total,
                pages=progress.pages,
                failed=f"失败 {progress.failed}" if progress.failed else "",
                file=progress.file or "",
            )

        yield show


def _print_result(result: IngestResult, console: Console) -> None:
    for file in result.files:
        if file.outcome == "failed":
            console.note(f"✗ {file.message}")
        elif file.outcome == "new":
            console.line(f"✓ {file.path.name}　{_counts(file)}")
            for warning in file.warnings:
                where = f"第 {warning.page} 页：" if warning.page else ""
                console.line(f"    ! {where}{warning.message}")
        elif file.code:  # unchanged, with something to say
            console.line(f"= {file.message}")
    if not result.files:
        console.note("没有找到 PDF 文件")
    console.line(
        f"新收录 {result.count('new')} 份，未变 {result.count('unchanged')} 份，"
        f"失败 {result.count('failed')} 份；现有 {result.reports} 份报告（{result.seconds:.1f} 秒）"
    )


def _counts(file: FileOutcome) -> str:
    return (
        f"{file.report}　{file.pages} 页，{file.tables} 张表，{file.facts} 个数字，"
        f"{file.passages} 个段落，{len(file.warnings)} 条提示"
    )


def _result_to_json(result: IngestResult) -> dict[str, Any]:
    return {
        "files": [_file_to_json(file) for file in result.files],
        "new": result.count("new"),
        "unchanged": result.count("unchanged"),
        "failed": result.count("failed"),
        "reports": result.reports,
        "generation": result.generation,
        "seconds": round(result.seconds, 3),
    }


def _file_to_json(file: FileOutcome) -> dict[str, Any]:
    return {
        "file": str(file.path),
        "outcome": file.outcome,
        "report": file.report,
        "code": file.code,
        "message": file.message,
        "pages": file.pages,
        "tables": file.tables,
        "facts": file.facts,
        "passages": file.passages,
        "warnings": [warning_to_json(warning) for warning in file.warnings],
    }


def remove(args: Namespace, settings: Settings, console: Console) -> int:
    """Take one report out. Raises UnknownReport."""
    from index.ingest import remove as take_out  # noqa: PLC0415  (reports needs none)

    take_out(args.report, settings.data)
    if console.as_json:
        console.emit({"removed": args.report})
    else:
        console.line(f"已移除报告 {args.report}")
    return 0


def reports(_: Namespace, settings: Settings, console: Console) -> int:
    """List what is held; nothing held is a list too."""
    records = _records(settings)
    if console.as_json:
        console.emit({"reports": [record_to_json(record) for record in records]})
    elif records:
        heads = ("编号", "标题", "单位", "年度", "类型", "页", "表", "数字", "段落", "提示")
        console.table(heads, map(_row, records), right=("年度", "页", "表", "数字", "段落", "提示"))
    else:
        console.note("还没有收录任何报告。请先运行 wenzhang ingest 收录报告")
    return 0


def _records(settings: Settings) -> tuple[ReportRecord, ...]:
    try:
        with open_library(settings).snapshot() as shelf:
            return shelf.reports()
    except IndexMissing:
        return ()


def _row(record: ReportRecord) -> tuple[object, ...]:
    return (
        record.id,
        record.title,
        record.entity,
        record.year,
        record.kind,
        record.pages,
        record.tables,
        record.facts,
        record.passages,
        record.warnings,
    )
