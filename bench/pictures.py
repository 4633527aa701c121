"""``python -m bench.pictures``: pictures of every page, desktop and phone, for the README.

Serves the sample report (or a data folder that is there already), opens each page in Chromium and
writes WebP files. Needs Chromium and the packages of the development lock.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.commands import run
from bench.server import Server

HERE = Path(__file__).resolve().parent
IMAGES = HERE.parent / "docs" / "images"
REPORTS = HERE.parent / "reports"

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
QUALITY = 82
QUESTION = "政务服务外包花了多少钱"
AMOUNT = "1612.17"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: where it is taken, and what is done there first."""

    name: str
    path: str
    act: Callable[[Page], None] = lambda _page: None


def ask(page: Page) -> None:
    """Ask, and wait for the answer."""
    page.locator("#question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".answer .said").first.wait_for()


def ask_and_open(page: Page) -> None:
    """Ask, and open the first figure's place."""
    ask(page)
    page.locator("button.amount").first.click()
    page.locator("dialog[open] img").first.wait_for()
    page.wait_for_function("[...document.images].every((image) => image.complete)")


def shots(place: dict[str, Any]) -> list[Shot]:
    """Every page, around one printed figure (a Figure of the interface)."""
    at = f"/reports/{place['report']}"
    box = ",".join(map(str, place["box"]))
    return [
        Shot("chat", "/", ask),
        Shot("source", "/", ask_and_open),
        Shot("search", f"/search?q={QUESTION[:6]}"),
        Shot("trace", f"/trace?value={AMOUNT}"),
        Shot("reports", "/reports"),
        Shot("report", at),
        Shot("table", f"{at}/tables/3"),
        Shot("page", f"{at}/pages/{place['page']}?box={box}"),
    ]


def take(browser: Browser, url: str, shot: Shot, folder: Path, **looks: Any) -> int:
    """Take one picture; returns its bytes."""
    name = looks.pop("name")
    whole = looks.pop("whole", False)
    context = browser.new_context(base_url=url, locale="zh-CN", **looks)
    page = context.new_page()
    page.goto(shot.path)
    shot.act(page)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    context.close()
    target = folder / f"{shot.name}-{name}.webp"
    picture.save(target, "WEBP", quality=QUALITY, method=6)
    return target.stat().st_size


def main() -> int:
    """Write all pictures, or those of the names given."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these (chat, search, …)")
    parser.add_argument("--data", type=Path, help="a data folder that is there already")
    parser.add_argument("--out", type=Path, default=IMAGES)
    parser.add_argument("--whole", action="store_true", help="whole pages, however long")
    parser.add_argument("--dark", action="store_true", help="in the dark scheme")
    parser.add_argument("--query", default="", help="added to addresses: lang=en, text=large")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wenzhang-pictures-") as folder:
        data = wanted.data or Path(folder) / "data"
        if not wanted.data:
            run("ingest", str(REPORTS), "--data", str(data), "--json")
        with Server(data) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            url = f"http://127.0.0.1:{server.port}"
            total = 0
            for shot in shots(_place_of(browser, url)):
                if wanted.names and shot.name not in wanted.names:
                    continue
                total += _both(browser, url, shot, wanted)
            browser.close()
    sys.stderr.write(f"{total / 1024:.0f} kB in {wanted.out}\n")
    return 0


def _both(browser: Browser, url: str, shot: Shot, wanted: argparse.Namespace) -> int:
    looks: dict[str, Any] = {
        "whole": wanted.whole,
        "color_scheme": "dark" if wanted.dark else "light",
    }
    if wanted.query:
        joint = "&" if "?" in shot.path else "?"
        shot = Shot(shot.name, f"{shot.path}{joint}{wanted.query}", shot.act)
    desk = take(browser, url, shot, wanted.out, name="desktop", viewport=DESKTOP, **looks)
    phone = take(
        browser, url, shot, wanted.out, name="phone", viewport=PHONE, has_touch=True, **looks
    )
    return desk + phone


def _place_of(browser: Browser, url: str) -> dict[str, Any]:
    """The first place that prints the amount."""
    page = browser.new_page()
    found = page.request.get(f"{url}/api/trace?value={AMOUNT}").json()
    page.close()
    place: dict[str, Any] = found["occurrences"][0]
    return place


if __name__ == "__main__":
    sys.exit(main())
