"""``serve``: the web service until it is told to stop."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from service.web.serving import serve as serve_until_stopped

if TYPE_CHECKING:
    from argparse import Namespace

    from service.console import Console
    from service.settings import Settings


def serve(args: Namespace, settings: Settings, console: Console) -> int:
    """Serve pages and HTTP; says where, and ends with Ctrl-C or SIGTERM."""
    chosen = dataclasses.replace(settings, host=args.host, port=args.port, workers=args.workers)

    def announce(host: str, port: int) -> None:
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        if console.as_json:
            console.emit({"url": url, "workers": chosen.workers})
        else:
            console.line(f"问账已启动：{url}（按 Ctrl-C 停止）")
        console.out.flush()

    return serve_until_stopped(chosen, announce)
