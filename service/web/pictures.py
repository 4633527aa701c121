"""Pictures of pages with places marked. The one module that opens a PDF here: to show it.

Coordinates are PDF points from the top left corner of the page's media box, as everywhere.
"""

from __future__ import annotations

import hashlib
import io
import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from service.links import BoxTuple, box_text
from service.web.problems import BadInput

if TYPE_CHECKING:
    from service.web.spots import HeadKind

MAX_PIXELS = 40_000_000
"""A page may be a poster: beyond this a picture is refused rather than the memory filled."""

CACHE_BYTES = 64 * 1024 * 1024
Colour = tuple[int, int, int]
MARKS: dict[str, tuple[Colour, Colour]] = {
    "figure": ((255, 233, 128), (214, 69, 20)),
    "row": ((207, 226, 255), (23, 79, 140)),
    "column": ((204, 240, 214), (26, 103, 58)),
}
"""What a box is marked for, to the colours of its paper and its edge."""

STYLE = 2
"""Part of every tag: raised when the same page would be drawn differently."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """Which page (1-based) of which report, at how many pixels a point, with which boxes.

    ``heads`` are the head cells of a row and of a column that are marked beside them.
    """

    report: str
    page: int
    scale: float
    boxes: tuple[BoxTuple, ...] = ()
    heads: tuple[tuple[HeadKind, BoxTuple], ...] = ()

    @property
    def marks(self) -> tuple[tuple[str, BoxTuple], ...]:
        """Kind and box, in the order in which they are drawn."""
        return (*self.heads, *(("figure", box) for box in self.boxes))

    @property
    def tag(self) -> str:
        """An ETag: the report's id is its content, so the same tag is the same picture."""
        marks = ";".join(f"{kind}:{box_text(box)}" for kind, box in self.marks)
        text = f"{STYLE}/{self.report}/{self.page}/{self.scale:g}/{marks}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


class Pictures:
    """Draws pages and keeps the latest drawn, up to ``cache_bytes`` of PNG."""

    def __init__(self, cache_bytes: int = CACHE_BYTES) -> None:
        self._limit = cache_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        # PDFium is not made for threads: one page is drawn at a time.
        self._drawing = threading.Lock()

    def png(self, wanted: PictureRequest, pdf: Path) -> bytes:
        """The page as PNG; raises BadInput when the picture would be too large."""
        with self._drawing:
            if (kept := self._kept.get(wanted.tag)) is not None:
                self._kept.move_to_end(wanted.tag)
                return kept
            drawn = _encode(_marked(render(pdf, wanted.page, wanted.scale), wanted))
            self._keep(wanted.tag, drawn)
            return drawn

    def _keep(self, tag: str, png: bytes) -> None:
        self._kept[tag] = png
        self._size += len(png)
        while self._size > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)


def render(pdf: Path, page_number: int, scale: float) -> Image.Image:
    """Draw one page as it is meant to be read (rotation applied)."""
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[page_number - 1]
        # Places are measured from the media box; a crop box would shift the picture under them.
        page.set_cropbox(*page.get_mediabox())
        width, height = page.get_size()
        if width * height * scale * scale > MAX_PIXELS:
            raise BadInput("图片过大，请减小 scale", code="bad_scale", detail={"field": "scale"})
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return image
    finally:
        document.close()


def _marked(image: Image.Image, wanted: PictureRequest) -> Image.Image:
    stroke = max(1, round(wanted.scale))
    for kind, box in wanted.marks:
        _mark(image, [edge * wanted.scale for edge in box], stroke, *MARKS[kind])
    return image


def _mark(
    image: Image.Image, box: list[float], stroke: int, paper: Colour, outline: Colour
) -> None:
    """Like a highlighter: the paper takes the colour, the print stays black; edged outside."""
    left, top = (max(0, math.floor(edge)) for edge in box[:2])
    right = min(image.width, math.ceil(box[2]))
    bottom = min(image.height, math.ceil(box[3]))
    if left >= right or top >= bottom:
        return  # outside the page
    area = image.crop((left, top, right, bottom))
    image.paste(ImageChops.multiply(area, Image.new("RGB", area.size, paper)), (left, top))
    edge = (left - stroke, top - stroke, right - 1 + stroke, bottom - 1 + stroke)
    ImageDraw.Draw(image).rectangle(edge, outline=outline, width=stroke)


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    # Pages of text come out no larger at level 3 than at the default 6, in half the time.
    image.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
