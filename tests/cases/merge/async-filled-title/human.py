"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
async def test_add(cart: Cart) -> None:
    """Add."""
    assert await cart.add(1)
