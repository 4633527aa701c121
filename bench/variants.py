"""Reports like the sample, in any number: other entities, years and amounts.

What the sample's pages print is changed character by character, and everything after the
reading of the file (tables, facts, passages, reconciliation) runs as it would on a report of its
own. So sums still add up, to within the rounding of the changed amounts. The "file" of a variant
is a few lines of JSON.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice, product
from pathlib import Path

from corpus.model import Box, Glyph, Page, Report
from corpus.pdf import read_pages
from corpus.report import compose_report

SAMPLE = Path(__file__).resolve().parent.parent / "reports"

_CITIES = ("武汉", "宜昌", "襄阳", "荆州", "黄石", "十堰", "孝感", "荆门", "鄂州", "黄冈")
_DISTRICTS = ("蔡甸", "江夏", "新洲", "黄陂", "汉南", "东湖", "西陵", "伍家", "襄州", "沙市")
_BUREAUS = (
    "行政审批", "城市管理", "文化旅游", "生态环境", "市场监管",
    "应急管理", "退役军人", "农业农村", "卫生健康", "医疗保障",
)  # fmt: skip
_YEARS = (0, -1, -2, -3)

_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+(?![\d.,%])")
# Other words of the same length, so that no passage is one that was embedded before.
_REWORDING = str.maketrans("的和及为是等了与在将", "之与暨作系类矣并于把")


@dataclass(frozen=True, slots=True)
class Variant:
    """What differs from the sample. Names have the length of those that they replace.

    ``factor`` (0..1) multiplies every amount with decimals; ``reworded`` makes all prose new.
    """

    city: str
    district: str
    bureau: str
    years: int
    factor: str
    reworded: bool = False


def variants(count: int) -> list[Variant]:
    """The first ``count`` variants: the same in every run, none of them the sample itself."""
    chance = random.Random(20230)
    names = product(_YEARS, _BUREAUS, zip(_CITIES, _DISTRICTS, strict=True))
    return [
        Variant(city, district, bureau, years, f"0.{chance.randrange(300, 999)}")
        for years, bureau, (city, district) in islice(names, 1, 1 + count)
    ]


def write(variant: Variant, folder: Path, name: str) -> Path:
    """The "file" that ``read_variant`` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.pdf"
    path.write_text(json.dumps(asdict(variant), ensure_ascii=False), encoding="utf-8")
    return path


def read_variant(path: Path) -> Report:
    """A reader as ``index.ingest`` takes it."""
    data = path.read_bytes()
    pages = tuple(vary(page, Variant(**json.loads(data))) for page in _sample_pages())
    return compose_report(pages, hashlib.sha256(data).hexdigest(), path.name)


@cache
def _sample_pages() -> tuple[Page, ...]:
    (pdf,) = SAMPLE.glob("*.pdf")
    return read_pages(pdf)[0]


def vary(page: Page, variant: Variant) -> Page:
    """The page with the variant's names, years and amounts, each in the place of the sample's."""
    # One character a glyph, so that positions in the text are positions among the glyphs.
    text = "".join(g.text if len(g.text) == 1 else "\0" for g in page.glyphs)
    text = _renamed(text, variant)
    glyphs: list[Glyph] = []
    for start, end in _runs(page.glyphs):
        glyphs += _rescaled(page.glyphs[start:end], text[start:end], variant)
    return replace(page, glyphs=tuple(glyphs))


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Stretches in which each glyph follows closely on the one before: no two cells in one."""
    start = 0
    for n in range(1, len(glyphs) + 1):
        if n == len(glyphs) or not _follows(glyphs[n - 1].box, glyphs[n]):
            yield start, n
            start = n


def _follows(before: Box, glyph: Glyph) -> bool:
    close = abs(glyph.box.x0 - before.x1) < glyph.size / 2
    return close and before.top < (glyph.box.top + glyph.box.bottom) / 2 < before.bottom


def _renamed(text: str, variant: Variant) -> str:
    for old, new in (
        (_CITIES[0], variant.city),
        (_DISTRICTS[0], variant.district),
        (_BUREAUS[0], variant.bureau),
    ):
        text = text.replace(old, new)
    return text.translate(_REWORDING) if variant.reworded else text


def _rescaled(glyphs: Sequence[Glyph], text: str, variant: Variant) -> Iterator[Glyph]:
    text = _YEAR.sub(lambda year: str(int(year[0]) + variant.years), text)
    end = 0
    for amount in _AMOUNT.finditer(text):
        yield from _set(glyphs[end : amount.start()], text[end : amount.start()])
        scaled = _scaled(amount[0], Decimal(variant.factor))
        yield from _set(glyphs[amount.start() : amount.end()], scaled)
        end = amount.end()
    yield from _set(glyphs[end:], text[end:])


def _scaled(printed: str, factor: Decimal) -> str:
    value = Decimal(printed.replace(",", ""))
    scaled = (value * factor).quantize(value)
    return f"{scaled:,f}" if "," in printed else f"{scaled:f}"


def _set(glyphs: Sequence[Glyph], text: str) -> list[Glyph]:
    """The text in the place of these glyphs: with fewer characters, wider ones."""
    if len(text) == len(glyphs):
        return [
            glyph if new == "\0" else replace(glyph, text=new)
            for glyph, new in zip(glyphs, text, strict=True)
        ]
    first, last = glyphs[0], glyphs[-1]
    step = (last.box.x1 - first.box.x0) / len(text)
    x0 = first.box.x0
    return [
        replace(first, text=new, box=Box(
            round(x0 + n * step, 2), first.box.top, round(x0 + (n + 1) * step, 2), first.box.bottom
        ))
        for n, new in enumerate(text)
    ]  # fmt: skip
