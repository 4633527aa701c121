"""What the operator may set, read from the environment once and passed on from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.errors import BadSetting
from service.origins import read_origins


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index is and how it is served.

    ``model`` names the sentence-transformers model (None: the bundled one). ``max_body`` is the
    largest request body in bytes. ``rate`` is how many requests a minute one client may send to
    the interface in one worker (0: as many as it likes). ``origins`` are the sites that may embed the
    widget. ``llm_url`` is the address of an OpenAI-compatible endpoint (None: no language model),
    ``llm_timeout`` the seconds it may take.
    """

    data: Path = Path("data")
    model: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    max_body: int = 64 * 1024
    rate: int = 0
    origins: tuple[str, ...] = ()
    llm_url: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_model: str | None = None
    llm_timeout: int = 5

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read WENZHANG_DATA, _MODEL, _HOST, _PORT, _WORKERS, _THREADS, _MAX_BODY, _RATE, _ORIGINS,
        _LLM_URL, _LLM_KEY, _LLM_MODEL and _LLM_TIMEOUT.

        Raises BadSetting for a number that is none or out of range, or an origin that is none.
        """
        plain = cls()
        return cls(
            data=Path(environ.get("WENZHANG_DATA") or plain.data),
            model=environ.get("WENZHANG_MODEL") or None,
            host=environ.get("WENZHANG_HOST") or plain.host,
            port=_number(environ, "PORT", plain.port, 0, 65535),
            workers=_number(environ, "WORKERS", plain.workers, 1, 64),
            threads=_number(environ, "THREADS", plain.threads, 1, 64),
            max_body=_number(environ, "MAX_BODY", plain.max_body, 1024, 16 * 1024 * 1024),
            rate=_number(environ, "RATE", plain.rate, 0, 1_000_000),
            origins=read_origins(environ.get("WENZHANG_ORIGINS", "")),
            llm_url=_address(environ.get("WENZHANG_LLM_URL", "").strip()),
            llm_key=environ.get("WENZHANG_LLM_KEY") or None,
            llm_model=environ.get("WENZHANG_LLM_MODEL") or None,
            llm_timeout=_number(environ, "LLM_TIMEOUT", plain.llm_timeout, 1, 120),
        )


def _address(text: str) -> str | None:
    if text and not text.startswith(("http://", "https://")):
        raise BadSetting(f"环境变量 WENZHANG_LLM_URL 应以 http:// 或 https:// 开头，实为“{text}”")
    return text or None


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    variable = f"WENZHANG_{name}"
    text = environ.get(variable, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not low <= int(text) <= high:
        raise BadSetting(f"环境变量 {variable} 应为 {low} 到 {high} 之间的整数，实为“{text}”")
    return int(text)
