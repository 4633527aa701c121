"""The pages for people, as the server sends them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.service.fakes import ENTITY

REPORT = "0123456789ab"
PAGES = [
    "/",
    "/search",
    "/search?q=外包&year=2023",
    "/trace",
    "/trace?value=1612.17",
    "/reports",
    f"/reports/{REPORT}",
    f"/reports/{REPORT}/tables/1",
    f"/reports/{REPORT}/pages/8?box=72,300,180,320&box=1,2,3,4",
]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Page(HTMLParser):
    """Tags and text of a page; complains of tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    return Page(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_obeys_its_policy(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    assert page.all("html") == [{"lang": "zh-CN", "data-text": "normal"}]
    assert len(page.all("h1")) == 1
    assert page.all("title")
    assert page.all("main")
    for tag, attributes in page.tags:
        assert "style" not in attributes, "the policy forbids inline style"
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "style"
        if tag == "script" and attributes.get("type") != "application/json":  # data runs nothing
            assert (attributes["src"] or "").startswith("/static/")
        for name in ("src", "href"):
            assert not re.match(r"(https?:)?//", attributes.get(name) or ""), (
                "nothing from elsewhere"
            )
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_a_report_is_text(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    assert not page.all("u")
    assert not page.all("i")
    running = [script for script in page.all("script") if script.get("id") != "script-data"]
    assert not [script for script in running if not script.get("src")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_name_with_markup_in_it_stays_a_name(client: FlaskClient, language: str) -> None:
    for path in PAGES:
        text = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text
        assert "<b>行政审批局" not in text, path
    assert "&lt;b&gt;行政审批局" in client.get(f"/reports/{REPORT}?lang={language}").text


@pytest.mark.parametrize("name", ["entity", "kind", "section"])
def test_markup_in_a_filter_is_text(client: FlaskClient, name: str) -> None:
    page = get(client, f'/search?q=外包&{name}="><script>alert(1)</script>')
    assert page.all("script") == []
    assert '"><script>alert(1)</script>' in str(page.all("input"))


def test_markup_in_a_query_is_text(client: FlaskClient) -> None:
    page = get(client, '/search?q="><script>alert(1)</script>')
    assert page.all("script") == []
    assert '"><script>alert(1)</script>' in str(page.all("input"))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    targets = {a.get("href") for a in page.all("a")} | {i.get("src") for i in page.all("img")}
    assets = {tag.get("href") or tag.get("src") for tag in page.all("link") + page.all("script")}
    for target in filter(None, targets | assets):
        if not target.startswith("#"):
            response = client.get(target.partition("#")[0], headers=BROWSER, buffered=True)
            assert response.status_code == 200, target


def test_the_chat_offers_questions_about_what_is_held(client: FlaskClient) -> None:
    for language, question in (("zh", "{}有哪些主要职责"), ("en", "What are the duties of {}?")):
        page = get(client, f"/?lang={language}")
        offered = [a["data-question"] for a in page.all("a") if "data-question" in a]
        assert offered == [question.format(ENTITY)]


def test_search_pages_through_all_hits(client: FlaskClient, engine: Any) -> None:
    page = get(client, "/search?q=外包&offset=10&entity=审批局")
    assert "共 25 处，显示第 11–20 处" in page.text
    links = {a["rel"]: a["href"] for a in page.all("a") if "rel" in a}
    assert "offset" not in (links["prev"] or "offset")
    assert "offset=20" in (links["next"] or "")
    get(client, links["next"] or "")
    assert engine.asked[-1][1]["entity"] == "审批局"
    assert engine.asked[-1][1]["offset"] == 20


def test_search_marks_the_sentences(client: FlaskClient) -> None:
    text = client.get("/search?q=外包", headers=BROWSER).text
    assert "<mark>外包&lt;u&gt;经费 1612.17 万元</mark>，主要成效良好。" in text


def test_a_search_that_cannot_be(client: FlaskClient) -> None:
    page = get(client, f"/search?q={'问' * 501}", status=400)
    assert "问题不能超过 500 个字" in page.text


def test_a_table_announces_its_heads(client: FlaskClient) -> None:
    page = get(client, f"/reports/{REPORT}/tables/1")
    scopes = [th.get("scope") for th in page.all("th")]
    assert scopes == ["col", "colgroup", "col", "col", "col", "row", "row"]
    assert {"scope": "colgroup", "colspan": "2"} in page.all("th")
    assert "金额单位：万元" in page.text


def test_a_page_shows_picture_figures_and_text(client: FlaskClient) -> None:
    page = get(client, f"/reports/{REPORT}/pages/8?box=72,300,180,320&box=1,2,3,4")
    (image,) = page.all("img")
    assert image["src"] == f"/reports/{REPORT}/pages/8.png?box=72,300,180,320&box=1,2,3,4"
    assert "第 8 页" in (image["alt"] or "")
    assert (image["width"], image["height"]) == ("1190", "1683")
    assert "1,234.56" in page.text
    assert "<script>alert(1)</script>" in page.text
    links = {a.get("href") for a in page.all("a")}
    assert f"/reports/{REPORT}/file#page=8" in links
    assert {f"/reports/{REPORT}/pages/7", f"/reports/{REPORT}/pages/9"} <= links


@pytest.mark.parametrize(("number", "rel"), [(1, "next"), (46, "prev")])
def test_the_first_and_the_last_page(client: FlaskClient, number: int, rel: str) -> None:
    page = get(client, f"/reports/{REPORT}/pages/{number}")
    assert [a["rel"] for a in page.all("a") if "rel" in a] == [rel]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/reports/ffffffffffff", 404),
        (f"/reports/{REPORT}/pages/47", 404),
        (f"/reports/{REPORT}/tables/9", 404),
        (f"/reports/{REPORT}/pages/8?box=a", 400),
        ("/trace?value=abc", 400),
    ],
)
def test_a_failure_is_a_page_too(client: FlaskClient, path: str, status: int) -> None:
    assert get(client, path, status).all("h1")


@pytest.mark.parametrize("path", ["/", "/search", "/trace"])
def test_without_reports_a_page_says_how_to_get_some(
    client: FlaskClient, library: Any, path: str
) -> None:
    library.shelf.held = False
    assert "wenzhang ingest" in get(client, path, status=503).text


def test_without_reports_the_list_says_how_to_get_some(client: FlaskClient, library: Any) -> None:
    library.shelf.held = False
    assert "wenzhang ingest" in get(client, "/reports").text


LINKS_IN_ALL_PAGES = {"/", "/search", "/trace", "/reports"}


def test_english_where_the_browser_asks_for_it(client: FlaskClient) -> None:
    response = client.get("/", headers=BROWSER | {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.5"})
    page = Page(response.text)
    assert page.all("html")[0]["lang"] == "en"
    assert "Ask the accounts" in page.text
    assert "Accept-Language" in response.headers["Vary"]
    assert {a.get("href") for a in page.all("a")} >= LINKS_IN_ALL_PAGES, "nothing was chosen"


@pytest.mark.parametrize("languages", ["zh-TW,en;q=0.5", "fr", ""])
def test_chinese_where_nothing_else_is_asked_for(client: FlaskClient, languages: str) -> None:
    response = client.get("/", headers=BROWSER | {"Accept-Language": languages})
    assert Page(response.text).all("html")[0]["lang"] == "zh-CN"


def test_a_choice_is_passed_on_by_every_link_and_form(client: FlaskClient) -> None:
    page = get(client, "/search?q=外包&lang=en&text=large")
    assert page.all("html") == [{"lang": "en", "data-text": "large"}]
    hrefs = {href for a in page.all("a") if not (href := a.get("href") or "").startswith("#")}
    kept = {href for href in hrefs if "lang=en" in href and "text=large" in href}
    changing = {href for href in hrefs - kept if "lang=zh" in href or "text=normal" in href}
    assert len(changing) == 2
    assert all(f"q={quote('外包')}" in href for href in changing), "the state is kept"
    assert hrefs == kept | changing
    hidden = {(i["name"], i["value"]) for i in page.all("input") if i.get("type") == "hidden"}
    assert hidden == {("lang", "en"), ("text", "large")}


def test_an_unknown_choice_is_no_choice(client: FlaskClient) -> None:
    page = get(client, '/?lang=xx&text="><script>')
    assert page.all("html") == [{"lang": "zh-CN", "data-text": "normal"}]
    assert "/search" in {a.get("href") for a in page.all("a")}


def test_what_scripts_say_travels_with_the_page(client: FlaskClient) -> None:
    text = client.get("/?lang=en", headers=BROWSER).text
    found = re.search(r'<script type="application/json" id="script-data">(.*?)</script>', text)
    assert found
    data = json.loads(found[1])
    assert data["language"] == "en"
    assert data["kept"] == "lang=en"
    assert data["messages"]["waiting"]
