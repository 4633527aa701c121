"""The commands over the sample report: what they print, what they return."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import ingest
from service.cli import main
from tests.index.reports import FakeEncoder

ROOT = Path(__file__).resolve().parent.parent.parent
TOTAL = "本年收入合计是多少"


@pytest.fixture(scope="session")
def data(sample_pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report, parsed for real and embedded by a stand-in."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    ingest([sample_pdf], folder, encoder=FakeEncoder(), workers=1)
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns (exit code, standard output, standard error)."""

    def call(*argv: str, data_dir: Path = data) -> tuple[int, str, str]:
        command, *rest = argv
        code = main([command, "--data", str(data_dir), *rest])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_reports(run: Any) -> None:
    code, out, _ = run("reports", "--json")
    (report,) = json.loads(out)["reports"]
    assert code == 0
    assert (report["year"], report["kind"], report["pages"]) == (2023, "部门决算", 46)
    code, out, _ = run("reports")
    assert code == 0
    assert report["id"] in out
    assert report["title"] in out


def test_nothing_held_is_no_failure(run: Any, tmp_path: Path) -> None:
    code, out, err = run("reports", data_dir=tmp_path / "none")
    assert (code, out) == (0, "")
    assert "wenzhang ingest" in err
    assert json.loads(run("reports", "--json", data_dir=tmp_path / "none")[1]) == {"reports": []}


@pytest.mark.parametrize("command", [("ask", TOTAL), ("search", "外包"), ("trace", "1")])
def test_without_an_index_the_way_out_is_said(
    run: Any, tmp_path: Path, command: tuple[str, ...]
) -> None:
    code, out, err = run(*command, "--json", data_dir=tmp_path / "none")
    assert code == 2
    assert json.loads(out)["error"]["code"] == "index_missing"
    assert "wenzhang ingest" in err


