"""The index answers as the inventory would, only faster."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Span
from specgen.gaps.existing import ExistingTests
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario

PLACES = ("tests/unit/test_a.py", "tests/unit/test_ab.py", "tests/e2e/deep/test_a.py")


def _item(path: str, tail: str) -> TestItem:
    return TestItem(f"{path}::{tail}", path, tail, Span(1, 1, 1, 1), path, "unit", Level.WRITTEN)


INVENTORY = Inventory(
    tuple(_item(path, tail) for path in PLACES for tail in ("test_x", "TestX::test_x", "test_xy"))
)
PATTERNS = st.one_of(
    st.sampled_from(
        [
            "tests", "tests/", "tests/unit", "tests/unit/test_a.py", "tests/unit/test_a.py::test_x",
            "tests/unit/test_a.py::test_x[1-2]", "tests/unit/test_a.py::TestX", "*::test_x*",
            "tests/**", "tests/?nit/*", "test_a.py", "", "::", "tests/unit/test_a.py::", "[x]", "*",
        ]
    ),
    st.text("test/_ax:*[]?.py", max_size=12),
)  # fmt: skip


@pytest.fixture(scope="module")
def existing(
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
) -> ExistingTests:
    """The inventory above, and a program with one scenario that was renamed."""
    totals = scenario_of("cart.unit.totals", renamed_from=("cart.unit.sums",))
    return ExistingTests(INVENTORY, program_of([module_of("cart")], [totals]))


@given(patterns=st.lists(PATTERNS, max_size=3))
def test_patterns_mean_what_the_inventory_says(
    existing: ExistingTests, patterns: list[str]
) -> None:
    found = existing.matching(patterns)
    assert sorted(found, key=str) == sorted(INVENTORY.matching(patterns), key=str)


@pytest.mark.parametrize(
    ("spec_id", "scenario"),
    [
        ("cart.unit.totals", "cart.unit.totals"),
        ("cart.unit.totals[1]", "cart.unit.totals"),
        ("cart.unit.totals#connect", "cart.unit.totals"),
        ("cart.unit.totals.few-items", "cart.unit.totals"),
        ("cart.unit.sums.few-items", "cart.unit.sums"),
        ("a-b_c.unit.x.y-1/2", "a-b_c.unit.x.y-1"),
        ("#1", "#1"),
        ("", ""),
    ],
)
def test_a_mark_names_a_scenario_or_a_part_of_one(
    existing: ExistingTests, spec_id: str, scenario: str
) -> None:
    assert existing.scenario_of(spec_id) == scenario
