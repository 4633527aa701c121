"""The ingested PDFs, byte for byte, under the hash of their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import StorageFailed
from index.vectors import sync

FOLDER = "files"
PIECE = 1 << 20


def digest_of(path: Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(path: Path) -> int:
    """Bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def stored_path(data_dir: Path, sha256: str) -> Path:
    """Where the PDF with this hash is kept."""
    return data_dir / FOLDER / f"{sha256}.pdf"


def keep(path: Path, data_dir: Path, sha256: str) -> bool:
    """Copy a PDF; False when it is no longer what was hashed. Raises StorageFailed."""
    target = stored_path(data_dir, sha256)
    part = target.with_suffix(".part")
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError:
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source, part.open("wb") as copy:
            while piece := source.read(PIECE):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            part.unlink()
            return False
        part.replace(target)
        sync(target.parent)
    except OSError as exc:
        raise StorageFailed(f"无法保存 {path.name}（{exc.strerror}）") from exc
    return True


def sweep(data_dir: Path, kept: Iterable[str]) -> None:
    """Delete the copies of reports that are gone; called under the ingest lock.

    A removed report's file outlives it until the next ingest, so that a request which had
    already looked it up can still send it.
    """
    wanted = {f"{sha256}.pdf" for sha256 in kept}
    for path in (data_dir / FOLDER).glob("*"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def find_pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and every ``*.pdf`` in the folders named, in a stable order, each once.

    A path that does not exist is given back too: what is wrong with it is said when it is read.
    """
    seen: set[str] = set()
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if _is_pdf(p)) if path.is_dir() else [path]
        for found in inside:
            if (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def _is_pdf(path: Path) -> bool:
    # "._x.pdf" is what macOS leaves beside x.pdf on other disks.
    return path.suffix.lower() == ".pdf" and not path.name.startswith("._") and path.is_file()
