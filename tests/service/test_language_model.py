"""The optional language model against an endpoint that lies, stalls and breaks."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.library import Library
from service.engine import Engine
from service.errors import BadSetting
from service.language_model import Assistant, Endpoint
from service.language_model.checking import holds
from service.settings import Settings
from service.types import Answer, Citation, Figure, PlaceRef
from tests.service.test_evaluate import figure

Reply = Callable[[BaseHTTPRequestHandler], None]


def says(text: str) -> Reply:
    """A well-formed reply."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def raw(body: bytes, status: int = 200) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Location", "/elsewhere")
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@contextmanager
def endpoint(reply: Reply, timeout: float = 5.0) -> Iterator[tuple[Endpoint, list[str]]]:
    """A model that replies so, and the bodies it was sent."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked.append(self.rfile.read(length).decode())
            reply(self)

        def log_message(self, *_args: object) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/v1"
        yield Endpoint(url, key="k", model="m", timeout=timeout), asked
    finally:
        server.shutdown()
        server.server_close()


def plain_answer() -> Answer:
    text = "2023年度甲局办公费决算数 31.43 万元[1]，比上年减少 4.32 万元[1]。"
    place = PlaceRef(1, (1.0, 2.0, 3.0, 4.0))
    quoted = "办公费 31.43 万元，比上年减少 4.32 万元，主要原因是厉行节约"
    cited = Citation(
        1, "0" * 12, "甲局决算", "甲局", 2023, "narrative", (), quoted, 1, (place,), "/"
    )
    figures: tuple[Figure, ...] = (figure("31.43"), replace(figure("4.32"), measure="增减额"))
    return Answer("问", "answered", text, figures, (cited,))


TRUE = "甲局2023年的办公费决算数为 31.43 万元[1]，比上年减少 4.32 万元[1]。"

LIES = [
    TRUE.replace("31.43", "31.44"),
    TRUE.replace("31.43 万元", "31.43 元"),
    TRUE.replace("31.43 万元", "31.43 亿元"),
    TRUE.replace("减少", "增加"),
    TRUE.replace("甲局", "乙局"),
    TRUE.replace("2023", "2022"),
    TRUE.replace("[1]", "[2]"),
    TRUE.replace("[1]", ""),
    TRUE.replace("决算", "预算"),
    TRUE.replace("，比上年减少 4.32 万元[1]", ""),
    TRUE + "约占三成。",
    TRUE + "合计三十万元。",
    TRUE + "报告称“支出大幅压缩”。",
    TRUE + "原因是人员变动。",
    TRUE + "共 3 项。",
    TRUE * 9,
    "",
]


def test_a_faithful_wording_is_used() -> None:
    assert holds(TRUE, plain_answer())
    with endpoint(says(TRUE)) as (model, asked):
        assert Assistant(model).worded(plain_answer()).answer == TRUE
    assert "31.43" in json.loads(asked[0])["messages"][1]["content"]


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_shown(lie: str) -> None:
    assert not holds(lie, plain_answer())


@pytest.mark.parametrize(
    "reply",
    [
        hangs_up,
        raw(b"not json"),
        raw(b"{}"),
        raw(b'{"choices": []}'),
        raw(b'{"choices": [{"message": {"content": 5}}]}'),
        raw(b"\xff\xfe"),
        raw(b"x" * 200_000),
        raw(b"", 500),
        raw(b"", 302),
        raw(b"", 401),
    ],
)
def test_a_broken_endpoint_changes_nothing_and_is_left_alone(reply: Reply) -> None:
    with endpoint(reply) as (model, asked):
        assistant = Assistant(model)
        for _ in range(3):
            assert assistant.worded(plain_answer()) == plain_answer()
    assert len(asked) == 1


def test_an_endpoint_that_stalls_is_given_up() -> None:
    released = threading.Event()
    with endpoint(lambda _: released.wait(30) and None, timeout=0.2) as (model, asked):
        assert Assistant(model).worded(plain_answer()) == plain_answer()
        assert Assistant(model).worded(plain_answer()) == plain_answer()
        released.set()
    assert len(asked) == 1


def test_an_endpoint_that_drips_is_given_up() -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not stop.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    with endpoint(drip, timeout=0.3) as (model, _):
        assert model.complete("i", "t") is None
        stop.set()


def test_after_a_rest_the_endpoint_is_asked_again() -> None:
    now = [0.0]
    dead = Endpoint("http://127.0.0.1:9", timeout=0.2, clock=lambda: now[0])
    assert dead.complete("i", "t") is None
    with endpoint(says("好")) as (alive, asked):
        dead._url = alive._url
        assert dead.complete("i", "t") is None
        now[0] = 100.0
        assert dead.complete("i", "t") == "好"
    assert len(asked) == 1


ITEMS = ("办公费", "差旅费")


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ('{"item": "差旅费", "measure": "决算数"}', "差旅费"),
        ('{"item": "差旅费", "measure": "胡诌"}', "差旅费"),
        ('{"item": "没有的项目", "measure": null}', None),
        ('{"item": ["差旅费"]}', None),
        ("[]", None),
        ("差旅费 1.45 万元", None),
    ],
)
def test_only_printed_items_are_taken(said: str, item: str | None) -> None:
    with endpoint(says(said)) as (model, _):
        slots = Assistant(model).slots("出门坐车的钱", ITEMS, ("决算数",))
    assert (slots.item if slots else None) == item
    assert slots is None or slots.measure in {"决算数", None}


def test_settings() -> None:
    assert Settings.from_env({}).llm_url is None
    read = Settings.from_env({"WENZHANG_LLM_URL": "http://x/v1", "WENZHANG_LLM_KEY": "geheim"})
    assert (read.llm_url, read.llm_timeout) == ("http://x/v1", 5)
    assert "geheim" not in repr(read)
    with pytest.raises(BadSetting):
        Settings.from_env({"WENZHANG_LLM_URL": "file:///etc/passwd"})


@pytest.mark.slow
def test_a_liar_changes_no_figure_and_answers_nothing_that_is_not_held(
    sample_library: Library, sample_engine: Engine
) -> None:
    """The model claims another figure, item and year each time it is asked."""
    lie = '{"item": "办公费", "measure": "决算数", "year": 2023, "answer": "99.99 万元"}'
    with endpoint(says(lie)) as (model, _):
        engine = Engine(sample_library, assistant=Assistant(model))
        for question in ("差旅费是多少", "2019年办公费多少", "武汉市教育局的办公费是多少"):
            plain, assisted = sample_engine.ask(question), engine.ask(question)
            assert replace(assisted, took_ms=0) == replace(plain, took_ms=0)
        unclear = engine.ask("纸笔墨水的经费是多少")
        assert "99.99" not in unclear.answer
        assert unclear.status != "answered" or any("语言模型" in n.text for n in unclear.notes)
