"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
@pytest.mark.parametrize("n", [1, 2])
def test_add(cart: Cart, n: int) -> None:
    """Adding puts an item in."""
    assert cart.add(n)


@pytest.mark.unit
@pytest.mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """Removing takes it out."""
    pending("test remove")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.total")
def test_total(cart: Cart) -> None:
    """Sum.

    Prices are in cents
    """
    pending("test total")