def test_ask(run: Any) -> None:
    code, out, _ = run("ask", TOTAL, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["status"] == "answered"
    assert answer["figures"][0]["value"] == "3988.02"
    code, out, _ = run("ask", TOTAL)
    assert code == 0
    assert "3,988.02 万元[1]" in out
    assert "[1] 2023年度" in out
    assert "第 6 页" in out


def test_a_follow_up_by_context(run: Any) -> None:
    context = json.loads(run("ask", "基本支出是多少", "--json")[1])["context"]
    _, out, _ = run("ask", "那项目支出呢", "--context", json.dumps(context), "--json")
    assert json.loads(out)["figures"][0]["value"] == "3114.46"


def test_a_context_may_be_written_by_hand(run: Any) -> None:
    words = {"item": "基本支出", "measure": "[", "basis": "(", "operation": "x", "base": "\x00"}
    code, out, _ = run("ask", "那项目支出呢", "--context", json.dumps(words), "--json")
    assert code == 0
    assert json.loads(out)["status"] in {"answered", "not_found", "ambiguous"}


def test_chat(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = f"{TOTAL}\n\n{'长' * 501}\n那支出合计呢\n退出\n从不会问\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, out, _ = run("ask")
    assert code == 0
    assert "3,988.02 万元[1]" in out
    assert "不能超过 500 个字" in out
    assert out.count("[1] 2023年度") == 2


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("ask", " "), "empty_question"),
        (("ask", "问" * 501), "question_too_long"),
        (("ask",), "empty_question"),
        (("ask", TOTAL, "--context", "{"), "invalid_json"),
        (("ask", TOTAL, "--context", "[1]"), "wrong_type"),
        (("ask", TOTAL, "--report", "ffffffffffff"), "unknown_report"),
        (("search", ""), "empty_question"),
        (("search", "外包", "--report", "ffffffffffff"), "unknown_report"),
        (("trace", "许多"), "bad_value"),
        (("remove", "ffffffffffff"), "unknown_report"),
    ],
)
def test_input_that_cannot_be_used(run: Any, argv: tuple[str, ...], code: str) -> None:
    returned, out, err = run(*argv, "--json")
    assert returned == 2
    assert json.loads(out)["error"]["code"] == code
    assert err.startswith("wenzhang: ")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nothing",),
        ("ingest",),
        ("ask", "a", "b"),
        ("ask", "a", "--limit", "0"),
        ("ask", "a", "--limit", "x"),
        ("serve", "--port", "99999"),
        ("serve", "--workers", "0"),
        ("eval",),
        ("eval", "x", "--min", "2"),
    ],
)
def test_wrong_usage(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "用法有误" in err


def test_a_setting_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZHANG_PORT", "many")
    assert main(["reports"]) == 2
    assert "WENZHANG_PORT" in capsys.readouterr().err


def test_search_and_trace(run: Any) -> None:
    code, out, _ = run("search", "政务服务外包", "--limit", "3", "--json")
    found = json.loads(out)
    assert code == 0
    assert len(found["hits"]) == 3
    assert run("search", "政务服务外包", "--limit", "1")[1].startswith("1. ")
    code, out, _ = run("trace", "1,612.17", "--json")
    occurrences = json.loads(out)["occurrences"]
    assert code == 0
    assert {(figure["value"], figure["page"]) for figure in occurrences} == {("1612.17", 21)}
    assert "1612.17 万元" in run("trace", "1612.17万元")[1]
    assert json.loads(run("trace", "-987654.32", "--json")[1])["occurrences"] == []


def question_set(path: Path, *values: str) -> Path:
    lines = [
        {
            "id": value,
            "kind": "table",
            "question": TOTAL,
            "status": "answered",
            "expect": {"values": [value]},
        }
        for value in values
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_eval(run: Any, tmp_path: Path) -> None:
    path = str(question_set(tmp_path / "set.jsonl", "3988.02", "1.00"))
    code, out, _ = run("eval", path, "--json")
    scores = json.loads(out)
    assert (code, scores["right"], scores["wrong"]) == (0, 1, 1)
    assert run("eval", path, "--min", "0.5")[0] == 0
    code, out, _ = run("eval", path, "--min", "0.9")
    assert code == 1
    assert "缺少数值 1.00" in out
    assert "50.0%" in out


def test_eval_names_a_bad_line(run: Any, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text("{}\n")
    code, _, err = run("eval", str(tmp_path / "set.jsonl"))
    assert code == 2
    assert "set.jsonl:1" in err


def test_bad_files_are_named_and_stop_nothing(run: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "text.pdf").write_text("这不是 PDF")
    files = [str(tmp_path / name) for name in ("empty.pdf", "text.pdf", "missing.pdf")]
    code, out, err = run("ingest", *files, "--workers", "1", data_dir=tmp_path / "data")
    assert code == 3
    for name in ("empty.pdf", "text.pdf", "missing.pdf"):
        assert f"✗ {name}：" in err
    assert "失败 3 份" in out
    code, out, _ = run("ingest", *files, "--json", data_dir=tmp_path / "data")
    assert code == 3
    assert {file["outcome"] for file in json.loads(out)["files"]} == {"failed"}


def test_remove(run: Any, data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    (report,) = json.loads(run("reports", "--json", data_dir=copy)[1])["reports"]
    code, out, _ = run("remove", report["id"], "--json", data_dir=copy)
    assert (code, json.loads(out)) == (0, {"removed": report["id"]})
    assert json.loads(run("reports", "--json", data_dir=copy)[1]) == {"reports": []}


def test_a_table_figure_is_answered_without_the_encoder(data: Path) -> None:
    """torch takes seconds to import, and a person waits."""
    probe = (
        "import sys; from service.cli import main; "
        f"code = main(['ask', '--json', '--data', {str(data)!r}, {TOTAL!r}]); "
        "sys.exit(code or bool({'torch', 'flask', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"][0]["value"] == "3988.02"


def test_a_terminal_is_not_commanded_by_text(run: Any) -> None:
    _, out, _ = run("ask", "\x1b[31m外包\x07\u202e多少")
    assert "\x1b" not in out
    assert "\u202e" not in out
