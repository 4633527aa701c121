"""How places on a page arrive in an address: ``box=x0,top,x1,bottom``, repeated, and ``scale``."""

from __future__ import annotations

import math

from service.links import BoxTuple
from service.web.problems import BadInput

MAX_BOXES = 50
MIN_SCALE, MAX_SCALE = 0.25, 4.0
DEFAULT_SCALE = 2.0


def read_box(text: str) -> BoxTuple:
    """``x0,top,x1,bottom`` in points; raises BadInput unless it is a box of finite numbers."""
    try:
        x0, top, x1, bottom = map(float, text.split(","))
    except ValueError as exc:
        raise _bad_box("应为四个数字") from exc
    if not all(map(math.isfinite, (x0, top, x1, bottom))) or x0 >= x1 or top >= bottom:
        raise _bad_box("的左上角应在右下角之前")
    return x0, top, x1, bottom


def read_boxes(texts: list[str]) -> tuple[BoxTuple, ...]:
    """Every ``box`` of a query; raises BadInput for one that is none, or for too many."""
    if len(texts) > MAX_BOXES:
        raise _bad_box(f"最多 {MAX_BOXES} 个")
    return tuple(map(read_box, texts))


def _bad_box(reason: str) -> BadInput:
    message = f"参数 box {reason}（x0,top,x1,bottom，单位为点）"
    return BadInput(message, code="bad_box", detail={"field": "box"})


def read_scale(text: str | None) -> float:
    """The picture's scale (2 unless told); raises BadInput beyond the limits."""
    try:
        scale = DEFAULT_SCALE if text is None else float(text)
    except ValueError:
        scale = math.nan
    if not MIN_SCALE <= scale <= MAX_SCALE:  # not a number fails too
        raise BadInput(
            f"参数 scale 应为 {MIN_SCALE:g} 到 {MAX_SCALE:g} 之间的数字",
            code="bad_scale",
            detail={"field": "scale"},
        )
    return scale
