"""A filter narrows a report, and its totals with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.gaps.compare import compare
from specgen.gaps.model import Filter, GapReport
from specgen.gaps.narrow import narrow, unknown_words
from specgen.inventory.model import Inventory
from specgen.program.model import Module, Program, Scenario


@pytest.fixture(scope="module")
def report(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    scenario_of: Callable[..., Scenario],
) -> GapReport:
    program = program_of(
        [
            module_of("shop.cart", requires=("unit", "race")),
            module_of("shop.bus", requires=("unit",), tier="business", priority="low"),
            module_of("art", requires=("unit",), tier="experimental"),
        ],
        [scenario_of("shop.cart.unit.totals", priority="critical")],
    )
    return compare(program, Inventory(), generated={})


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (
            Filter(),
            [
                "art.unit.baseline",
                "shop.bus.unit.baseline",
                "shop.cart.unit.totals",
                "shop.cart.race.baseline",
            ],
        ),
        (Filter(modules=("cart",)), ["shop.cart.unit.totals", "shop.cart.race.baseline"]),
        (Filter(modules=("shop.bus", "art")), ["art.unit.baseline", "shop.bus.unit.baseline"]),
        (Filter(modules=("shop.*",), types=("race",)), ["shop.cart.race.baseline"]),
        (Filter(tiers=("business",)), ["shop.bus.unit.baseline"]),
        (Filter(priorities=("critical",)), ["shop.cart.unit.totals"]),
        (Filter(priorities=("low",), modules=("cart",)), []),
    ],
)  # fmt: skip
def test_rows(report: GapReport, wanted: Filter, ids: list[str]) -> None:
    assert [row.id for row in narrow(report, wanted).rows] == ids


def test_totals_are_of_what_is_left(report: GapReport) -> None:
    small = narrow(report, Filter(modules=("cart",), types=("race",)))
    assert small.modules == ("shop.cart",)
    assert [(t.type, t.owed, t.missing, t.gaps.gaps) for t in small.totals.by_type] == [
        ("race", 1, 1, 1)
    ]
    assert small.totals.total.low == 120
    assert [s.id for s in small.standings] == ["shop.cart.race.baseline"]


def test_a_priority_leaves_the_cells_that_have_such_a_row(report: GapReport) -> None:
    small = narrow(report, Filter(priorities=("critical",)))
    assert [(cell.module, cell.type) for cell in small.cells] == [("shop.cart", "unit")]
    assert small.modules == ("shop.cart",)


def test_words_that_mean_nothing_come_with_those_that_would(report: GapReport) -> None:
    wanted = Filter(
        modules=("cart", "crat"), types=("unti",), tiers=("bussiness",), priorities=("hgih",)
    )
    assert unknown_words(report, wanted) == (
        ("module", "crat", ("art", "shop.bus", "shop.cart")),
        ("type", "unti", report.types),
        ("tier", "bussiness", ("experimental", "business", "critical")),
        ("priority", "hgih", ("critical", "high", "medium", "low")),
    )
    assert (
        unknown_words(report, replace(wanted, modules=(), types=(), tiers=(), priorities=())) == ()
    )
