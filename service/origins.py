"""Which other sites may embed the widget: the origins that the operator names, and no others.

A browser lets a page of another origin read what this service answers only where the answer says
so. Said are the interface, the scripts and the pictures; pages for people are for this origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.errors import BadSetting

if TYPE_CHECKING:
    from flask import Request, Response

ANY = "*"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:.]+\](:\d{1,5})?")
_SHARED = re.compile(r"/api/|/static/|/widget\.js$|/reports/[^/]+/pages/\d+\.png$")


def read_origins(text: str) -> tuple[str, ...]:
    """Origins apart by spaces or commas; raises BadSetting for what is none."""
    found = tuple(dict.fromkeys(part.lower() for part in re.split(r"[\s,]+", text) if part))
    for origin in found:
        if origin != ANY and not _ORIGIN.fullmatch(origin):
            raise BadSetting(
                "环境变量 WENZHANG_ORIGINS 应为以空格分隔的来源（如 https://www.example.gov.cn）"
                f"或 *，实有“{origin}”"
            )
    return found


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins that may read this service's answers besides its own; none unless named."""

    named: tuple[str, ...] = ()

    def allows(self, origin: str) -> bool:
        """Whether pages of this origin may."""
        return ANY in self.named or origin in self.named

    def permit(self, asked: Request, response: Response) -> Response:
        """Say so in the response, where it is one that is shared."""
        if not self.named or not _SHARED.match(asked.path):
            return response
        response.vary.add("Origin")
        origin = asked.headers.get("Origin", "")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if not self.allows(origin):
            return response
        response.headers["Access-Control-Allow-Origin"] = ANY if ANY in self.named else origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if asked.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Max-Age"] = "86400"
        return response
