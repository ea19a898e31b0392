"""Looking tests up: by pattern, by module, by spec id."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.diagnostics import Span
from specgen.inventory.model import Dead, How, Inventory, Link, TestItem
from specgen.levels import Level

Maker = Callable[..., TestItem]


@pytest.fixture
def item() -> Maker:
    """A test item with some of its fields given."""

    def make(node_id: str, **fields: object) -> TestItem:
        path, _, rest = node_id.partition("::")
        name = rest.rpartition("::")[2]
        plain = TestItem(node_id, path, name, Span(1, 1, 1, 1), path, "unit", Level.WRITTEN)
        return replace(plain, **fields)  # type: ignore[arg-type]  # each test gives right ones

    return make


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("tests/a/test_x.py", True),
        ("tests/a", True),
        ("tests/a/", True),
        ("tests", True),
        ("tests/a/test_x.py::TestX", True),
        ("tests/a/test_x.py::TestX::test_one", True),
        ("tests/a/test_x.py::TestX::test_one[1-a]", True),
        ("tests/*/test_x.py", True),
        ("tests/a/test_x.py::*", True),
        ("*::test_one", True),
        ("tests/a/test_x.py::Test", False),
        ("tests/a/test_", False),
        ("tests/b", False),
        ("*::test_two", False),
        ("test_one", False),
    ],
)
def test_entries_of_specs_mean_tests(item: Maker, pattern: str, matches: bool) -> None:
    assert item("tests/a/test_x.py::TestX::test_one").matches(pattern) is matches


def test_lookups_leave_dead_and_weak_ones_out(item: Maker) -> None:
    strong = Link("shop.cart", How.CALLED, 1.0, 1, "")
    weak = Link("shop.cart", How.PATCHED, 0.2, 1, "")
    good = item("t.py::good", links=(strong,), spec_ids=("a",))
    dead = item("t.py::dead", links=(strong,), dead=Dead.SKIPPED, spec_ids=("a",))
    other = item("t.py::other", links=(weak,))
    inventory = Inventory((good, dead, other))
    assert inventory.of_module("shop.cart") == (good,)
    assert inventory.of_spec("a") == (good, dead)
    assert inventory.live == (good, other)
    assert inventory.matching(["t.py::d*", "none"]) == (dead,)


@pytest.mark.parametrize(
    ("dead", "collected"),
    [(Dead.NO, True), (Dead.SKIPPED, True), (Dead.DESELECTED, False), (Dead.UNCOLLECTED, False)],
)
def test_what_pytest_lists(item: Maker, dead: Dead, collected: bool) -> None:
    assert item("t.py::x", dead=dead).collected is collected


def test_weights_fall_from_called_to_named() -> None:
    weights = [how.weight for how in How]
    assert weights == sorted(weights, reverse=True)
