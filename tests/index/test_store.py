"""The database file under a running service: cleared, read-only, forked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import IndexMissing, IngestResult, Library
from tests.index.reports import FakeEncoder, report_file

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def test_a_folder_cleared_and_filled_anew_is_noticed(
    library: Library, data_dir: Path, tmp_path: Path, add: Callable[..., IngestResult]
) -> None:
    shutil.rmtree(data_dir)
    with pytest.raises(IndexMissing), library.snapshot():
        pass
    assert not library.ready().ready
    add([report_file(tmp_path / "other", entity="别局", items={"别项": "1.00"})])
    with library.snapshot() as shelf:
        assert [record.entity for record in shelf.reports()] == ["别局"]
        assert [label.text for label in shelf.labels()] == ["别项"]
        assert shelf.search("别项", 1, mode="text") == ()


def test_a_forked_process_opens_its_own(library: Library) -> None:
    with library.snapshot() as shelf:
        expected = len(shelf.reports())
    child = os.fork()
    if child == 0:
        try:
            with library.snapshot() as shelf:
                os._exit(0 if len(shelf.reports()) == expected else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with library.snapshot() as shelf:
        assert len(shelf.reports()) == expected


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are for its user only."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to read as another user")
def test_a_read_only_folder_can_be_served(held: Path, open_folder: Path) -> None:
    """As in a container: the index is baked in, the service is another user."""
    data = open_folder / "data"
    shutil.copytree(held / "data", data)
    for path in (data, *data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Another user may not read the interpreter's own files: everything is used once before.
    script = """
import os, sys
from index import Library
from tests.index.reports import FakeEncoder

def use(folder):
    library = Library.open(folder, FakeEncoder())
    with library.snapshot() as shelf:
        return len(shelf.search("支出", 3)), library.ready().dense

use(sys.argv[1])
os.setgid(int(sys.argv[3]))
os.setuid(int(sys.argv[3]))
print(*use(sys.argv[2]))
"""
    command = [sys.executable, "-c", script, str(held / "data"), str(data), str(NOBODY)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("3 True", 0), done.stderr


def test_readers_do_not_pile_up_connections(library: Library) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("needs /proc")
    with library.snapshot():
        before = len(list(descriptors.iterdir()))
    for _ in range(50):
        with library.snapshot() as shelf:
            shelf.reports()
    assert len(list(descriptors.iterdir())) <= before


def test_the_library_is_closed(library: Library) -> None:
    library.close()
    with library.snapshot() as shelf:  # and opens again when it is used again
        assert shelf.reports()
    library.close()


def test_an_encoder_is_not_asked_by_opening(data_dir: Path, library: Library) -> None:
    encoder = FakeEncoder()
    assert Library.open(data_dir, encoder).ready().dense
    assert encoder.seen == []
