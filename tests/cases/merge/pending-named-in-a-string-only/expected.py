"""Unit tests for shop.cart (business)."""

import pytest

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """Add."""
    cart.add(1)
    assert cart.state != "pending"  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """Remove."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.total")
def test_total(cart: Cart) -> None:
    """Total of all items.

    Prices are in cents
    """
    cart.add(1)
    assert cart.total() == 1  # by hand
