"""A service around a small report that is written out here, with an engine that is told what to
answer: what varies is injected, so the outside of the room is tested on its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.model import (
    Box,
    Cell,
    Fact,
    Passage,
    Place,
    ReadingWarning,
    Section,
    Span,
    Table,
)
from corpus.reconcile import Check as Stored
from corpus.reconcile import Claim, Finding, Skipped, Standing, Summary
from index.errors import UnknownPage, UnknownReport, UnknownTable
from index.records import (
    FactPage,
    Label,
    PageSize,
    PassageCount,
    Readiness,
    ReportRecord,
    StoredFact,
    StoredPassage,
    TableHead,
)
from service.types import (
    Answer,
    Check,
    Citation,
    Context,
    FactsResult,
    Figure,
    Note,
    PlaceRef,
    SearchResult,
    TableRef,
    TraceResult,
)

REPORT = "0123456789ab"
ENTITY = "某区<b>行政审批局</b>"
TITLE = "2023年度某区行政审批局部门决算公开"
BOX = (72.0, 300.0, 180.0, 320.0)
PAGES = 46


def make_record(pdf: Path) -> ReportRecord:
    return ReportRecord(
        id=REPORT,
        sha256=REPORT + "0" * 52,
        file_name=pdf.name,
        title=TITLE,
        entity=ENTITY,
        short_names=("审批局",),
        place=(),
        year=2023,
        kind="部门决算",
        published=None,
        pages=PAGES,
        tables=1,
        facts=1,
        passages=1,
        warnings=1,
    )


def make_cell(row: int, column: int, text: str, role: Any, span: int = 1) -> Cell:
    box = Box(72.0 + 60 * column, 100.0 + 20 * row, 132.0 + 60 * column, 120.0 + 20 * row)
    return Cell(row, column, 1, span, text, role, 8, box, box if text else None)


TABLE = Table(
    number=1,
    code="公开05表",
    title="一般公共预算财政拨款支出决算表",
    unit="万元",
    kind="standard",
    standard="general_expenditure",
    subject=None,
    entity=ENTITY,
    header_rows=2,
    row_count=4,
    column_count=3,
    cells=(
        make_cell(0, 0, "项目", "header"),
        make_cell(0, 1, "本年支出", "header", span=2),
        make_cell(1, 0, "科目", "header"),
        make_cell(1, 1, "基本支出", "header"),
        make_cell(1, 2, "项目支出", "header"),
        make_cell(2, 0, "行政运行<i>", "label"),
        make_cell(2, 1, "1,234.56", "figure"),
        make_cell(2, 2, "", "empty"),
        make_cell(3, 0, "=cmd()", "label"),
        make_cell(3, 1, "-4.32", "figure"),
        make_cell(3, 2, "0.00", "figure"),
    ),
    notes=("注：本表反映支出。",),
    formulas=(),
    places=(Place(8, Box(72.0, 100.0, 252.0, 180.0)), Place(9, Box(72.0, 80.0, 252.0, 100.0))),
    section=("第二部分",),
)

FACT = Fact(
    number=1,
    source="table",
    item="行政运行",
    row=("行政运行",),
    code="2010301",
    column=("本年支出", "基本支出"),
    measure="决算数",
    basis="基本支出",
    base=None,
    direction=0,
    subject=None,
    value=Decimal("1234.56"),
    printed="1,234.56",
    unit="万元",
    year=2023,
    page=8,
    box=Box(132.0, 140.0, 192.0, 160.0),
    table=1,
    row_index=2,
    column_index=1,
)

PASSAGE = Passage(
    number=1,
    kind="narrative",
    text="政务服务经费 15 万元。<script>alert(1)</script>",
    section=("第三部分",),
    spans=(Span(0, 12, 8, Box(*BOX)),),
)

FINDINGS = (
    Finding(
        rule="row-sum",
        severity="error",
        message="合计印为 1,234.56 万元，各栏之和为 1,243.56 万元",
        expected=Decimal("1243.56"),
        printed=Decimal("1234.56"),
        unit="万元",
        facts=(1,),
        places=(),
        quote=None,
    ),
    Finding(
        rule="placeholder",
        severity="warning",
        message="标题中留有未填写的占位符：“=XX局”",
        expected=None,
        printed=None,
        unit=None,
        facts=(),
        places=(Place(5, Box(*BOX)),),
        quote="XX",
    ),
)


@dataclass
class FakeShelf:
    """The part of ``index.protocol.Shelf`` that the outside of the service uses."""

    pdf: Path
    held: bool = True
    generation: int = 3

    def labels(self) -> tuple[Label, ...]:
        return (Label(1, "政务服务外包经费", 2, ()), Label(2, "外包经费", 1, ()))

    def reports(self) -> tuple[ReportRecord, ...]:
        return (make_record(self.pdf),) if self.held else ()

    def report(self, report_id: str) -> ReportRecord:
        if not self.held or report_id != REPORT:
            raise UnknownReport(f"没有收录编号为 {report_id} 的报告")
        return make_record(self.pdf)

    def sections(self, report_id: str) -> tuple[Section, ...]:
        self.report(report_id)
        titles = (("第二部分", 5), ("第四部分 主要职责", 40))
        return tuple(Section(title, 1, (title,), page, Box(*BOX)) for title, page in titles)

    def warnings(self, report_id: str) -> tuple[ReadingWarning, ...]:
        self.report(report_id)
        return (ReadingWarning("no_text", "这一页没有文字层", 7),)

    def tables(self, report_id: str) -> tuple[TableHead, ...]:
        self.report(report_id)
        shared = {name: getattr(TABLE, name) for name in TableHead.__dataclass_fields__}
        return (TableHead(**shared),)

    def table(self, report_id: str, number: int) -> Table:
        self.report(report_id)
        if number != TABLE.number:
            raise UnknownTable(f"没有第 {number} 张表")
        return TABLE

    def passages(self, report_id: str) -> tuple[StoredPassage, ...]:
        return (StoredPassage(report_id, PASSAGE),)

    def page(self, report_id: str, number: int) -> PageSize:
        self.report(report_id)
        if not 1 <= number <= PAGES:
            raise UnknownPage(f"没有第 {number} 页")
        return PageSize(number, 595.32, 841.92, 0)

    def pdf_path(self, report_id: str) -> Path:
        return self.pdf

    def facts_by_number(self, report_id: str, numbers: Any) -> tuple[StoredFact, ...]:
        return (StoredFact(REPORT, FACT),) if FACT.number in numbers else ()

    def audit_summary(self, report_id: str) -> Summary:
        self.report(report_id)
        return Summary(checked=3, passed=1, rounding=0, failed=2, skipped=1)

    def findings(self, report_id: str) -> tuple[Finding, ...]:
        self.report(report_id)
        return FINDINGS

    def checks(self, report_id: str, fact_numbers: Any) -> tuple[Stored, ...]:
        self.report(report_id)
        return tuple(Stored(number, "row-sum", "differs", "各栏之和") for number in fact_numbers)

    def standings(self, report_id: str) -> tuple[Standing, ...]:
        return ()

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        return ()

    def unchecked(self, report_id: str) -> tuple[Skipped, ...]:
        return (Skipped("share", "未找到总数"),)

    def search_counts(self, query: str, kinds: Any = ()) -> tuple[PassageCount, ...]:
        return (
            PassageCount(REPORT, ("第三部分 决算情况说明", "五、支出说明"), 22),
            PassageCount(REPORT, ("第五部分 名词解释",), 3),
        )

    def facts(self, reports: Any = None, *, limit: int | None = 100) -> FactPage:
        return FactPage(1, (StoredFact(REPORT, FACT),))


@dataclass
class FakeLibrary:
    """Hands out the same shelf; counts how many are open."""

    shelf: FakeShelf
    reason: str | None = None
    open: int = 0

    def ready(self) -> Readiness:
        count = len(self.shelf.reports())
        return Readiness(self.reason is None, True, 3, count, "fake", self.reason)

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        self.open += 1
        try:
            yield self.shelf
        finally:
            self.open -= 1


def make_figure(**changes: Any) -> Figure:
    plain: dict[str, Any] = {
        "role": "answer",
        "value": "1612.17",
        "unit": "万元",
        "printed": "1612.17 万元",
        "amount_yuan": "16121700.00",
        "label": "外包<u>经费",
        "measure": "决算数",
        "entity": ENTITY,
        "year": 2023,
        "kind": "部门决算",
        "source": "narrative",
        "table": None,
        "report": REPORT,
        "page": 8,
        "box": BOX,
        "citation": 1,
        "checks": (Check("narrative-vs-form", "differs", "项目评价表 1,612.16 万元"),),
    }
    return Figure(**plain | changes)


def make_citation(**changes: Any) -> Citation:
    plain: dict[str, Any] = {
        "n": 1,
        "report": REPORT,
        "title": TITLE,
        "entity": ENTITY,
        "year": 2023,
        "kind": "narrative",
        "section": ("第三部分", "五、支出说明"),
        "text": "外包<u>经费 1612.17 万元，主要成效良好。",
        "page": 8,
        "places": (PlaceRef(8, (72.0, 296.0, 523.0, 338.0)),),
        "url": f"/reports/{REPORT}/pages/8?box=72,296,523,338",
        "marks": ((0, 18),),
    }
    return Citation(**plain | changes)


ANSWER = Answer(
    question="",
    status="answered",
    answer="外包<u>经费支出 1,612.17 万元[1]。",
    figures=(
        make_figure(),
        make_figure(
            role="related",
            value="1234.56",
            printed="1,234.56",
            label="行政运行",
            box=(132.0, 140.0, 192.0, 160.0),
            source="table",
            table=TableRef(
                1, "公开05表", "支出决算表", ("行政运行",), "2010301", ("本年支出", "基本支出")
            ),
        ),
        make_figure(
            value="3.00", box=None, page=None, citation=None, derived=True, expression="1 + 2"
        ),
    ),
    citations=(make_citation(),),
    notes=(Note("conflict", "另一处印作 1,612.16 万元", (0,)),),
    context=Context(entity=ENTITY, year=2023, item="外包经费"),
    choices=(),
    suggestions=("项目支出是多少", "公务接待费呢"),
    took_ms=3,
)


@dataclass
class FakeEngine:
    """Answers what it is told to; remembers what it was asked."""

    answer: Answer = ANSWER
    failure: Exception | None = None
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def ask(
        self, question: str, context: Mapping[str, Any] | None, report: str | None, limit: int
    ) -> Answer:
        self.asked.append((question, context, report, limit))
        if self.failure is not None:
            raise self.failure
        shown = {name: getattr(self.answer, name) for name in Answer.__dataclass_fields__}
        return Answer(**shown | {"question": question})

    def search(self, query: str, **filters: Any) -> SearchResult:
        self.asked.append((query, filters))
        hits = tuple(make_citation(n=n, score=1.0 / n) for n in range(1, filters["limit"] + 1))
        return SearchResult(query, 25, hits)

    def facts(self, item: str | None, **filters: Any) -> FactsResult:
        self.asked.append((item, filters))
        return FactsResult(1, (make_figure(),))

    def trace(self, value: str, unit: str | None) -> TraceResult:
        self.asked.append((value, unit))
        return TraceResult(value, (make_figure(),))
