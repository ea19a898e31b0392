"""The index answers as the inventory would, only faster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Span
from specgen.gaps.existing import ExistingTests, scenario_of
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level

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


@given(st.lists(PATTERNS, max_size=3))
def test_patterns_mean_what_the_inventory_says(patterns: list[str]) -> None:
    found = ExistingTests(INVENTORY).matching(patterns)
    assert sorted(found, key=str) == sorted(INVENTORY.matching(patterns), key=str)


@pytest.mark.parametrize(
    ("spec_id", "scenario"),
    [
        ("cart.unit.totals", "cart.unit.totals"),
        ("cart.unit.totals[1]", "cart.unit.totals"),
        ("cart.unit.totals#connect", "cart.unit.totals"),
        ("a-b_c.unit.x.y-1/2", "a-b_c.unit.x.y-1"),
        ("#1", "#1"),
        ("", ""),
    ],
)
def test_a_mark_names_a_scenario_or_a_part_of_one(spec_id: str, scenario: str) -> None:
    assert scenario_of(spec_id) == scenario
