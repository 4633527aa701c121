"""What a page draws outside of its clipping path is not printed, and must not be read.

Spreadsheets draw a long text on every page that it runs over and clip all but that page's share;
pdfminer.six reads all of it on each page. Here its interpreter keeps the clip's bounding box (an
exact clip is a rectangle nearly always), and its device drops what lies outside. Together with
``corpus.pdf`` this is the seam to pdfminer.six.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

TOLERANCE = 1.0
"""Points by which the middle of a character may lie outside the clip and still be seen."""

Bounds = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in the device's coordinates."""


class ClippingDevice(PDFPageAggregatorWithMarkedContent):
    """Collects a page's characters and paths, those outside the current clip left out."""

    clip: Bounds | None = None

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """As pdfminer does; returns how far the character advances, printed or not."""
        before = len(self.cur_item)
        advance: float = super().render_char(*args, **kwargs)
        self._drop_unseen(before)
        return advance

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """As pdfminer does."""
        before = len(self.cur_item)
        super().paint_path(*args, **kwargs)
        self._drop_unseen(before)

    def _drop_unseen(self, start: int) -> None:
        """Take back what was added since ``start``, if the clip hides it."""
        if self.clip is not None:
            objects = self.cur_item._objs
            objects[start:] = [item for item in objects[start:] if _is_seen(item.bbox, self.clip)]


def _is_seen(item: Bounds, clip: Bounds) -> bool:
    """Whether the item's middle, or any part of something larger than the clip, is inside."""
    x, y = (item[0] + item[2]) / 2, (item[1] + item[3]) / 2
    inside = (
        clip[0] - TOLERANCE <= x <= clip[2] + TOLERANCE
        and clip[1] - TOLERANCE <= y <= clip[3] + TOLERANCE
    )
    across = item[2] - item[0] > clip[2] - clip[0] or item[3] - item[1] > clip[3] - clip[1]
    return inside or (across and _overlap(item, clip))


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


class ClippingInterpreter(PDFPageInterpreter):
    """Follows the clipping path through W, W*, q, Q and forms."""

    device: ClippingDevice

    def init_state(self, ctm: Any) -> None:
        """A form starts with the clip of the page that draws it."""
        super().init_state(ctm)
        self._saved: list[Bounds | None] = []

    def do_q(self) -> None:
        """Save graphics state."""
        super().do_q()
        self._saved.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - pdfminer names methods after operators
        """Restore graphics state."""
        super().do_Q()
        if self._saved:
            self.device.clip = self._saved.pop()

    def do_W(self) -> None:  # noqa: N802
        """Intersect the clip with the current path."""
        points = [apply_matrix_pt(self.ctm, point) for point in _points(self.curpath)]
        if points:
            self.device.clip = _intersection(self.device.clip, _bounds(points))

    do_W_a = do_W  # noqa: N815

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or image; its clip ends with it."""
        before = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = before


def _points(path: Iterable[Sequence[Any]]) -> list[tuple[float, float]]:
    """All points of a path, control points of curves included."""
    return [
        (float(values[i]), float(values[i + 1]))
        for _, *values in path
        for i in range(0, len(values) - 1, 2)
    ]


def _bounds(points: Sequence[tuple[float, float]]) -> Bounds:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _intersection(a: Bounds | None, b: Bounds) -> Bounds:
    if a is None:
        return b
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def draw(page: Any) -> None:
    """Let pdfplumber's ``page`` hold only what is seen of it."""
    device = ClippingDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    ClippingInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
