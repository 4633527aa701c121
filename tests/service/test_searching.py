"""The filters of the search page: each counted over what the others leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from index.records import PassageCount
from service.schemas import SearchIn
from service.web.searching import address, facets, traced
from tests.service.fakes import make_record

ONE = replace(make_record(Path("a.pdf")), id="a", entity="甲局", year=2023, short_names=())
TWO = replace(ONE, id="b", entity="乙局", year=2024, kind="部门预算")
COUNTS = (
    PassageCount("a", ("第三部分 决算情况说明", "一、收入"), 5),
    PassageCount("a", ("第五部分 名词解释",), 2),
    PassageCount("b", ("第三部分 预算情况说明",), 3),
)


def counted(wanted: SearchIn) -> dict[str, dict[str, int]]:
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in facets(COUNTS, (ONE, TWO), wanted)
    }


def test_every_filter_counts_what_it_would_leave() -> None:
    assert counted(SearchIn(q="支出")) == {
        "entity": {"甲局": 7, "乙局": 3},
        "year": {"2024": 3, "2023": 7},
        "kind": {"部门决算": 7, "部门预算": 3},
        "section": {"explanation": 8, "glossary": 2},
    }


def test_a_filter_is_counted_over_what_the_others_leave() -> None:
    found = counted(SearchIn(q="支出", year=2023))
    assert found["year"] == {"2024": 3, "2023": 7}, "another year can still be chosen"
    assert found["entity"] == {"甲局": 7}
    assert counted(SearchIn(q="支出", section="名词"))["kind"] == {"部门决算": 2}
    assert counted(SearchIn(q="支出", report="b"))["section"] == {"explanation": 3}


def test_a_choice_keeps_the_rest_of_the_search() -> None:
    wanted = SearchIn(q="支出", entity="甲局", offset=20)
    (year,) = [f for f in facets(COUNTS, (ONE, TWO), wanted) if f.name == "year"]
    query = parse_qs(urlsplit(year.choices[0].address).query)
    assert query == {"q": ["支出"], "entity": ["甲局"], "year": ["2023"]}, "from the first page"
    assert year.clear is None
    (entity,) = [f for f in facets(COUNTS, (ONE, TWO), wanted) if f.name == "entity"]
    assert entity.clear == address(SearchIn(q="支出"))


def test_an_amount_leads_to_its_trace() -> None:
    assert traced("1,612.17 万元") == "/trace?value=1612.17%E4%B8%87%E5%85%83"
    assert traced("2023年度外包") is None
    assert traced("外包") is None
