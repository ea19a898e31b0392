"""Unit tests for shop.cart (business)."""

import pytest

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """Add."""
    cart.add(1)
    assert cart.total() == 1  # by hand
