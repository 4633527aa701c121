"""What the commands print: for people with rich, or exactly one JSON document.

Results go to standard output; progress, warnings and failures to standard error, so that a pipe
carries results alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from service.excerpts import excerpt, short_title

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

PIPED_WIDTH = 200
"""Columns where no terminal says how wide it is: tables are not cut for grep."""

COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that reverse the direction of text, halves of characters."""

STATUS_LABELS = {
    "answered": "",
    "not_disclosed": "未披露",
    "not_found": "未找到",
    "ambiguous": "需要明确",
    "out_of_scope": "不在范围内",
    "help": "",
}


class Console:
    """Standard output and standard error of one command."""

    def __init__(
        self, *, as_json: bool, out: IO[str] | None = None, err: IO[str] | None = None
    ) -> None:
        self.as_json = as_json
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        for stream in (self.out, self.err):
            if hasattr(stream, "reconfigure"):  # a terminal's locale may not know Chinese
                stream.reconfigure(encoding="utf-8", errors="replace")

    def emit(self, document: Mapping[str, Any]) -> None:
        """The command's one JSON document."""
        json.dump(document, self.out, ensure_ascii=False, indent=2)
        self.out.write("\n")

    def line(self, text: str = "") -> None:
        """One line of the result."""
        self.out.write(f"{text}\n")

    def note(self, text: str) -> None:
        """One line beside the result."""
        self.err.write(f"{text}\n")

    def fail(self, code: str, message: str) -> None:
        """Why the command could not do its work."""
        if self.as_json:
            self.emit({"error": {"code": code, "message": message, "detail": None}})
        self.note(f"wenzhang: {message}")

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()
    ) -> None:
        """Rows under heads; the columns named in ``right`` are numbers."""
        from rich.table import Table  # noqa: PLC0415  (not needed for --json)

        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in heads:
            table.add_column(head, justify="right" if head in right else "left", overflow="fold")
        for row in rows:
            table.add_row(*("" if cell is None else _plain(str(cell)) for cell in row))
        self.rich().print(table)

    def rich(self, *, to_err: bool = False) -> RichConsole:
        """A rich console on standard output or error, as wide as is sensible."""
        from rich.console import Console as RichConsole  # noqa: PLC0415

        stream = self.err if to_err else self.out
        width = None if stream.isatty() else PIPED_WIDTH
        return RichConsole(file=stream, width=width, markup=False, highlight=False, emoji=False)


def print_answer(console: Console, answer: Mapping[str, Any]) -> None:
    """An Answer of the contract: what is said, then where it stands."""
    label = STATUS_LABELS.get(answer["status"], "")
    console.line(_plain(f"【{label}】{answer['answer']}" if label else answer["answer"]))
    for note in answer["notes"]:
        console.line(_plain(f"注：{note['text']}"))
    if answer["citations"]:
        console.line()
    for citation in answer["citations"]:
        print_citation(console, citation, f"[{citation['n']}]")
    _print_list(console, "您是想问：", answer["choices"])
    _print_list(console, "还可以问：", answer["suggestions"])


def _print_list(console: Console, head: str, questions: Sequence[str]) -> None:
    if questions:
        console.line(f"\n{head}")
    for question in questions:
        console.line(_plain(f"  · {question}"))


def print_citation(console: Console, citation: Mapping[str, Any], mark: str) -> None:
    """Where it stands, then what stands there."""
    section = " › ".join(map(short_title, citation["section"][-2:]))
    where = f"{citation['title']} 第 {citation['page']} 页"
    console.line(_plain(f"{mark} {where}{'　' if section else ''}{section}"))
    pieces = excerpt(citation["text"], citation["marks"])
    console.line(_plain(f"    {''.join(piece.text for piece in pieces)}"))


def print_figures(console: Console, figures: Sequence[Mapping[str, Any]]) -> None:
    """One row a figure: what it is, and where it is printed."""
    rows = [
        (
            figure["printed"],
            figure["label"],
            figure["measure"],
            figure["entity"],
            figure["year"],
            table_title(figure),
            figure["page"],
        )
        for figure in figures
    ]
    heads = ("印作", "项目", "口径", "单位", "年度", "出处", "页")
    console.table(heads, rows, right=("印作", "年度", "页"))


def table_title(figure: Mapping[str, Any]) -> str:
    """The table that a figure stands in, or that it stands in a sentence."""
    table = figure["table"]
    if not table:
        return "正文"
    return f"{table['code']} {table['title']}" if table["code"] else str(table["title"])


def _plain(text: str) -> str:
    """Without control characters: a report or a question must not command the terminal."""
    return COMMANDS.sub("�", text)
