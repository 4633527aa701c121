"""The commands' names, options and help, and which module does each.

Nothing heavy is imported here: a command's module is loaded when it is called, so that
``wenzhang ask`` answers before torch, Flask or the PDF reader would have been imported.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from index.errors import LibraryError
from service.console import Console
from service.errors import BadSetting, ServiceError
from service.settings import Settings

Command = Callable[[argparse.Namespace, Settings, Console], int]

DONE, NEGATIVE, WRONG_USAGE, SOME_FAILED = 0, 1, 2, 3
EXIT_CODES = "退出码：0 完成；1 检查未通过（audit --strict、eval --min）；2 用法有误；3 部分输入失败，其余已保留。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    try:
        settings = Settings.from_env(os.environ)
        args = _parser(settings).parse_args(argv)
    except BadSetting as exc:
        sys.stderr.write(f"wenzhang: {exc}\n")
        return WRONG_USAGE
    except SystemExit as exc:  # argparse has said what is wrong, or shown the help
        return int(exc.code or 0)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    console = Console(as_json=args.json)
    command: Command = getattr(importlib.import_module(args.module), args.function)
    try:
        return command(args, dataclasses.replace(settings, data=args.data), console)
    except (ServiceError, LibraryError) as exc:
        console.fail(exc.code, str(exc))
        return WRONG_USAGE
    except KeyboardInterrupt:
        sys.stderr.write("wenzhang: 已中断；做完的部分已保留，再次运行会接着做\n")
        return 130  # as a shell reports it
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.format_usage()}用法有误：{message}\n")


def _parser(settings: Settings) -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--data",
        type=Path,
        default=settings.data,
        metavar="DIR",
        help="数据目录（默认 $WENZHANG_DATA，否则 ./data）",
    )
    common.add_argument("--json", action="store_true", help="在标准输出打印一个 JSON 文档")
    parser = _Parser(
        prog="wenzhang",
        description="问账：就政府部门决算公开报告提问，每个数字都能回到原文。",
        epilog=EXIT_CODES,
    )
    commands = parser.add_subparsers(required=True, title="命令")

    def command(name: str, module: str, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, parents=[common], help=help_text, description=help_text, epilog=EXIT_CODES
        )
        sub.set_defaults(module=f"service.commands.{module}", function=name)
        return sub

    _add_holding_commands(command)
    _add_asking_commands(command)
    _add_auditing_commands(command)
    _add_serving_commands(command, settings)
    return parser


def _add_holding_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    ingest = command(
        "ingest", "holding", "收录 PDF 报告：文件，或逐级查找的文件夹；未变的文件立即跳过"
    )
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="PDF 文件或文件夹")
    ingest.add_argument(
        "--workers", type=_positive, default=None, metavar="N", help="读取进程数（默认按核数）"
    )
    remove = command("remove", "holding", "移除一份报告")
    remove.add_argument("report", metavar="REPORT_ID", help="报告编号（wenzhang reports 可查）")
    command("reports", "holding", "列出已收录的报告")


def _add_asking_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    ask = command("ask", "asking", "提一个问题；不带问题则进入对话")
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="问题")
    ask.add_argument("--report", metavar="ID", help="只在这份报告中回答")
    ask.add_argument("--context", metavar="JSON", help="上一个答案的 context，用于追问")
    ask.add_argument("--limit", type=_positive, default=10, metavar="N", help="最多列出几处")
    search = command("search", "asking", "检索原文段落，最相关的在前")
    search.add_argument("query", metavar="QUERY", help="检索词")
    for name, help_text in (("entity", "单位"), ("kind", "报告类型"), ("report", "报告编号")):
        search.add_argument(f"--{name}", metavar=name.upper(), help=f"只检索这个{help_text}")
    search.add_argument("--year", type=int, metavar="YEAR", help="只检索这一年度")
    search.add_argument("--limit", type=_positive, default=10, metavar="N", help="条数")
    search.add_argument("--offset", type=int, default=0, metavar="N", help="跳过前几条")
    trace = command("trace", "asking", "查一个数字在报告中的每一处")
    trace.add_argument("value", metavar="VALUE", help="数字，如 1234.56 或 1234.56万元")
    trace.add_argument("--unit", metavar="UNIT", help="单位，如 万元")


def _add_auditing_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    audit = command("audit", "auditing", "勾稽：列出报告中对不上的数字和站不住的陈述")
    audit.add_argument("reports", nargs="*", metavar="REPORT_ID", help="报告编号（默认全部）")
    audit.add_argument("--csv", action="store_true", help="以 CSV 打印，每行一条")
    audit.add_argument("--xlsx", type=Path, default=None, metavar="FILE", help="另存为电子表格")
    audit.add_argument("--strict", action="store_true", help="有“错误”级的结果时退出码为 1")


def _add_serving_commands(
    command: Callable[..., argparse.ArgumentParser], settings: Settings
) -> None:
    serve = command("serve", "serving", "启动网页与 HTTP 服务")
    serve.add_argument("--host", default=settings.host, metavar="HOST", help="监听地址")
    serve.add_argument(
        "--port", type=_port, default=settings.port, metavar="PORT", help="端口（0：任取）"
    )
    serve.add_argument(
        "--workers", type=_positive, default=settings.workers, metavar="N", help="服务进程数"
    )
    evaluation = command("eval", "evaluating", "用题集提问并按类打分")
    evaluation.set_defaults(function="evaluate_file")
    evaluation.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl", help="题集")
    evaluation.add_argument(
        "--min", type=_share, default=None, metavar="0.9", help="正确率低于此值时退出码为 1"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应为正整数：{text}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"应为 0 到 65535 之间的整数：{text}")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"应为 0 到 1 之间的数：{text}")
    return share


if __name__ == "__main__":
    sys.exit(main())
