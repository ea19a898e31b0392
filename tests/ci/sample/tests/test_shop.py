"""Written by hand."""

import sys

import pytest
from sample.shop import Store, discount


@pytest.mark.parametrize("percent", range(0, 101, 25))
def test_discount_never_raises_a_price(percent: int) -> None:
    assert discount(80, percent) <= 80


def test_orders_are_numbered_in_turn() -> None:
    store = Store()
    assert [store.add(name) for name in "abc"] == [1, 2, 3]


@pytest.mark.skipif(sys.version_info < (4,), reason="needs a service that is not there yet")
def test_orders_survive_a_restart() -> None:
    assert Store().orders == ["tea"]
