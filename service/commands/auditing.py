"""``audit``: what does not add up in the reports that are held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.audit_sheets import audit_rows, to_csv, to_xlsx
from service.auditing import SEVERITIES, audit_to_json
from service.console import Console
from service.errors import NotWritable
from service.opening import open_library

if TYPE_CHECKING:
    from argparse import Namespace

    from index.protocol import Shelf
    from service.settings import Settings

DONE, NEGATIVE = 0, 1


def audit(args: Namespace, settings: Settings, console: Console) -> int:
    """Print findings; exit code 1 on an error finding where ``--strict`` asks. Raises UnknownReport."""
    with open_library(settings).snapshot() as shelf:
        reports = args.reports or [record.id for record in shelf.reports()]
        audits = [audit_to_json(shelf, report) for report in reports]
        base_url = f"http://{settings.host}:{settings.port}"
        if args.xlsx is not None:
            _write(args.xlsx, to_xlsx(audit_rows(shelf, reports, base_url)))
        if args.csv:
            console.out.write(to_csv(audit_rows(shelf, reports, base_url)))
        elif console.as_json:
            # One report that was named is the contract's Audit; else there is one for each.
            console.emit(audits[0] if len(args.reports) == 1 else {"audits": audits})
        else:
            for each in audits:
                _print(each, shelf, console)
    if args.xlsx is not None:
        console.note(f"已写入 {args.xlsx}")
    wrong = any(f["severity"] == "error" for each in audits for f in each["findings"])
    return NEGATIVE if args.strict and wrong else DONE


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise NotWritable(f"无法写入 {path}（{exc.strerror}）") from exc


def _print(audit: dict[str, Any], shelf: Shelf, console: Console) -> None:
    record, summary = shelf.report(audit["report"]), audit["summary"]
    console.line(f"{record.title}　{record.id}")
    console.line(
        f"  核对 {summary['checked']} 项：相符 {summary['passed']}，尾差 {summary['rounding']}，"
        f"不符 {summary['failed']}；未核对 {summary['skipped']} 项"
    )
    for finding in audit["findings"]:
        where = f"第 {finding['page']} 页：" if finding["page"] else ""
        console.line(f"  {SEVERITIES[finding['severity']]}　{where}{finding['message']}")
    for skipped in audit["skipped"]:
        console.line(f"  未核对　{skipped['reason']}")
