"""Previous and next: the address of the neighbouring pages of a list, all else unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Paging:
    """``first`` and ``last`` count from 1; an address is None where there is nothing."""

    first: int
    last: int
    total: int
    previous: str | None
    next: str | None


def paging(path: str, wanted: BaseModel, total: int, size: int) -> Paging:
    """Of a list of ``total`` entries, ``size`` a page, that begins at ``wanted.offset``."""
    query = wanted.model_dump(exclude_none=True, exclude_defaults=True)
    offset = query.pop("offset", 0)

    def address(start: int) -> str:
        told = query | ({"offset": start} if start else {})
        return f"{path}?{urlencode(told)}" if told else path

    return Paging(
        first=offset + 1,
        last=min(offset + size, total),
        total=total,
        previous=address(max(offset - size, 0)) if offset else None,
        next=address(offset + size) if offset + size < total else None,
    )
