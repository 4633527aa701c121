"""The places of a figure under the names that they give it."""

from __future__ import annotations

from service.types import Check
from service.web.traces import MOST_SHOWN, by_name
from tests.service.fakes import make_figure

AGREES = (Check("between-tables", "agrees", "公开03表 15"),)


def test_places_stand_under_their_names_the_commonest_first() -> None:
    found = by_name(
        [
            make_figure(label="合计", checks=()),
            make_figure(label="外包经费", checks=AGREES),
            make_figure(label="外包 经费", unit="元", checks=AGREES, report="b"),
            make_figure(label="外包经费", measure="预算数", checks=()),
        ]
    )
    assert [(name.label, name.measure, len(name.figures)) for name in found.names] == [
        ("外包经费", "", 3),  # its places measure different things: each says which
        ("合计", "决算数", 1),
    ]
    assert (found.total, found.reports, found.agreeing) == (4, 2, 2)
    assert found.units == (("万元", 3), ("元", 1))
    assert found.differing == ()


def test_what_differs_is_told_with_what_is_said_elsewhere() -> None:
    figure = make_figure()
    ((differing, check),) = by_name([figure]).differing
    assert differing is figure
    assert check.detail == "项目评价表 1,612.16 万元"


def test_a_figure_that_is_everywhere_does_not_fill_the_page() -> None:
    found = by_name([make_figure(checks=())] * (MOST_SHOWN + 1))
    assert (found.total, found.shown) == (MOST_SHOWN + 1, MOST_SHOWN)
