"""Until when waivers allow a gap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from specgen.diagnostics import Span
from specgen.gaps.existing import ExistingTests
from specgen.gaps.model import Standing
from specgen.gaps.waived import Waived
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program
from specgen.program.model_policy import Waiver

NAME = "cart.unit.baseline"
FIRST, SECOND = "tests/test_a.py::test_one", "tests/test_a.py::test_two"
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def waived(
    module_of: Callable[..., Module], program_of: Callable[..., Program]
) -> Callable[..., Waived]:
    """The waivers given, over two tests."""

    def make(*waivers: Waiver) -> Waived:
        program = replace(program_of([module_of("cart")]), waivers=waivers)
        tests = tuple(
            TestItem(i, "tests/test_a.py", i, Span(1, 1, 2, 1), "tests/test_a.py", "unit",
                     Level.EXPECTED_FAILURE)
            for i in (FIRST, SECOND)
        )  # fmt: skip
        return Waived(program, ExistingTests(Inventory(tests), program))

    return make


def standing(level: Level = Level.EXPECTED_FAILURE) -> Standing:
    return Standing(NAME, "cart", "unit", level=level, tests=(FIRST, SECOND))


def test_each_test_needs_a_waiver_and_the_first_to_lapse_counts(
    waived: Callable[..., Waived], waiver_of: Callable[..., Waiver]
) -> None:
    def of(target: str, day: date) -> Waiver:
        return replace(waiver_of("x", expires=day, allow="xfail"), target=target, covers=())

    one, two = of(FIRST, MARCH), of(SECOND, APRIL)
    assert waived(one).until(standing()) is None
    assert waived(one, two).until(standing()) == MARCH
    assert waived(one, of("tests/test_a.py", APRIL)).until(standing()) == APRIL
    assert waived(one, two).until(standing(Level.HOLLOW)) is None
    assert waived().names(one, standing())
    assert not waived().names(one, standing(Level.HOLLOW))
    assert not waived().names(of("tests/test_b.py", MARCH), standing())


def test_a_waiver_for_the_gap_or_the_failure_of_the_scenario(
    waived: Callable[..., Waived], waiver_of: Callable[..., Waiver]
) -> None:
    gap, failure = waiver_of(NAME, expires=MARCH), waiver_of(NAME, expires=APRIL, allow="xfail")
    assert waived(gap, failure).until(standing()) == APRIL
    assert waived(gap, failure).until(standing(Level.MISSING)) == MARCH
    assert waived(waiver_of("cart.unit.x", expires=MARCH)).until(standing()) is None
