"""Style sheets, scripts and icons: read once, compressed once, kept by browsers for good.

Their addresses carry a digest of all of them (``/static/DIGEST/chat.js``), so that what a script
imports by a relative address is of the same version, and a new version is another address.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, request

from service.web.problems import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTENSION = "wenzhang.assets"
FOR_GOOD = "public, max-age=31536000, immutable"
SMALLEST_COMPRESSED = 200
"""Bytes; below it gzip gains nothing."""

mimetypes.add_type("text/javascript", ".js")  # some systems say otherwise


@dataclass(frozen=True, slots=True)
class Asset:
    """One file; ``compressed`` is gzip's or None where that gains nothing."""

    mimetype: str
    content: bytes
    compressed: bytes | None


@dataclass(frozen=True, slots=True)
class Assets:
    """Name to file, and the digest of all."""

    files: Mapping[str, Asset]
    digest: str


def read_assets() -> Assets:
    """Everything in ``service/web/static``."""
    folder = files("service.web") / "static"
    contents = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + contents[name])
    return Assets(
        {name: _asset(name, content) for name, content in contents.items()},
        digest.hexdigest()[:12],
    )


def _asset(name: str, content: bytes) -> Asset:
    packed = gzip.compress(content, 9, mtime=0) if len(content) >= SMALLEST_COMPRESSED else None
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(mimetype, content, packed if packed and len(packed) < len(content) else None)


def install(app: Flask) -> None:
    """Serve them at ``url_for("static", filename=…)``."""
    assets = read_assets()
    app.extensions[EXTENSION] = assets
    app.add_url_rule("/static/<digest>/<filename>", "static", _serve)

    @app.url_defaults
    def _of_this_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("digest", assets.digest)


def _serve(digest: str, filename: str) -> Response:
    """The file; an address of another version gets this one's, and is not kept."""
    assets: Assets = current_app.extensions[EXTENSION]
    asset = assets.files.get(filename)
    if asset is None:
        raise Unknown("没有这个文件")
    packed = asset.compressed if request.accept_encodings.quality("gzip") > 0 else None
    response = Response(packed or asset.content, content_type=asset.mimetype)
    if asset.mimetype.startswith("text/"):
        response.content_type = f"{asset.mimetype}; charset=utf-8"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = FOR_GOOD if digest == assets.digest else "no-cache"
    response.vary.add("Accept-Encoding")
    return response
