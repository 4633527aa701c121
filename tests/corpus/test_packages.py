"""The packages of ``corpus``: none imports, by whatever way round, what imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def modules() -> dict[str, Path]:
    """Every module of ``corpus`` by its dotted name; a package by its ``__init__``."""
    found = {}
    for path in (ROOT / "corpus").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of ``corpus`` that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in names)


def test_imports_run_in_no_circle() -> None:
    known = modules()
    between_modules = {name: {*imported(path, known)} & set(known) for name, path in known.items()}
    between_packages: dict[str, set[str]] = {}
    for name, others in between_modules.items():
        package = ".".join(name.split(".")[:2])
        above = {".".join(other.split(".")[:2]) for other in others}
        between_packages.setdefault(package, set()).update(above - {package})
    for graph in (between_modules, between_packages):
        TopologicalSorter(graph).prepare()
