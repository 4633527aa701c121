"""``ask``, ``search`` and ``trace``."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from service.console import Console, print_answer, print_citation, print_figures
from service.errors import BadText
from service.inputs import read_figure, read_question
from service.opening import open_engine, open_library
from service.settings import Settings

if TYPE_CHECKING:
    from service.engine import Engine

FAREWELLS = {"exit", "quit", "退出", "再见"}


def ask(args: Namespace, settings: Settings, console: Console) -> int:
    """Answer one question, or chat when there is none."""
    context = _context(args.context)
    if args.question is None:
        if args.json:
            raise BadText("--json 需要一个问题", "empty_question")
        return _chat(args, _engine(settings, args.report), console, context)
    question = read_question(args.question)
    answer = (
        _engine(settings, args.report).ask(question, context, args.report, args.limit).to_json()
    )
    if args.json:
        console.emit(answer)
    else:
        print_answer(console, answer)
    return 0


def _engine(settings: Settings, report: str | None = None) -> Engine:
    """Raises IndexMissing, and UnknownReport for a report that is not held."""
    library = open_library(settings)
    if report is not None:
        with library.snapshot() as shelf:
            shelf.report(report)
    return open_engine(library, settings)


def _context(text: str | None) -> Mapping[str, Any] | None:
    if text is None:
        return None
    try:
        context = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise BadText("--context 不是有效的 JSON", "invalid_json") from exc
    if context is not None and not isinstance(context, dict):
        raise BadText("--context 应为一个 JSON 对象", "wrong_type")
    return context


def _chat(
    args: Namespace, engine: Engine, console: Console, context: Mapping[str, Any] | None
) -> int:
    """Question after question, each with the context of the one before."""
    console.line("问账：请输入问题，例如“本年支出合计是多少”。输入“退出”或按 Ctrl-D 结束。")
    while (typed := _typed()) is not None and typed not in FAREWELLS:
        if not typed:
            continue
        try:
            answer = engine.ask(read_question(typed), context, args.report, args.limit).to_json()
        except BadText as exc:
            console.line(exc.message)
            continue
        print_answer(console, answer)
        console.line()
        context = answer["context"]
    return 0


def _typed() -> str | None:
    """The next question; None at the end of input."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415  (input() then edits lines and remembers them)
    try:
        return input("问> ").strip()
    except EOFError:
        return None


def search(args: Namespace, settings: Settings, console: Console) -> int:
    """Ranked passages."""
    query = read_question(args.query)
    engine = _engine(settings, args.report)
    found = engine.search(
        query,
        entity=args.entity,
        year=args.year,
        kind=args.kind,
        report=args.report,
        limit=args.limit,
        offset=args.offset,
    ).to_json()
    if args.json:
        console.emit(found)
        return 0
    for number, hit in enumerate(found["hits"], start=args.offset + 1):
        print_citation(console, hit, f"{number}.")
    console.note(f"共 {found['total']} 处" if found["hits"] else "没有找到相关内容")
    return 0


def trace(args: Namespace, settings: Settings, console: Console) -> int:
    """Every place where a figure is printed."""
    value, unit = read_figure(args.value)
    found = _engine(settings).trace(value, args.unit or unit).to_json()
    if args.json:
        console.emit(found)
        return 0
    if found["occurrences"]:
        print_figures(console, found["occurrences"])
    console.note(f"共 {len(found['occurrences'])} 处")
    return 0
