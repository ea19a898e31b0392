"""Unit tests for shop.cart (business)."""

import pytest

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """Add."""
    assert 1
