"""What is held, as JSON: the list of reports, and one report with outline, tables and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.text import normalize
from service.tables import box_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import ReadingWarning, Section
    from index.protocol import Shelf
    from index.records import Label, ReportRecord, TableHead
    from service.schemas import ReportsIn


def record_to_json(record: ReportRecord) -> dict[str, Any]:
    """A line of the list; ``tables`` … ``warnings`` are counts."""
    return {
        "id": record.id,
        "title": record.title,
        "entity": record.entity,
        "year": record.year,
        "kind": record.kind,
        "pages": record.pages,
        "tables": record.tables,
        "facts": record.facts,
        "passages": record.passages,
        "warnings": record.warnings,
        "file": record.file_name,
    }


def listed(records: Sequence[ReportRecord], wanted: ReportsIn) -> list[ReportRecord]:
    """The reports of a year and a kind whose title, entity or short name holds every word."""
    words = normalize(wanted.q or "").split()

    def fits(record: ReportRecord) -> bool:
        names = normalize("\n".join((record.title, record.entity, *record.short_names)))
        return (
            wanted.year in {None, record.year}
            and wanted.kind in {None, record.kind}
            and all(word in names for word in words)
        )

    return [record for record in records if fits(record)]


def items_named(labels: Iterable[Label], words: str, limit: int) -> dict[str, Any]:
    """The printed item names that hold ``words``: those that begin with them first, then the
    shortest, which are the least narrowed."""
    sought = normalize(words).replace(" ", "")
    found = [label for label in labels if sought in label.text.replace(" ", "")]
    found.sort(key=lambda label: (not label.text.startswith(sought), len(label.text), label.text))
    return {
        "total": len(found),
        "items": [{"name": label.text, "facts": label.fact_count} for label in found[:limit]],
    }


def report_to_json(held: Shelf, report: str) -> dict[str, Any]:
    """One report; ``tables`` and ``warnings`` are lists here, their counts stand beside them."""
    record = held.report(report)
    warnings = held.warnings(report)
    return {
        **record_to_json(record),
        "sha256": record.sha256,
        "published": record.published,
        "counts": {
            "tables": record.tables,
            "facts": record.facts,
            "passages": record.passages,
            "warnings": record.warnings,
        },
        "outline": [outline_to_json(section) for section in held.sections(report)],
        "tables": [head_to_json(head) for head in held.tables(report)],
        "warnings": [warning_to_json(warning) for warning in warnings],
    }


def outline_to_json(section: Section) -> dict[str, Any]:
    """A heading and where it stands."""
    return {
        "title": section.title,
        "level": section.level,
        "path": list(section.path),
        "page": section.page,
        "box": box_to_json(section.box),
    }


def head_to_json(head: TableHead) -> dict[str, Any]:
    """A table without its cells."""
    return {
        "number": head.number,
        "code": head.code,
        "title": head.title,
        "unit": head.unit,
        "kind": head.kind,
        "subject": head.subject,
        "entity": head.entity,
        "rows": head.row_count,
        "columns": head.column_count,
        "pages": list(head.pages),
        "section": list(head.section),
    }


def warning_to_json(warning: ReadingWarning) -> dict[str, Any]:
    """Something that could not be read, or not be trusted."""
    return {"kind": warning.kind, "message": warning.message, "page": warning.page}
