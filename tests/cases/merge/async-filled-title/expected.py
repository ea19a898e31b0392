"""Unit tests for shop.cart (business)."""

import pytest

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
async def test_add(cart: Cart) -> None:
    """Adding waits."""
    assert await cart.add(1)
