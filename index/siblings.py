"""What reports of one entity, year and kind have to say about each other.

Derived from what is held, never stored: when one of them goes, so does the warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.model import ReadingWarning
from corpus.text import normalize
from index.records import ReportRecord

SAME_TABLES = "same_disclosure"
OTHER_PART = "other_part"


def sibling_warnings(
    reports: Iterable[ReportRecord], standards: Mapping[str, frozenset[str]]
) -> dict[str, tuple[ReadingWarning, ...]]:
    """id → warnings; ``standards`` are the standard tables that each report holds."""
    groups: dict[tuple[str, int | None, str], list[ReportRecord]] = defaultdict(list)
    for report in reports:
        groups[_name(report), report.year, report.kind].append(report)
    return {
        report.id: tuple(
            _warning(report, other, standards) for other in group if other.id != report.id
        )
        for group in groups.values()
        if len(group) > 1
        for report in group
    }


def _name(report: ReportRecord) -> str:
    """The entity, as covers and table heads of one disclosure both print it."""
    return normalize(report.entity).removeprefix("中国共产党").removeprefix("中共")


def _warning(
    report: ReportRecord, other: ReportRecord, standards: Mapping[str, frozenset[str]]
) -> ReadingWarning:
    name = f"《{other.title or other.file_name}》（编号 {other.id}，文件 {other.file_name}）"
    none: frozenset[str] = frozenset()
    shared = standards.get(report.id, none) & standards.get(other.id, none)
    if not shared:
        message = f"{name}是同一单位、同一年度的另一部分公开内容，两者一并使用"
        return ReadingWarning(OTHER_PART, message)
    message = (
        f"{name}与本报告单位、年度、类型相同，并有 {len(shared)} 张相同的表，内容可能不一致。"
        f"两份均已保留；如只用其中一份，请运行 wenzhang remove 移除另一份"
    )
    return ReadingWarning(SAME_TABLES, message)
